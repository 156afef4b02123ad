"""How text looks: what nobody sees and what passes for another is found, and honest names of many
scripts are left alone.
"""

import unicodedata

import pytest
import regex

from factsheet.looks import explain_sign, find_signs, make_skeleton, reveal_signs

IGNORABLE = [
    char
    for char in map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
    if regex.match(r"[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]", char)
]

HONEST = {
    "Latin": ["Łódź", "Đặng Thị Ngọc Thịnh", "Diyarbakır", "Þórbjörg", "Œuvre", "Əliyev", "Ǉubljana", "ﬁnal",
              "Hawaiʻi", "Kʼicheʼ", "Straße", "ǃKung", "Ɖeʋi", "Ẹlẹ́kọ̀ Diyarbakır", "L’Élysée", "O’Brien", "e\u0301te\u0301"],
    "Cyrillic": ["Владимир Путин", "Київ", "Ўзбекистон", "Қазақстан", "Њујорк", "СССР", "Кока-Cola", "Яndex", "Ѓорѓи"],
    "Greek": ["Ελένη Μπάρμπα", "Ἀθῆναι", "β-blocker", "Δv", "kΩ", "µm"],
    "Armenian and Georgian": ["Հայաստան", "საქართველო"],
    "Arabic": ["محمود عباس", "كِتَابٌ", "الْقُرْآن"],
    "Persian, with joiners": ["می\u200cخواهم", "خانه\u200cای", "علی\u200cاکبر", "آن\u200cها", "ه\u200d"],
    "Hebrew": ["בִּנְיָמִין נְתַנְיָהוּ", "יִשְׂרָאֵל"],
    "Indic, with joiners": ["नरेन्द्र मोदी", "क्\u200dष", "র\u200d্যাব", "শেখ হাসিনা", "ශ්\u200dරී ලංකා", "ക്\u200d", "தமிழ்", "ਸਿੰਘ",
                            "ನ್\u200cನ", "తెలుగు"],
    "South-East Asian": ["ไทยน้ำ", "ខ្មែរ", "အောင်ဆန်းစုကြည်", "ລາວ"],
    "Chinese, Japanese, Korean": ["习近平", "安倍晋三", "カニ二", "Tシャツ", "X射线", "ＮＨＫ", "한국", "A형", "葛\U000e0100城", "蔡英文"],
    "others": ["አዲስ አበባ", "བོད་", "ᠮᠣᠩᠭᠣᠯ", "ᠠ\u180b", "ᐃᓄᒃᑎᑐᑦ", "ⴰⵎⴰⵣⵉⵖ", "ߒߞߏ", "ދިވެހި", "ᏣᎳᎩ"],
    "signs and emoji": ["№ 5", "≠", "½", "€ 5", "❤\ufe0f", "👨\u200d👩\u200d👧", "1\ufe0f\u20e3", "👍🏽", "3 × 4 − 2", "Louis ⅩⅣ"],
}  # fmt: skip

FALSE = {
    "Cyrillic in a Latin word": "\u041cacron",
    "one letter in the middle": "p\u0430ypal",
    "the last letter": "Putin\u0430",
    "Latin in a Cyrillic word": "Крemль",
    "Greek in a Latin word": "inf\u03bf",
    "Cherokee beside Latin": "\u13e2\u13aa\u13e9\u13e2\u13aaL",
    "half of a word of two": "\u0441o",
    "behind a hyphen": "Ma-\u0441ron",
    "behind a link's bracket": "[\u041cacron](actor:x)",
    "a mathematical letter": "\U0001d40cacron",
    "nothing but mathematical letters": "".join(chr(0x1D41A + ord(letter) - 97) for letter in "macron"),
    "a Latin letter of phoneticians": "M\u0251cron",
    "a small capital": "Ma\u1d04ron",
    "a full-width letter": "\uff2dacron",
    "a Roman numeral": "\u216facron",
    "a stroke through letters": "5\u0336 people",
    "a ring around one": "a\u20dd",
    "one accent twice": "a\u0301\u0301",
    "an accent upon another": "é\u0301",
    "a heap of marks": "z\u0300\u0301\u0302\u0303\u0304",
    "a joiner where no letters join": "Ma\u200dcron",
    "a non-joiner in Cyrillic": "Ма\u200cкрон",
    "a non-joiner behind a letter that joins nothing": "در\u200cها",
    "an emoji's variant behind a digit": "1\ufe0f",
    "a variant of Han behind a Latin letter": "a\U000e0100",
    "a soft hyphen": "na\u00adme",
    "an empty pattern of Braille": "a\u2800b",
    "private use": "a\ue000b",
    "a language tag": "a\U000e0041b",
    "an annotation": "\ufff9a\ufffab\ufffb",
}  # fmt: skip


@pytest.mark.parametrize("script", HONEST)
def test_honest_names_have_nothing_to_be_found(script: str) -> None:
    found = {name: explain_sign(name) for name in HONEST[script]}
    assert {name: why for name, why in found.items() if why} == {}


@pytest.mark.parametrize("script", HONEST)
def test_honest_names_may_stand_in_any_normal_form(script: str) -> None:
    names = [unicodedata.normalize(form, name) for name in HONEST[script] for form in ("NFC", "NFD")]  # fmt: skip
    assert [name for name in names if explain_sign(name)] == []


@pytest.mark.parametrize("trick", FALSE)
def test_what_is_not_what_it_seems_is_found(trick: str) -> None:
    assert explain_sign(FALSE[trick])


def test_no_ignorable_character_passes() -> None:
    assert len(IGNORABLE) == 4177
    for text in ("Alice{}", "{}Alice", "Ali{}ce", "Alice {} Bob"):
        assert [char for char in IGNORABLE if not explain_sign(text.format(char))] == []


def test_a_sign_is_named_with_its_reason() -> None:
    assert explain_sign("ru\u200bn") == "has U+200B ZERO WIDTH SPACE, which nobody sees"
    assert (
        explain_sign("\u041cacron")
        == "has U+041C CYRILLIC CAPITAL LETTER EM, which looks like a letter of the Latin alphabet"
    )
    assert explain_sign("M\u0251cron").endswith('which looks like "a"')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “words”", [("plain “words”", "")]),
        ("ru\u200bn on", [("ru", "U+200B"), ("n on", "")]),
        ("\u041cacron é", [("\u041c", "U+041C"), ("acron é", "")]),
        ("е\u0301\u00ad", [("е\u0301", "U+00AD"), ("", "")]),
        ("می\u200cخواهم", [("می\u200cخواهم", "")]),
    ],
)
def test_signs_are_shown_in_their_place(text: str, shown: list[tuple[str, str]]) -> None:
    assert list(reveal_signs(text)) == shown


@pytest.mark.parametrize("trick", FALSE)
def test_what_is_shown_has_every_letter_and_nothing_unseen(trick: str) -> None:
    text = FALSE[trick]
    shown = "".join(piece for piece, _ in reveal_signs(text))
    unseen = {sign.char for sign in find_signs(text) if sign.why == "nobody sees"}
    kept = "".join(char for char in unicodedata.normalize("NFD", text) if char not in unseen)
    assert unicodedata.normalize("NFD", shown) == kept


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CCCP", "СССР"),
        ("Paypal", "Paypa1"),
        ("Ivan", "lvan"),
        ("modern", "modem"),
        ("Café", "Cafe\u0301"),
        ("Alice", "Ali\u200bce"),
        ("Alice", "\uff21lice"),
    ],
)
def test_what_looks_the_same_has_one_skeleton(name: str, other: str) -> None:
    assert make_skeleton(name) == make_skeleton(other)


@pytest.mark.parametrize(
    ("name", "other"), [("Alice", "Alicia"), ("Путин", "Путина"), ("习近平", "习近乎")]
)
def test_what_looks_otherwise_has_another_skeleton(name: str, other: str) -> None:
    assert make_skeleton(name) != make_skeleton(other)
