"""The search: what is found, by which words, and the files that the search script reads."""
