"""Polite, safe requests to the addresses of sources: the only package that opens a connection."""
