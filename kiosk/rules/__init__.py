"""Pure functions on the model; each names the source of its rule."""
