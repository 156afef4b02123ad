"""The MkDocs adapter: its plugin, and the files that it writes."""
