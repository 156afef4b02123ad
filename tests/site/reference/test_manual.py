"""The reference pages: every field and every rule, in tables that Markdown can read."""

import re
from dataclasses import fields
from typing import get_args

from factsheet.checks import RULES
from factsheet.facts import model, testimony
from factsheet.facts.vocabulary import SHIPPED
from factsheet.site.reference.manual import SECTIONS, build_format_page, build_rules_page

RECORDS = tuple(record for _, _, records in SECTIONS for record in records)
FIELDS = [
    (record, field.name) for record in RECORDS for field in fields(record) if field.name != "id"
]
CELL = re.compile(r"(?<!\\)\|")


def find_section(record: type) -> list[str]:
    """The lines of the table that describes `record`: those after its docstring."""
    lines = build_format_page().splitlines()
    start = lines.index(" ".join(str(record.__doc__).strip().split("\n\n")[-1].split()))
    table = lines[start + 2 :]
    return table[: table.index("")]


def list_tables(page: str) -> list[list[str]]:
    return [block.splitlines() for block in page.split("\n\n") if block.startswith("|")]


def find_rows(record: type, field: str) -> list[str]:
    starts = (f"| `{field}` |", f"| **`{field}`** |")
    return [line for line in find_section(record) if line.startswith(starts)]


def test_every_field_of_a_record_stands_in_its_table_once_with_its_kind_and_meaning() -> None:
    rows = {(record.__name__, field): find_rows(record, field) for record, field in FIELDS}
    assert {name: found for name, found in rows.items() if len(found) != 1} == {}
    cells = {name: CELL.split(found[0]) for name, found in rows.items()}
    assert [
        name
        for name, (_, _, kind, told, _) in cells.items()
        if not kind.strip() or not told.strip()
    ] == []


def test_every_kind_of_record_is_described() -> None:
    assert set(RECORDS) >= {*model.RECORD_TYPES.values(), model.Vocabulary}
    used = {
        part
        for record in RECORDS
        for module in (model, testimony)
        for part in vars(module).values()
        if isinstance(part, type)
        and hasattr(part, "__dataclass_fields__")
        and part.__module__ == module.__name__
    }
    assert used == set(RECORDS)


def test_required_fields_and_only_those_are_bold() -> None:
    bold = set(re.findall(r"\| \*\*`(\w+)`\*\* \|", "\n".join(find_section(model.Source))))
    assert bold == {"kind"}


def test_the_words_of_a_choice_are_listed() -> None:
    page = build_format_page()
    for word in get_args(model.Event.__dataclass_fields__["state"].type):
        assert f"`{word}`" in page


def test_the_kinds_that_every_project_has_are_listed_with_their_labels() -> None:
    page = build_format_page()
    for kinds in SHIPPED.values():
        for kind, label in kinds.items():
            assert f"`{kind}` ({label.one})" in page


def test_lists_records_and_choices_are_named() -> None:
    page = build_format_page()
    assert "| `other_names` | list of text of at most 500 characters, at most 500 |" in page
    assert "| `statements` | list of [statement](#statement) |" in page
    assert "| `archive` | [archive](#archive) |" in page
    assert "| `lead` | `true` or `false` |" in page
    assert "| `read` | `complete`, `partial`, `no` |" in page
    assert "| `issued` | date (EDTF) |" in page


def test_links_within_the_page_lead_to_its_headings() -> None:
    page = build_format_page()
    anchors = {
        line.lstrip("# ").lower().replace(" ", "-")
        for line in page.splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - anchors == set()


def test_tables_are_well_formed() -> None:
    for table in (*list_tables(build_format_page()), *list_tables(build_rules_page())):
        assert re.fullmatch(r"\|(---\|)+", table[1])
        assert {len(CELL.split(row)) for row in table} == {len(CELL.split(table[0]))}
        assert all(row.startswith("| ") and row.endswith(" |") for row in (table[0], *table[2:]))


def test_the_format_page_has_one_table_for_each_record() -> None:
    assert len(list_tables(build_format_page())) == len(RECORDS)


def test_every_rule_stands_once_with_its_examples_under_its_severity() -> None:
    errors, warnings = build_rules_page().split("## Warnings")
    for rule in RULES:
        mine, others = (errors, warnings) if rule.severity == "error" else (warnings, errors)
        assert mine.count(f"### {rule.id}\n") == 1, rule.id
        assert f"### {rule.id}\n" not in others, rule.id
        section = mine.split(f"### {rule.id}\n")[1].split("\n### ")[0]
        assert rule.summary in section, rule.id
        assert f"Objected to:\n\n```yaml\n{rule.bad.strip()}\n```" in section, rule.id
        assert f"Accepted:\n\n```yaml\n{rule.good.strip()}\n```" in section, rule.id


def test_no_example_ends_its_code_block() -> None:
    page = build_rules_page()
    assert len(re.findall("^```", page, re.MULTILINE)) == 4 * len(RULES)


def test_the_pages_are_the_same_each_time() -> None:
    assert (build_format_page(), build_rules_page()) == (build_format_page(), build_rules_page())
