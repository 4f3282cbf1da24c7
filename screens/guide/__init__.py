"""The guide's faces: overview, pages, checker, troubleshooter. Nothing of it is kept."""
