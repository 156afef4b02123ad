"""What a sentence claims, read in English: numbers, dates, negations."""
