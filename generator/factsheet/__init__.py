"""Fact files in YAML, rendered into a site on which every statement leads to its source."""
