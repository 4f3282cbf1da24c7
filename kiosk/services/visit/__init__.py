"""What a visit at the terminal asks for: who stands there, what they may do, what to pick from."""
