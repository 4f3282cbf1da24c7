"""The guide: its content for whoever stands there, on the screen and on paper."""
