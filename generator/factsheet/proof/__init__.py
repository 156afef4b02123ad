"""Quotes held against saved copies of their sources."""
