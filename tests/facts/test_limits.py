"""What stands on many pages, or beside each other one, has a limit: else a page grows with the
square of its file.
"""

import pytest

from factsheet.facts.convert import convert_document
from factsheet.facts.fields import FEW, LONGEST_LABEL, LONGEST_SENTENCE, LONGEST_URL, MANY
from factsheet.facts.model import RECORD_TYPES
from factsheet.facts.reader import read_text

ACTOR = "name: Alice\nkind: person\n"
EVENT = "title: A talk\nkind: call\nstatements:\n  id: length\n"
STATEMENT = EVENT + "  text: They spoke.\n"
EVIDENCE = STATEMENT + "  evidence:\n    source: article\n"


CASES = {
    "title": ("events", "kind: call\ntitle: {}", LONGEST_LABEL, "characters"),
    "date_words": ("events", "title: A talk\nkind: call\ndate_words: {}", LONGEST_LABEL, "characters"),
    "name": ("actors", "kind: person\nname: {}", LONGEST_LABEL, "characters"),
    "other_names": ("actors", ACTOR + "other_names: [{}]", LONGEST_LABEL, "characters"),
    "described_as": ("sources", "kind: article\nnote: x\ndescribed_as: {}", LONGEST_LABEL, "characters"),
    "url": ("sources", "kind: article\ntitle: x\nurl: https://x.example/{}", LONGEST_URL, "characters"),
    "text": ("events", EVENT + "  text: {}", LONGEST_SENTENCE, "characters"),
    "quote": ("events", EVIDENCE + "    quote: {}", LONGEST_SENTENCE, "characters"),
    "attributed_to": ("events", STATEMENT + "  attributed_to: [{}]", MANY, "entries"),
    "evidence": ("events", STATEMENT + "  evidence: [{}]", MANY, "entries"),
    "disputes": ("events", STATEMENT + "  disputes: [{}]", FEW, "entries"),
    "via": ("events", EVIDENCE + "    via: [{}]", FEW, "entries"),
}  # fmt: skip
ITEMS = {"evidence": "{source: article}", "disputes": '"#a"'}


def fill(field: str, count: int) -> str:
    """The text of a file whose `field` has a value of this length."""
    _, text, _, unit = CASES[field]
    if unit == "entries":
        return text.replace("{}", ", ".join([ITEMS.get(field, "alice")] * count))
    return text.replace("{}", "x" * (count - (len("https://x.example/") if field == "url" else 0)))


@pytest.mark.parametrize("field", CASES)
def test_limit_is_told_where_it_is_passed(field: str) -> None:
    folder, _, most, unit = CASES[field]
    document, _ = read_text(fill(field, most + 1), "a.yml")
    assert document
    record, problems = convert_document(document, RECORD_TYPES[folder], "a")
    assert record is None
    ((line, rule, message, hint),) = {
        (found.position.line, found.rule, found.message, found.hint) for found in problems
    }
    assert (rule, bool(hint)) == ("invalid-value", True)
    assert message.startswith(f'"{"statements." * (folder == "events" and line > 3)}')
    assert message.endswith(f'{field}" has more than {most} {unit}')


@pytest.mark.parametrize("field", CASES)
def test_what_is_as_long_as_can_be_is_read(field: str) -> None:
    folder, _, most, _ = CASES[field]
    document, _ = read_text(fill(field, most), "a.yml")
    assert document
    record, problems = convert_document(document, RECORD_TYPES[folder], "a")
    assert problems == []
    assert record
