"""Text fragments: addresses of quotes within their articles."""
