"""The files of the search of a site, read by what is written about them in `site.search.shards`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple


class Found(NamedTuple):
    """An entry that a word finds, and how much it is about it."""

    number: int
    level: int


def read_files(folder: Path) -> Mapping[str, Any]:
    """All files of a search by their paths, without their endings."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): json.loads(path.read_text("utf-8"))
        for path in folder.rglob("*.json")
    }


def list_shown(site: Path) -> list[list[Any]]:
    """What is shown of all entries of a built site, in their order."""
    return list(read_shown(read_files(site / "search")))


def read_shown(files: Mapping[str, Any]) -> Iterator[list[Any]]:
    """As `list_shown`; statements have the addresses and titles of what they stand with."""
    number = 0
    while chunk := files.get(f"entries/{number}"):
        for entry in chunk["entries"]:
            is_statement = isinstance(entry[0], int)
            yield [*chunk["owners"][entry[0]], *entry[1:]] if is_statement else entry
        number += 1


def read_words(files: Mapping[str, Any]) -> dict[str, list[Found]]:
    """What each word finds."""
    words: dict[str, list[Found]] = {}
    for name, file in files.items():
        if name.startswith("terms/"):
            for word, listed in zip(file[::2], file[1::2], strict=True):
                assert word not in words
                words[word] = list(read_list(listed))
    return words


def read_list(listed: list[Any]) -> Iterator[Found]:
    """The entries of a word's list."""
    for level, steps in zip(listed[1::2], listed[2::2], strict=True):
        number = 0
        for step in steps:
            number += step
            yield Found(number, level)
