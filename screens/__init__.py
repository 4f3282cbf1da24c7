"""The face in the terminal: all of Textual lives here."""
