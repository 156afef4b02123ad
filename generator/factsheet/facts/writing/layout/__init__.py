"""Where everything stands in the text of a file, and how it is put there and taken out."""
