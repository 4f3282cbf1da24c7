"""The student's face: one full-screen terminal app; all of Textual lives here."""
