"""How far an article was read: its sentences, and which of them have a statement."""
