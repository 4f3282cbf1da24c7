"""The correction page: what the QR on a sheet leads to, for phones, without JavaScript."""
