"""What helps those who write facts: ids for names, lines indented wrongly, schemas for editors."""
