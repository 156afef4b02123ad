"""Text files in, records out, and back: the format of facts."""
