"""Generated pages of reference: the format, the rules, and how pages are read."""
