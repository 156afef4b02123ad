"""A corpus to the pages of its site."""
