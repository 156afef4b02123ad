"""Text directives and how many passages of a text each of them leads to."""

MATCHES = [
    ("the cat", "cat", 1),
    ("The CAT, a Cát", "cat", 2),
    ("concatenate", "cat", 0),
    ("a a a", "a%20a", 2),
    ("one two\nthree", "two%20three", 0),
    ("one two\nthree", "two-,three", 1),
    ("one two\nthree", "two,three", 1),
    ("l'homme", "homme", 0),
    ("1,000", "000", 0),
    ("well-known", "known", 1),
    ('end."As', "%22As", 1),
    ("a x b x c b", "a,b,-c", 0),
    ("a b c b d", "a,b,-d", 1),
    ("readout", "re-,ado,-ut", 1),
    ("a b", "-,b", 0),
    ("a b", "a,b,c", 0),
    ("a-b", "a-b", 0),
    ("a b", "a-,%CC%81", 0),
]
