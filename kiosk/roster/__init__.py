"""Files of registrars and folders of photos, read into values; nothing is stored here."""
