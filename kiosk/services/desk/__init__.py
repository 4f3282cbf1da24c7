"""The desk's functions: what each of its screens works with."""
