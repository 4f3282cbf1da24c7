"""Where chains, blobs and indexes are kept: one contract, one module for each kind of place."""
