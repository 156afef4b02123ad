"""The generators with which ours is compared, and what makes them write the same pages."""
