"""Text directives parsed, and how many passages of a text each of them leads to."""

from urllib.parse import unquote

from factsheet.proof.fragments.directives import Directive, compare, find_matches
from factsheet.proof.fragments.forms import read_copy

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


def parse_directive(directive: str) -> Directive | None:
    """The terms of a text directive's value, decoded; None where it is not valid ("Parse a text
    directive").
    """
    tokens = directive.split(",")
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else None
    suffix = tokens.pop()[1:] if tokens and tokens[-1].startswith("-") else None
    given = [term for term in (prefix, suffix, *tokens) if term is not None]
    if (
        len(tokens) not in (1, 2)
        or not all(given)
        or any("-" in term or "&" in term for term in given)
    ):
        return None
    return Directive(*map(unquote, (prefix or "", tokens[0], *(tokens[1:] or [""]), suffix or "")))


def count_matches(text: str, directive: str) -> int:
    """How often the text directive with the value `directive` matches in `text`, whose lines are
    blocks: from each beginning at most once. 0 if it is not valid (section "Text Directives",
    "parse a text directive").

    If only a dictionary knows whether a word ends (Chinese, Japanese, Thai…), it is taken to.
    """
    terms = parse_directive(directive)
    key = read_copy(text).key
    return sum(1 for _ in find_matches(key, Directive(*map(compare, terms)))) if terms else 0
