"""The page frame, and the adapters for the programs that build sites around our pages."""
