"""Addresses asked politely and safely: the only package that opens a connection."""
