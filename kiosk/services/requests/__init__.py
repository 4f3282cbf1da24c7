"""更正申请: filed, moved along, listed, and looked up from a printed code."""
