"""A field put into a fact file: the new lines are there, and not a byte of the others has changed."""

import os
import re
from difflib import SequenceMatcher

import pytest

from factsheet.facts.convert import convert_document
from factsheet.facts.dates import parse_date
from factsheet.facts.model import Archive, Source
from factsheet.facts.reader import read_text
from factsheet.facts.writing.edit import add_archive, insert_archive
from factsheet.problems import Refusal, Refused
from support.places import LAID_OVER, SMALL

SOURCES = [
    path
    for project in (SMALL, LAID_OVER)
    for path in sorted((project / "facts" / "sources").glob("*.yml"))
]
URL = "https://web.archive.org/web/20220221101112/https://a.example/b"
ARCHIVE = Archive(url=URL, date=parse_date("2022-02-21"))
LINES = f"archive:\n  url: {URL}\n  date: 2022-02-21\n"

CLOSED = "url: |+\n  https://a.example/b"
"""Whose last line would have another end if a line followed."""

LAYOUTS = {
    "plain": "title: T\nkind: article\nurl: https://a.example/b\nlanguage: en\n",
    "comments": "# top\n\ntitle: T   # c\nkind: post\n\n# b\nurl: https://a.example/b # d\n# e\n\nlanguage: en\n# z\n",
    "no final newline": "title: T\nkind: article\nurl: https://a.example/b",
    "keeping text without a final newline": "url: https://a.example/b\ntitle: T\nkind: article\nnote: |+\n  a",
    "text that keeps its empty lines": "title: T\nkind: article\nnote: |+\n  a\n\n\nurl: https://a.example/b\n",
    "Windows": "title: T\r\nkind: article\r\nurl: https://a.example/b\r\nlanguage: en\r\n",
    "Windows without a final newline": "title: T\r\nkind: article\r\nurl: https://a.example/b",
    "byte order mark": "\ufefftitle: T\nkind: article\nurl: https://a.example/b\n",
    "byte order mark, address first": "\ufeffurl: https://a.example/b\ntitle: T\nkind: article\n",
    "folded": "title: >-\n  T\n  U\nkind: article\nurl: https://a.example/b\nnote: >-\n  a\n  b\n\n  c\n",
    "folded address": "title: T\nurl: >-\n  https://a.example/b\nkind: article\n",
    "address below, last": "title: T\nkind: article\nurl:\n  https://a.example/b\n",
    "address below, before a comment": "title: T\nurl:\n  https://a.example/b\n# c\nkind: article\n",
    "wrapped texts": 'title: "T\n  U"\nkind: article\nurl: "https://a.example/b"\nnote: a long\n  text\n',
    "aligned": "title:   T\nkind:    article\nurl:     https://a.example/b\n",
    "space before the colon": "title : T\nkind : article\nurl : 'https://a.example/b'\n",
    "indented": "  title: T\n  kind: article\n  url: https://a.example/b\n  language: en\n",
    "lists": "title: T\nkind: article\nauthor:\n- A\n-   B\nurl: https://a.example/b\nformer_ids: [a,b ,  c]\n",
    "escapes": 'title: "\\u00e9\\x41"\nkind: article\nurl: "https:\\/\\/a.example/b"\n',
    "keys in quotes": '"title": T\n"kind": article\n"url": https://a.example/b\n',
    "words that look like values": "title: 0x1F\nkind: article\nurl: https://a.example/b\nnote: ~\nauthor: 1.10\n",
    "trailing spaces": "title: T  \nkind: article\nurl: https://a.example/b   \n\n\n",
}  # fmt: skip


def read_tree(text: str) -> dict[str, object]:
    document, problems = read_text(text.removeprefix("\ufeff"), "facts/sources/a.yml")
    assert problems == []
    assert document is not None
    return document.tree


def amend(text: str, archive: Archive = ARCHIVE) -> str | None:
    try:
        return insert_archive(text, archive)
    except Refused:
        return None


def hold(before: str, after: str) -> None:
    """That `after` is `before` with the lines of the archive, and that the reader finds nothing
    else in it.
    """
    newline = "\r\n" if "\r\n" in before else "\n"
    tree = read_tree(before)
    assert read_tree(after) == {**tree, "archive": {"url": URL, "date": "2022-02-21"}}
    changes = [
        op
        for op in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if op[0] != "equal"
    ]
    assert all(tag == "insert" for tag, *_ in changes)
    indent = len(before) - len(before.lstrip(" "))
    new = LINES.replace(URL, f'"{URL}"') if re.search('^"?url"?: "', before, re.M) else LINES
    lines = "".join(" " * indent + line + newline for line in new.splitlines())
    assert len(after) == len(before) + len(lines)
    assert lines.strip() in after
    starts = [n for n in range(len(after)) if after[:n] + after[n + len(lines) :] == before]
    assert starts
    document, _ = read_text(after.removeprefix("\ufeff"), "facts/sources/a.yml")
    record, problems = convert_document(document, Source, "a")
    assert (problems, record.archive) == ([], ARCHIVE)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_lines_are_added_in_every_layout(layout):
    after = amend(LAYOUTS[layout])
    assert after is not None
    hold(LAYOUTS[layout], after)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_lines_are_added_in_every_source_of_the_small_corpus(path, newline):
    text = path.read_text("utf-8")
    tree = read_tree(text)
    if "archive" in tree:
        assert amend(text) is None
        return
    if "url" not in tree:
        text = text.replace("kind:", "url: https://a.example/b\nkind:", 1)
    text = text.replace("\n", newline)
    after = amend(text)
    assert after is not None
    hold(text, after)


def test_the_lines_stand_below_the_address():
    assert amend(LAYOUTS["comments"]) == LAYOUTS["comments"].replace(" # d\n", f" # d\n{LINES}")


def test_where_the_address_stands_below_its_key_they_stand_above_the_next_field():
    assert amend(LAYOUTS["folded address"]) == LAYOUTS["folded address"].replace(
        "kind:", f"{LINES}kind:"
    )


@pytest.mark.parametrize(
    "text",
    [
        CLOSED,
        "title: T\nurl: https://a\narchive: {url: b, date: c}\n",
    ],
)
def test_where_no_line_can_stand_nothing_is_changed(text):
    assert amend(text) is None


@pytest.mark.parametrize("end", ["c:", "c#d", "c'd", "[c]", "c,", "é", "c: ", "*c", "-"])
def test_an_address_that_means_something_in_yaml_is_quoted(end):
    archive = Archive(url=(URL + end).strip(), date=ARCHIVE.date)
    assert read_tree(amend(LAYOUTS["plain"], archive))["archive"] == {
        "url": archive.url,
        "date": "2022-02-21",
    }


def test_a_file_is_written_whole_with_its_permissions(tmp_path):
    path = tmp_path / "a.yml"
    path.write_bytes(LAYOUTS["Windows"].encode())
    path.chmod(0o640)
    assert add_archive(path, ARCHIVE) is None
    hold(LAYOUTS["Windows"], path.read_bytes().decode())
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_where_writing_fails_the_file_stays_and_nothing_is_left(tmp_path, monkeypatch):
    path = tmp_path / "a.yml"
    path.write_text(LAYOUTS["plain"])

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    found = add_archive(path, ARCHIVE)
    assert isinstance(found, Refusal)
    assert "No space left" in found.reason
    assert path.read_text() == LAYOUTS["plain"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_changed_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "a.yml"
    for text in ("title: [\n", LAYOUTS["plain"] + LINES):
        path.write_text(text)
        assert isinstance(add_archive(path, ARCHIVE), Refusal)
        assert path.read_text() == text


def test_the_lines_to_add_by_hand_are_told(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text(CLOSED)
    found = add_archive(path, ARCHIVE)
    assert found == Refusal(
        '"a.yml": the layout of the file has no place for it',
        f'by hand: write archive: {{url: "{URL}", date: 2022-02-21}}',
    )


def test_between_brackets_it_stands_at_the_end():
    text = "{title: T, url: https://a.example/b}\n"
    assert amend(text) == text.replace("b}", f'b, archive: {{url: "{URL}", date: 2022-02-21}}}}')
