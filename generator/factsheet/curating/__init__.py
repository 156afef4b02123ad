"""What curators do, for the commands and the reading desk: acts are checked, then written."""
