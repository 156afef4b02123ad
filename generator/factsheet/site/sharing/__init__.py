"""What others take from a page, beside it: statements to embed, structured data, a picture."""
