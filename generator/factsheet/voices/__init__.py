"""What follows from the facts: who says it, how many, from where, and who is silent."""
