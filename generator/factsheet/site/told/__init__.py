"""What the pages of sources and actors tell: rows of many events."""
