"""The desk: what the staff see, over SSH as well as in the office."""
