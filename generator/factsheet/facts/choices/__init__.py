"""What facts may name: the ids there are, told in hints and offered by editors."""
