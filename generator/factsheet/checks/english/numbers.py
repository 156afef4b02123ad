"""Numbers in a text, in digits and in English words, each in one form: "1,500" and "fifteen
hundred" are `1500`.

A number may have two readings: "1.500" is one and a half in English and fifteen hundred in German.
Ordinals are numbers of their own (`#2`), and so are shares (`45%`), times of day (`20:30`) and
vague amounts (`thousands`). A one also has the reading of what it counts (`1 hour`), so that "an
hour" can be held against it; if "one" counts nothing, as in "one of them", it is not a number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<time>\d{1,2}:\d\d(?!\d))
    | (?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)? | \d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+(?!\d))?
        | \d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)? | \d+[.,]\d+ | \d+)
        (?P<ending>(?:st|nd|rd|th|k|bn|mn)\b)?
    | (?P<sign>%)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    | (?P<stop>[^\s\w%-])""",
    re.VERBOSE,
)


def split_words(words: str) -> tuple[str, ...]:
    """Split a list that is written as one text into its words."""
    return tuple(words.split())


SMALL = split_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
UNITS = {word: value for value, word in enumerate(SMALL) if value}
TENS = {
    word: value * 10
    for value, word in enumerate(
        split_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
SCALES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
ENDINGS = {"k": 10**3, "mn": 10**6, "bn": 10**9}
VAGUE = {f"{word}s" for word in SCALES}
FIRST = split_words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {
    **{word: value for value, word in enumerate(FIRST, start=1)},
    **{f"{word[:-1]}ieth": value for word, value in TENS.items()},
}
BEGINNINGS = frozenset({*UNITS, *TENS, *ORDINALS, *VAGUE, "twice", "a", "an"})
HALF = ("and", "a", "half")
MEASURES = split_words("minute hour day week month year decade century metre kilometre mile tonne")
RATES = split_words("half of per quarter once twice times")
"""Words before "an hour" that make it no amount: "half an hour", "twice a day"."""
BEFORE_IDLE_ONE = split_words(
    "no any every each the this that these those which some other last another"
)
AFTER_IDLE_ONE = split_words(
    "of another by such side hand account article document headline outlet passage post report"
    " source statement that who whom which whose in on at from for with without is was are were has"
    " had as than"
)
"""Words beside a "one" that counts nothing. That "one report says" something tells which, not how
many.
"""
LONGEST, LARGEST = 15, 10**13
"""Digits in longer runs are no amounts, and are compared as they stand; scales multiply up to the
second number.
"""


class Token(NamedTuple):
    """A number in digits, a word in small letters, or a mark, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    ending: str = ""


class Number(NamedTuple):
    """A number by its readings, with the tokens `first` to `last`, the last not included, that
    spell it.
    """

    readings: frozenset[str]
    first: int
    last: int


def read_tokens(text: str) -> list[Token]:
    """Read the words, numbers and marks of a normalised text."""
    tokens = []
    for match in TOKEN.finditer(text):
        kind = "digits" if match["ending"] else match.lastgroup or ""
        tokens.append(Token(kind, match[kind].lower(), *match.span(), match["ending"] or ""))
    return tokens


def read_numbers(tokens: list[Token]) -> Iterator[Number]:
    """Read the numbers that `tokens` spell, in their order."""
    index = 0
    while index < len(tokens):
        may_begin = tokens[index].kind in ("digits", "time") or tokens[index].text in BEGINNINGS
        number = may_begin and (
            _read_ordinal(tokens, index)
            or _read_other(tokens, index)
            or _read_cardinal(tokens, index)
        )
        if number:
            yield number
        index = number.last if number else index + 1


def get_word(tokens: list[Token], index: int) -> str:
    """Get the word at a place among `tokens`; "" if there is none."""
    return tokens[index].text if 0 <= index < len(tokens) and tokens[index].kind == "word" else ""


def _read_ordinal(tokens: list[Token], index: int) -> Number | None:
    token, word, following = tokens[index], get_word(tokens, index), get_word(tokens, index + 1)
    if token.ending in ("st", "nd", "rd", "th"):
        return Number(
            frozenset(f"#{value}" for value in _read_digits(token.text)), index, index + 1
        )
    if word in ORDINALS and not (word == "second" and index and _counts(tokens[index - 1])):
        return Number(frozenset({f"#{ORDINALS[word]}"}), index, index + 1)
    if word in TENS and ORDINALS.get(following, 10) < 10:
        return Number(frozenset({f"#{TENS[word] + ORDINALS[following]}"}), index, index + 2)
    return None


def _counts(token: Token) -> bool:
    return token.kind == "digits" or token.text in UNITS or token.text in TENS


def _read_other(tokens: list[Token], index: int) -> Number | None:
    token, word = tokens[index], get_word(tokens, index)
    if token.kind == "time":
        return Number(frozenset({token.text.removeprefix("0")}), index, index + 1)
    if word in VAGUE:
        return Number(frozenset({word}), index, index + 1)
    return Number(frozenset({"2"}), index, index + 1) if word == "twice" else None


def _read_cardinal(tokens: list[Token], index: int) -> Number | None:
    """Read a cardinal number, with a half after it or after its unit, or a share in percent."""
    values, last = _read_amount(tokens, index)
    if not values:
        return None
    for end in (last, last + 1):
        if tuple(get_word(tokens, end + step) for step in range(3)) == HALF:
            return Number(frozenset(map(_add_half, values)), index, end + 3)
    share = 1 if last < len(tokens) and tokens[last].text in ("%", "percent") else 0
    share = share or (
        2 if (get_word(tokens, last), get_word(tokens, last + 1)) == ("per", "cent") else 0
    )
    if values == {"1"} and not share:
        return _read_one(tokens, index, last)
    return Number(
        frozenset(f"{value}%" for value in values) if share else frozenset(values),
        index,
        last + share,
    )


def _read_amount(tokens: list[Token], index: int) -> tuple[set[str], int]:
    """Read an amount at a place; its readings, and the place after it."""
    token = tokens[index]
    if token.kind == "digits":
        scale, last = _read_scales(tokens, index + 1, ENDINGS.get(token.ending, 1))
        return {_scale(value, scale) for value in _read_digits(token.text)}, last
    if _is_measure(tokens, index):
        return {"1"}, index + 1
    amount, last = _read_words(tokens, index)
    return ({str(amount)} if amount else set()), last


def _is_measure(tokens: list[Token], index: int) -> bool:
    """Whether "an hour" and the like stands at a place, and says how much."""
    if get_word(tokens, index) not in ("a", "an") or get_word(tokens, index + 1) not in MEASURES:
        return False
    return (
        not index
        or tokens[index - 1].kind == "stop"
        or not (_counts(tokens[index - 1]) or tokens[index - 1].text in RATES)
    )


def _read_one(tokens: list[Token], index: int, last: int) -> Number | None:
    """Read a one, with what it counts; None if it counts nothing."""
    counted, before = get_word(tokens, last).removesuffix("'s"), get_word(tokens, index - 1)
    if tokens[index].text == "one" and (
        not counted or counted in AFTER_IDLE_ONE or before in BEFORE_IDLE_ONE
    ):
        return None
    readings = {"1", f"1 {counted}"} if counted else {"1"}
    return Number(frozenset(readings), index, last + (counted in MEASURES))


def _read_scales(tokens: list[Token], index: int, scale: int) -> tuple[int, int]:
    while get_word(tokens, index) in SCALES:
        scale, index = scale * SCALES[tokens[index].text], index + 1
        scale = min(scale, LARGEST)
    return scale, index


def _read_words(tokens: list[Token], index: int) -> tuple[int, int]:
    """Read a number in words, such as "two million three hundred and five"; 0 if there is none."""
    if get_word(tokens, index) in ("a", "an") and get_word(tokens, index + 1) in SCALES:
        group, index = 1, index + 1
    else:
        group, index = _read_below_hundred(tokens, index)
    total, ceiling = 0, LARGEST
    while total or group:
        scale = SCALES.get(get_word(tokens, index), 1)
        if scale == 1:
            more, end = (
                _read_rest(tokens, index, group, ceiling) if _is_open(tokens, index) else (0, index)
            )
            if not more:
                break
            group, index = group + more, end
        elif scale < 1000 and 0 < group < 100:
            group, index = group * scale, index + 1
        elif group:
            total, group, ceiling, index = total + group * scale, 0, scale, index + 1
        else:
            break
    return total + group, index


def _is_open(tokens: list[Token], index: int) -> bool:
    """Whether the number before a place may go on: its last word is a scale."""
    return get_word(tokens, index - 1) in SCALES


def _read_rest(tokens: list[Token], index: int, group: int, ceiling: int) -> tuple[int, int]:
    """Read what goes on with a number, "fifty" or "and fifty"; 0 if a number of its own begins."""
    rest, end = _read_below_hundred(tokens, index + (get_word(tokens, index) == "and"))
    following = SCALES.get(get_word(tokens, end), 1)
    own = following >= ceiling or (following < 1000 and following > 1 and group >= 100)
    return (0, index) if own else (rest, end)


def _read_below_hundred(tokens: list[Token], index: int) -> tuple[int, int]:
    word = get_word(tokens, index)
    if word in TENS:
        unit = UNITS.get(get_word(tokens, index + 1), 10)
        return (TENS[word] + unit, index + 2) if unit < 10 else (TENS[word], index + 1)
    return (UNITS[word], index + 1) if word in UNITS else (0, index)


def _read_digits(digits: str) -> set[str]:
    """Read an amount in digits: in English, and if it differs, as other languages write it."""
    if digits.count(".") > 1:
        return {_show(Decimal(digits.replace(".", "").replace(",", ".")[:LONGEST]))}
    bare = re.sub(r"[ ',](?=\d{3}(?:\D|$))", "", digits)
    if len(bare) > LONGEST:
        return {bare}
    readings = {_show(Decimal(bare.replace(",", ".")))}
    return (
        readings | {_show(Decimal(bare.replace(".", "")))}
        if re.fullmatch(r"\d{1,3}\.\d{3}", bare)
        else readings
    )


def _scale(value: str, scale: int) -> str:
    return _show(Decimal(value) * scale) if scale > 1 and len(value) <= LONGEST else value


def _add_half(value: str) -> str:
    return _show(Decimal(value) + Decimal("0.5")) if len(value) <= LONGEST else value


def _show(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
