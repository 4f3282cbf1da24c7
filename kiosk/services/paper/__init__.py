"""Sheets and slips: put together, drawn, and brought to paper in the order of signing."""
