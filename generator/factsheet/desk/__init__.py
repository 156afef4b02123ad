"""The reading desk: from a saved article to proven statements, in a browser on this machine."""
