"""Use cases: what students and staff do, on the store and behind both faces."""
