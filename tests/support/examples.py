"""A small corpus of fact files, and how the examples of the rules are laid over it."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

FILE = re.compile(r"^# (\S+\.\w+)$", re.MULTILINE)
"""The comment line that begins each file of an example."""

BASE: Mapping[str, str] = {
    "vocabulary.yml": "event_kinds: {call: Telephone call}\ntopics: {the-call: The call itself}\n",
    "sources/article.yml": (
        """title: Alice and Bob talk
kind: article
publisher: gazette
url: https://gazette.example/talk
archive: {url: https://archive.example/talk, date: 2022-02-21}
issued: 2022-02-20
language: en
"""
    ),
    "sources/letter.yml": (
        "title: A letter\nkind: document\nread: no\nnote: It was never published.\n"
    ),
    "actors/alice.yml": "name: Alice\nkind: person\n",
    "actors/bob.yml": "name: Bob\nkind: person\n",
    "actors/gazette.yml": "name: The Gazette\nkind: outlet\n",
    "events/talk.yml": (
        """title: A talk
kind: call
date: 2022-02-20
participants:
  - {actor: alice}
  - {actor: bob}
statements:
  - id: length
    text: "[Alice](actor:alice) and [Bob](actor:bob) spoke for an hour."
    attributed_to: alice
    topic: the-call
    evidence: {source: article, quote: for an hour, relays: letter}
"""
    ),
}
"""The files by their path below the facts folder. It keeps every rule but `quote-not-proven`."""


def write_record(source: str, sentences: str = "{count: 9}") -> str:
    """A proof of the copy of `source`, by default one in which every sentence has a statement."""
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    return (
        f"sha256: {sha256}\ntext_sha256: {sha256}\ncharacters: 600\nwords: 100\n"
        f"checked: 2026-11-22\nmethod: supplied\nsentences: {sentences}\n"
    )


def split_example(example: str) -> dict[str, str]:
    """The files of an example by their path below the facts folder; each begins with its comment
    line.
    """
    starts = [match.start() for match in FILE.finditer(example)]
    parts = [
        example[start:end] for start, end in zip(starts, [*starts[1:], len(example)], strict=True)
    ]
    return {FILE.match(part)[1]: part for part in parts}  # type: ignore[index]


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes `files`, given by their path below the facts folder, into the project `root`, and
    returns it.
    """
    (root / "facts").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / "facts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def write_corpus(root: Path, *overlays: Mapping[str, str | bytes]) -> Path:
    """Writes the base corpus into the project `root`, then each of `overlays` over it, and returns
    the root.
    """
    write_files(root, BASE)
    for files in overlays:
        write_files(root, files)
    return root
