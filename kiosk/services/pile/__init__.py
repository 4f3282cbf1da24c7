"""The pile: whose sheets are meant, who is missing, what was handed in, how far it has come."""
