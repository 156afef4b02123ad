"""Fact files written: records as YAML, and fields added to a file without touching the rest."""
