"""What a sentence claims that can be held against a quote word by word: numbers, dates and
negations.

Words are read as English; digits in any language. Nothing is understood: a number is borne out by
the same number, in digits or in words, whatever it counts; a negation by any negation.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from factsheet.checks.english.numbers import (
    BEGINNINGS,
    MEASURES,
    SCALES,
    Number,
    Token,
    get_word,
    read_numbers,
    read_tokens,
    split_words,
)
from factsheet.facts.dates import MONTHS
from factsheet.proof.quotes import GAP, INSERTION, normalise_text

MONTH = (
    r"(?P<month>"
    + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("Sep(", "Sept?(")
    + r")\b\.?"
)
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])(?![.,]\d)"
DATE = re.compile(
    rf"""(?P<iso>\b\d{{4}}-\d\d-\d\d\b) | (?P<digits>\b\d{{1,2}}([./])\d{{1,2}}\3\d{{4}}\b)
    | \b(?P<before>{DAY}(?:(?:-|\ -\ |,\ |\ and\ |\ to\ |\ or\ ){DAY}){{0,5}})(?:\ of)?\ {MONTH}
    | \b{MONTH.replace("month", "month_first")}\ (?:the\ )?
        (?P<after>{DAY}(?:(?:-|\ and\ |\ to\ |\ or\ ){DAY}){{0,5}})\b
    | \b(?P<lone>(?:(?<=in\ )|(?<=of\ )|(?<=by\ )|(?<=since\ )|(?<=until\ )|(?<=last\ )|(?<=this\ )
        |(?<=early\ )|(?<=late\ )|(?<=mid-))(?:May|March)\b | (?:{"|".join(MONTHS)})(?=\ \d{{4}}\b)
        | (?:{"|".join(name for name in MONTHS if name not in ("March", "May"))})\b)
    | \b(?P<weekday>(?i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?i:day))(?i:s)?\b""",
    re.VERBOSE,
)
NEGATIONS = split_words(
    "no not never none neither nor nobody nothing nowhere without cannot zero deny denies denied"
    " denying denial refuse refuses refused refusing refusal reject rejects rejected rejecting"
)
"""The words that negate, in a sentence and in a quote."""
NEGATIVE = re.compile(
    r"(?:fail|lack|exclud|declin|avoid|prevent|prohibit|forbid|refrain|refut|disput|dismiss|rebuff)"
    r"|rul(?:e|es|ed|ing)"
    r" out|(?:unable|unwilling|impossible|absent|absence|false|untrue|baseless|unfounded|nonsense)$"
)
"""Words in a quote that bear out a negation, though a sentence may have them without negating."""
BOUNDS = split_words("more less fewer later earlier sooner")
ONLY = split_words("only just merely")
IDLE = (("no", "doubt"), ("not", "least"))
PAIRS = split_words("both pair couple duo")
CLAIMING = frozenset(
    (
        *{*BEGINNINGS, *MEASURES, *SCALES, *NEGATIONS} - {"a", "an"},
        *map(str.casefold, MONTHS),
        *split_words("sunday monday tuesday wednesday thursday friday saturday"),
        *split_words("sundays mondays tuesdays wednesdays thursdays fridays saturdays"),
        "t",
    )
)
"""What a text without digits has one of, among its runs of letters, if it claims anything: the "t"
is that of "don't", and before a measure or a scale "a" counts.
"""
LETTERS = re.compile(r"[^\W\d_]+")
DIGITS = re.compile(r"[\d\u0130\u0131]")
"""Digits, and the letters that patterns take for an i if case is ignored."""


class Claim(NamedTuple):
    """A number, a date or a negation of a text: its words as they stand there, and the readings of
    which any bears it out.
    """

    kind: Literal["number", "date", "negation"]
    words: str
    readings: frozenset[str]


def find_claims(text: str) -> tuple[Claim, ...]:
    """Find what a text claims: its dates, then its numbers and its negations."""
    plain = normalise_text(text)
    return read_claims(plain) if may_claim(plain) else ()


def may_claim(plain: str) -> bool:
    """Whether a normalised text is worth a closer look: most claim nothing."""
    words = LETTERS.findall(plain.casefold())
    return not CLAIMING.isdisjoint(words) or DIGITS.search(plain) is not None


def read_claims(plain: str) -> tuple[Claim, ...]:
    """Read the claims of a normalised text."""
    dates, tokens = _read_dates(plain)
    numbers = (
        Claim("number", _cut(plain, tokens, number), number.readings)
        for number in read_numbers(tokens)
        if not _is_known_pair(tokens, number)
    )
    negations = (
        Claim("negation", plain[token.start : token.end], frozenset({"not"}))
        for token in _find_negations(tokens)
    )
    return (*dates, *numbers, *negations)


def list_readings(text: str) -> frozenset[str]:
    """List all that a text bears out: its claims, and what its words say besides. Insertions in
    square brackets do not count.
    """
    readings: set[str] = set()
    for passage in text.split(GAP):
        plain = normalise_text(INSERTION.sub(" ", passage))
        if not may_claim(plain):
            readings.update(_list_words(read_tokens(plain)))
            continue
        dates, tokens = _read_dates(plain)
        readings.update(*(date.readings for date in dates))
        readings.update(*(number.readings for number in read_numbers(tokens)))
        readings.update("not" for _ in _find_negations(tokens))
        readings.update(_list_weaker(dates), _list_words(tokens))
    return frozenset(readings)


def find_unsupported(text: str, quotes: Iterable[str]) -> tuple[Claim, ...]:
    """Find what a text claims and none of `quotes` bears out."""
    claims = find_claims(text)
    borne_out = frozenset[str]().union(*map(list_readings, quotes)) if claims else frozenset()
    return tuple(claim for claim in claims if not claim.readings & borne_out)


def _read_dates(plain: str) -> tuple[tuple[Claim, ...], list[Token]]:
    """The dates of a normalised text, and the tokens of the rest."""
    dates = tuple(_find_dates(plain))
    return dates, read_tokens(DATE.sub(_blank, plain) if dates else plain)


def _blank(match: re.Match[str]) -> str:
    return ";" + " " * (len(match[0]) - 1)


def _cut(text: str, tokens: list[Token], number: Number) -> str:
    return text[tokens[number.first].start : tokens[number.last - 1].end]


def _find_dates(text: str) -> Iterator[Claim]:
    """Find days of a month, months and days of the week; the year is a number, or part of a date in
    digits.
    """
    for match in DATE.finditer(text):
        if match["iso"] or match["digits"]:
            yield from _read_date_in_digits(match)
        elif match["weekday"]:
            yield Claim("date", match["weekday"], frozenset({match["weekday"].capitalize()}))
        elif match["lone"]:
            yield Claim("date", match["lone"], frozenset({match["lone"][:3]}))
        else:
            month = (match["month"] or match["month_first"])[:3]
            for day in re.findall(r"\d+", match["before"] or match["after"]):
                yield Claim("date", match[0].rstrip("."), frozenset({f"{month} {int(day)}"}))


def _read_date_in_digits(match: re.Match[str]) -> Iterator[Claim]:
    """Read 2022-02-20 or 20.02.2022; 02/03/2022 has two readings."""
    parts = [int(part) for part in re.findall(r"\d+", match[0])]
    year, pairs = (parts[0], [parts[1:]]) if match["iso"] else (parts[2], [parts[1::-1], parts[:2]])
    days = frozenset(f"{MONTHS[month - 1][:3]} {day}" for month, day in pairs if 1 <= month <= 12)
    yield Claim("date", match[0], days or frozenset({match[0]}))
    yield Claim("number", match[0], frozenset({str(year)}))


def _list_weaker(dates: Iterable[Claim]) -> Iterator[str]:
    """List what follows from the dates of a text: the month, and the day as an ordinal."""
    for claim in dates:
        for reading in claim.readings:
            month, _, day = reading.partition(" ")
            yield month
            yield f"#{day or reading}"


def _list_words(tokens: list[Token]) -> Iterator[str]:
    """List what words bear out that claim nothing by themselves: "a call" one call, "both" two,
    "prevent" a negation.
    """
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        following = get_word(tokens, index + 1)
        if token.text in ("a", "an") and following:
            yield f"1 {following}"
        elif token.text == "single":
            yield from ("1", f"1 {following}")
        elif token.text in PAIRS:
            yield "2"
        elif NEGATIVE.match(token.text) or NEGATIVE.match(f"{token.text} {following}"):
            yield "not"


def _is_known_pair(tokens: list[Token], number: Number) -> bool:
    """Whether a two does not count anybody: "the two leaders" are those under discussion."""
    return number.readings == {"2"} and get_word(tokens, number.first - 1) in (
        "the",
        "these",
        "those",
    )


def _find_negations(tokens: list[Token]) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if (token.text in NEGATIONS or token.text.endswith("n't")) and not _is_idle(tokens, index):
            yield token


def _is_idle(tokens: list[Token], index: int) -> bool:
    """Whether a "no" or "not" negates nothing: "no more than", "no doubt", "whether or not", "not
    only … but".
    """
    pair = (tokens[index].text, get_word(tokens, index + 1))
    if pair[0] == "no" and pair[1] in BOUNDS:
        return get_word(tokens, index + 2) == "than"
    if pair[0] == "not" and pair[1] in ONLY:
        return any(token.text == "but" for token in tokens[index + 2 : index + 20])
    return pair in IDLE or (get_word(tokens, index - 1), pair[0]) == ("or", "not")
