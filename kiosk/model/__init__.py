"""What the house speaks about: frozen values, no input or output."""
