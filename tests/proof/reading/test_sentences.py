"""Where sentences end: a table of what other splitters trip over, in a dozen languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.proof.quotes import normalise_text
from factsheet.proof.reading.sentences import breaks_off, split_sentences

WHOLE = {
    "titles": "Mr. Brown met Dr. Green, Gen. Roe and Lt. Col. Poe.",
    "states": "He lives near the U.S. Senate and the U.K. Embassy.",
    "dates": "It was signed on Feb. 20, not on Dec. 5 or Sept. 3.",
    "months": "From Jan. 1, Mar. 2, Apr. 3, Aug. 4, Oct. 31 and Nov. 3 to Dec. 9 they were out.",
    "a dateline": "KLOW, N.Y., Nov. 3, 2021 /Wire/ -- More than 200 of them are out.",
    "numbers": "See No. 5, pp. 10 and Fig. 3, which cost 3.5 million and 1,500 more.",
    "initials": "J. R. R. Roe, G.B. Poe, L.Doe and Albert I. Moe wrote it in St.Klow.",
    "dots within": "He waited... and then left… without a word.",
    "a quotation within": 'He said "We will go." and left, and she asked "Why?" and stayed.',
    "hours": "The call began at 9 a.m. on Monday and ended at 10 p.m. in Klow.",
    "addresses": "Read https://x.example/a.b?c=D.E or ask Jane.Doe@x.example for more.",
    "Latin": "The allies, i.e. Borduria, e.g. The Free City, vs. Syldavia, agreed.",
    "firms": "Acme Inc. Chairman Roe and Poe Co. Director Moe came.",
    "a list's number": "1. The first point is this.",
    "French": "M. Roe, Mme. Poe et l'art. 5 du 20 févr. 2022, c.-à-d. tout.",
    "Russian": "В 2022 г. Роу и А. С. Поу, т. е. все, дали 5 млн. рублей.",
    "Ukrainian": "У 2022 р. Роу дав 5 тис. гривень.",
    "German": "Am 20. Februar kam Dr. Roe, z. B. mit Prof. Poe, d. h. im 20. Jahrhundert.",
    "Spanish": "El Sr. Roe y la Sra. Poe vieron EE. UU. y más.",
    "Italian": "Il dott. Rossi e l'on. Poe sono qui.",
    "Polish": "Prof. Roe, tzn. dyrektor, był tu w 2022 r. w Klow.",
    "no stop": "A headline without one",
}
PARTS = {
    "plain": ["One is here.", "Two is there!", "Is three?", "It is."],
    "a capital after an abbreviation": ["She went to the U.S.", "The talks went on."],
    "the first person": ["So did I.", "Then we left."],
    "a firm at the end": ["He left Acme Inc.", "It was late."],
    "no number": ["He said no.", "Then he left."],
    "hours at the end": ["It ended at 10 p.m.", "They spoke again."],
    "a year": ["It was in 2022.", "This year was long."],
    "a number first": ["That was all.", "1,500 people left."],
    "dots": ["He waited…", "Then he left...", "Nobody saw."],
    "a name with a small letter": ["The army fired.", "iPhone users left."],
    "several within a quotation": ['He said: "We agree.', 'We all do."', "Then he left."],
    "one quotation after another": ["“We agree.”", "“So do we.”", "He nodded."],
    "a quotation after": ['"We agree," she said.', '"We must go on."', "He nodded."],
    "an abbreviation at a quotation's end": ['He said: "We left Acme Inc."', "Roe stayed."],
    "two kinds of quotation marks": ["“Oui.”", "« Non. »", "Rien."],
    "brackets": ["It was over (see Fig. 3).", "(It was not.)", "He left."],
    "French quotation marks": ["« Nous sommes d'accord. »", "Il est parti."],
    "Russian quotation marks": ["«Мы согласны».", "Он ушёл."],
    "a Russian year at the end": ["Это было в 2022 г.", "Потом он ушёл."],
    "German quotation marks": ["„Wir gehen.“", "Er ging."],
    "Spanish": ["¿Quién es?", "¡Nadie!"],
    "Arabic": ["قال الرئيس ذلك.", "هل هذا صحيح؟", "نعم."],
    "Hindi": ["वह गया।", "वह आया।"],
    "a heading": ["A headline", "A story begins."],
}
GLUED = {
    "Japanese": ["彼は言った。", "「行こう。」", "そして去った。"],
    "Chinese": ["他说了。", "“我们走吧。”", "然后离开了。"],
    "paragraphs": ["It is over.", "The rest is known.", "Nobody left."],
    "paragraphs with quotations": [
        "So says the readout.",
        '"As a result, people suffer," it said.',
        '"All agree," it went on, "to go."',
        "The rest is known.",
    ],
}


def split(text: str) -> list[str]:
    plain = normalise_text(text)
    return [plain[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_what_looks_like_an_end_is_none(text: str) -> None:
    assert split(text) == [normalise_text(text)]


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_sentences_end(parts: list[str]) -> None:
    joint = "\n" if parts[0] == "A headline" else " "
    assert split(joint.join(parts)) == [normalise_text(part) for part in parts]


@pytest.mark.parametrize("parts", GLUED.values(), ids=GLUED)
def test_sentences_end_without_a_space(parts: list[str]) -> None:
    assert split("".join(parts)) == [normalise_text(part) for part in parts]


def test_a_word_that_a_hyphen_parts_at_a_lines_end_belongs_to_its_sentence() -> None:
    assert split("All were evacu-\nated. Nobody stayed.") == [
        "All were evacuated.",
        "Nobody stayed.",
    ]


PIECES = st.sampled_from(
    [*"aBé. !?\n'\"1-…«»()。\u00ad\u2028\u0301", "Mr.", " U.S. ", ". The ", "feb. ", "one word "]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_hold_every_word(text: str) -> None:
    plain = normalise_text(text)
    spans = list(split_sentences(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(plain) for start, end in spans)
    assert all(re.search(r"\w", plain[start:end]) for start, end in spans)
    held = "".join(plain[start:end] for start, end in spans)
    assert re.findall(r"\w", held) == re.findall(r"\w", plain)


@given(TEXTS, TEXTS)
def test_a_paragraph_is_split_alike_alone_and_after_another(one: str, other: str) -> None:
    assert split(f"{one} .\n\n{other}") == split(f"{one} .") + split(other)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("It is over.\n", False),
        ("“It is over.” ", False),
        ("Is it over?)", False),
        ("彼は言った。", False),
        ("It is", True),
        ("It is over. Then the", True),
        ("Read on…", True),
        ("It went back-and-forth...", True),
        ("", True),
    ],
)
def test_a_text_breaks_off_without_a_full_stop(text: str, broken: bool) -> None:
    assert breaks_off(text) == broken
