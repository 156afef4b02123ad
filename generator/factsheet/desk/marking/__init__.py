"""From marked words to a statement: the quote, what is to be written, what the rules say of it."""
