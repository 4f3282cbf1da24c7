"""The way to paper: one contract, one module for each kind of printer."""
