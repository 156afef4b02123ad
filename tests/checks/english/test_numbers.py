"""Numbers: digits and English words come to one form, and what counts nothing is no number."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.checks.english.numbers import read_numbers, read_tokens, split_words
from factsheet.proof.quotes import normalise_text

SMALL = split_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = [*"  ", *split_words("twenty thirty forty fifty sixty seventy eighty ninety")]
SCALES = ["", "thousand", "million", "billion"]


def find_numbers(text: str) -> list[frozenset[str]]:
    return [number.readings for number in read_numbers(read_tokens(normalise_text(text)))]


READ: dict[str, Sequence[set[str]]] = {
    "45 minutes": [{"45"}],
    "forty-five, forty five": [{"45"}, {"45"}],
    "more than 1,500": [{"1500"}],
    "1 500, 1\u202f500, 1\u00a0500 and 1'500": [{"1500"}] * 4,
    "fifteen hundred": [{"1500"}],
    "150,000, 150 thousand, 150k, one hundred and fifty thousand, a hundred and fifty thousand": [
        {"150000"}
    ]
    * 5,
    "1.500 or 1.5": [{"1.5", "1500"}, {"1.5"}],
    "1,5 or 1.500.000,5 or 1.234.567,25 or 12.345.678": [
        {"1.5"},
        {"1500000.5"},
        {"1234567.25"},
        {"12345678"},
    ],
    "$5bn, 5 billion, 5mn": [{"5000000000"}, {"5000000000"}, {"5000000"}],
    "two million three hundred and five": [{"2000305"}],
    "between one hundred and two hundred": [{"100"}, {"200"}],
    "five thousand and six thousand": [{"5000"}, {"6000"}],
    "two or three": [{"2"}, {"3"}],
    "two, three": [{"2"}, {"3"}],
    "two thousand and twenty-two": [{"2022"}],
    "a dozen, two dozen, dozens": [{"12"}, {"24"}, {"dozens"}],
    "twice": [{"2"}],
    "once again, at once": [],
    "2nd, second, 21st, twenty-first, thirtieth": [{"#2"}, {"#2"}, {"#21"}, {"#21"}, {"#30"}],
    "a 45-second call": [{"45"}],
    "45%, 45 %, 45 percent, forty-five per cent": [{"45%"}] * 4,
    "1%": [{"1%"}],
    "at 20:30 and 08:15": [{"20:30"}, {"8:15"}],
    "٤٥": [{"45"}],
    "the 1990s": [{"1990"}],
    "MH17": [{"17"}],
    "an hour and 45 minutes": [{"1", "1 hour"}, {"45"}],
    "one hour, one-hour, 1 hour": [{"1", "1 hour"}] * 3,
    "an hour and a half, one and a half, 1.5": [{"1.5"}] * 3,
    "two hours and a half, two and a half": [{"2.5"}] * 2,
    "half an hour, twice a day, three times a week, 5 a day": [{"2"}, {"3"}, {"5"}],
    "one of the last, no one, one another, One report's headline, the one that lasted": [],
    "Monday's was one. No one spoke, and each one listened.": [],
    "one call": [{"1", "1 call"}],
    "a second call": [{"#2"}],
    "9" * 40: [{"9" * 40}],
    "9" * 40 + " million and a half": [{"9" * 40}],
    "9" * 15 + " billion and a half": [{"999999999999999000000000"}],
    "9" * 16 + ",5 and a half": [{"9" * 16 + ",5"}],
    "9" * 15 + " trillion" * 500: [{f"{10**15 - 1}" + "0" * 13}],
}


@pytest.mark.parametrize("text", READ)
def test_numbers_are_read(text: str) -> None:
    assert find_numbers(text) == READ[text]


@given(
    st.text()
    | st.text(st.sampled_from("0123456789.,: '%-one two hundredthousandandhalfa١²Ⅷ"), max_size=80)
)
def test_no_text_is_too_strange(text: str) -> None:
    for readings in find_numbers(text):
        assert readings


@given(
    st.lists(
        st.sampled_from([*SMALL, *TENS, *SCALES, "and", "a", "half", "hundred", "1", "1.5", "%"]),
        max_size=300,
    )
)
def test_no_row_of_number_words_is_too_strange(words: list[str]) -> None:
    assert len(find_numbers(" ".join(words))) <= len(words)


def spell(number: int, joint: str, hyphen: str) -> str:
    """A number from 1 to 10**12 - 1 in English words."""
    groups = []
    for scale in SCALES:
        number, group = divmod(number, 1000)
        hundreds, rest = divmod(group, 100)
        tens, unit = divmod(rest, 10)
        low = SMALL[rest] if rest < 20 else TENS[tens] + (hyphen + SMALL[unit] if unit else "")
        high = f"{SMALL[hundreds]} hundred" + (f" {joint}{low}" if rest else "")
        if group:
            groups.append(f"{high if hundreds else low} {scale}".strip())
    return " ".join(reversed(groups))


@given(st.integers(2, 10**12 - 1), st.sampled_from(["", "and "]), st.sampled_from("- "))
def test_a_number_in_words_is_the_number_in_digits(number: int, joint: str, hyphen: str) -> None:
    (in_digits,) = find_numbers(f"{number} troops")
    assert find_numbers(f"{spell(number, joint, hyphen)} troops") == [in_digits]
    for mark in ", '":
        assert find_numbers(f"{number:,} troops".replace(",", mark)) == [in_digits]
