"""Checks of what stands beside the facts: the pages written by hand, and the templates."""
