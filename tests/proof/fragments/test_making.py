"""Text fragments: what is proposed, and that it is unique."""

import itertools
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.proof.fragments.forms import read_copy
from factsheet.proof.fragments.making import make_fragment
from factsheet.proof.quotes import find_quote, normalise_text
from support.fragments import MATCHES, count_matches

TABLE = [
    ("unique", "The ferry left at noon.", "left at noon", "left%20at%20noon"),
    ("encoded", "A well-lit inn, 5% & more", "well-lit inn, 5% & more", "well%2Dlit%20inn%2C%205%25%20%26%20more"),
    ("explicit characters stay", "a !$'()*+./:;=?@_~ b", "!$'()*+./:;=?@_~", "!$'()*+./:;=?@_~"),
    ("other case counts", "The Mill. He saw the mill burn.", "The Mill", "The%20Mill,-."),
    ("accents do not count", "A resume here. No résumé there.", "résumé", "No-,r%C3%A9sum%C3%A9"),
    ("the shorter side wins", "so it is; but it is not", "it is", "it%20is,-;"),
    ("prefix of one word", "an old red barn or a new red barn", "red barn", "red%20barn,-or"),
    ("two words needed", "x a b c y. z a b c y. x a b c w.", "x a b c y", "x%20a%20b%20c%20y"),
    ("both sides", "p q r. p q s. t q r.", "q", "p-,q,-r."),
    ("nothing is unique", "Ring the bell.\nRing the bell.\nRing the bell.\nRing the bell.", "the bell", None),
    ("neighbouring block", "One\nSame line\nTwo\nSame line", "Same line", "Same%20line,-Two"),
    ("own characters", "Er sagte: „Nein,\u00a0nie“ – laut", '"Nein, nie"', "%E2%80%9ENein%2C%C2%A0nie%E2%80%9C"),
    ("soft hyphen", "Die Infor\u00admation kam", "Information kam", "Infor%C2%ADmation%20kam"),
    ("ligature", "the ﬁnal ﬂight", "final flight", "%EF%AC%81nal%20%EF%AC%82ight"),
    ("decomposed", "un e\u0301te\u0301 froid", "été froid", "e%CC%81te%CC%81%20froid"),
    ("not long", "so a b c d e f g h i", "a b c d e f g h i", "a%20b%20c%20d%20e%20f%20g%20h%20i"),
    ("white space runs", "two \t  words", "two words", "two%20words"),
    ("glued", 'the log."As a rule they', "As a rule", "As%20a%20rule"),
    ("glued without a mark", "the log.As a rule they", "As a rule", "log.-,As%20a%20rule"),
    ("over two blocks", "the first line\nthe second line", "first line the second", "first%20line,the%20second"),
    ("over glued blocks", "He left at ten.Then she came", "left at ten.Then she", "left%20at%20ten.,Then%20she"),
    ("joined", "The dog that barked all night slept", "The dog […] all night", "The%20dog,all%20night"),
    ("joined, end repeated", "a b, c b, d b e", "a […] d b", "a,d%20b"),
    ("hyphenated", "the infor-\nmation desk", "the information desk", "the%20infor,mation%20desk"),
    ("next to a soft hyphen", "Zusammen\u00adarbeit. Die Arbeit", "Arbeit", "Die-,Arbeit"),
    ("no space in the script", "今日は東京都で会議。明日も。", "明日も", "%E6%98%8E%E6%97%A5%E3%82%82"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_fragment(text: str, quote: str, expected: str | None) -> None:
    assert make_fragment(text, find_quote(quote, normalise_text(text))) == expected


def test_long_passage_is_a_range() -> None:
    text = " ".join(f"word{number}" for number in range(80))
    assert (
        make_fragment(text, ((0, len(text)),))
        == "word0%20word1%20word2%20word3,word76%20word77%20word78%20word79"
    )


def test_no_spans_no_fragment() -> None:
    assert make_fragment("some text", ()) is None


@pytest.mark.parametrize(("text", "directive", "count"), MATCHES)
def test_count_matches(text: str, directive: str, count: int) -> None:
    assert count_matches(text, directive) == count


# Properties

Lines = list[list[str]]
LINES = st.lists(
    st.lists(st.sampled_from(["a", "b", "B", "c", "ç"]), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)
PLAIN = str.maketrans("Bç", "bc")


def parse(directive: str) -> tuple[list[str], ...]:
    found = re.fullmatch(r"(?:([^,-]+)-,)?([^,-]+)(?:,([^,-]+))?(?:,-([^,-]+))?", directive)
    assert found, directive
    return tuple(unquote(term or "").translate(PLAIN).split() for term in found.groups())


def find_ranges(words: list[str], terms: tuple[list[str], ...]) -> list[tuple[int, int]]:
    prefix, start, end, suffix = terms
    ranges = []
    for at in range(len(words)):
        first = at + len(start)
        if words[max(at - len(prefix), 0) : at] != prefix or words[at:first] != start:
            continue
        stops = range(first + len(end), len(words) + 1) if end else [first]
        ends = [
            s
            for s in stops
            if words[s - len(end) : s] == end and words[s : s + len(suffix)] == suffix
        ]
        ranges += [(at, stop) for stop in ends[:1]]
    return ranges


@st.composite
def passages(draw: st.DrawFn) -> tuple[Lines, int, int]:
    lines = draw(LINES)
    total = sum(map(len, lines))
    first = draw(st.integers(0, total - 1))
    return lines, first, draw(st.integers(first + 1, total))


def list_terms(lines: Lines, first: int, last: int) -> Iterator[tuple[list[str], ...]]:
    """Every directive that there could be for the words from `first` to `last`, each term within
    its line.
    """
    words = [word.translate(PLAIN) for line in lines for word in line]
    starts = [0, *itertools.accumulate(map(len, lines))]
    begin = max(start for start in starts if start <= first)
    stop = min(start for start in starts if start >= last)
    before = (
        begin if begin < first else max([start for start in starts if start < first], default=0)
    )
    after = stop if stop > last else min([start for start in starts if start > last], default=last)
    prefixes = [words[at:first] for at in range(before, first + 1)]
    suffixes = [words[last:at] for at in range(last, after + 1)]
    if begin == max(start for start in starts if start < last):
        cores: list[tuple[list[str], list[str]]] = [(words[first:last], [])]
    else:
        head, tail = (
            min(start for start in starts if start > first),
            max(start for start in starts if start < last),
        )
        cores = [
            (words[first:i], words[j:last])
            for i in range(first + 1, head + 1)
            for j in range(tail, last)
        ]
    yield from (
        (prefix, *core, suffix) for prefix in prefixes for core in cores for suffix in suffixes
    )


@settings(deadline=None, max_examples=400)
@given(passages())
def test_fragment_is_unique_or_there_is_none(passage: tuple[Lines, int, int]) -> None:
    lines, first, last = passage
    words = [word for line in lines for word in line]
    start, end = len(" ".join([*words[:first], ""])), len(" ".join(words[:last]))
    plain = [word.translate(PLAIN) for word in words]
    text = "\n".join(map(" ".join, lines))
    directive = make_fragment(text, ((start, end),))
    if directive is None:
        found = [find_ranges(plain, terms) for terms in list_terms(lines, first, last)]
        assert [(first, last)] not in found
    else:
        assert find_ranges(plain, parse(directive)) == [(first, last)]
        assert count_matches(text, directive) == 1
        assert parse(directive) in list(list_terms(lines, first, last))


PIECES = [
    "ab",
    "Cd",
    "e\u0301",
    "\u00ad",
    "\u200b",
    "ﬁ",
    "“",
    "’",
    "–",
    "-",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "-\n",
    " \r\n",
    ".",
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.data())
def test_terms_are_the_copys_own_characters(text: str, data: st.DataObject) -> None:
    normal = normalise_text(text)
    edges = [word.span() for word in re.finditer(r"\S+", normal)]
    if not edges:
        return
    start, end = data.draw(st.sampled_from(edges))[0], data.draw(st.sampled_from(edges))[1]
    directive = make_fragment(text, ((start, end),)) if start < end else None
    if directive is None:
        return
    shown = re.sub(r"[ \t\r\n]+", " ", text)
    terms = [unquote(term.strip("-")) for term in directive.split(",")]
    assert all(term in shown for term in terms)
    if len(terms) == 1:
        assert normalise_text(terms[0]) == normal[start:end]


def test_the_forms_of_a_copy_are_those_of_the_worked_example() -> None:
    text = "The „Ferry“ was well-\nknown for in\u00adformation.It sank."
    copy = read_copy(text)
    assert (copy.normal, copy.key, copy.joined, copy.loose) == (
        'The "Ferry" was wellknown for information.It sank.',
        'the "ferry" was well-\nknown for information.it sank.',
        'the "ferry" was well- known for information.it sank.',
        'the "ferry" was well- known for in formation.it sank.',
    )
    assert [copy.normal[slice(*block.span)] for block in copy.blocks] == [
        'The "Ferry" was well',
        "known for information.",
        "It sank.",
    ]
