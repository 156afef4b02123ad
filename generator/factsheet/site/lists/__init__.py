"""Lists of any length: cut into pages, filtered through a table that a browser loads when asked."""
