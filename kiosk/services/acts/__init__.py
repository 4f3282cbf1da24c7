"""One act of a student: a declaration, its signature, and the one append that writes it."""
