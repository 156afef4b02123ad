"""Look up the lines of problems when they are needed, by reading the few files once more.

Keeping the place of every node of every file took more memory than the records themselves.
"""

from collections.abc import Iterable
from pathlib import Path

from factsheet.facts.files import load_text
from factsheet.facts.reader import Document, find_positions
from factsheet.problems import Finding, Place, Position, Problem


def place_findings(root: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Turn `findings` into problems of the project `root`, in their order."""
    listed = list(findings)
    positions = locate(root, (finding.place for finding in listed))
    return _put_together(listed, positions)


def place_in_document(document: Document, findings: Iterable[Finding]) -> list[Problem]:
    """Turn `findings` of one file that was just read into problems."""
    listed = list(findings)
    positions = find_positions(document.text, (finding.place for finding in listed))
    return _put_together(listed, positions)


def _put_together(findings: Iterable[Finding], positions: Iterable[Position]) -> list[Problem]:
    pairs = zip(findings, positions, strict=True)
    return [finding.locate(position) for finding, position in pairs]


def locate(root: Path, places: Iterable[Place]) -> list[Position]:
    """Find where each of `places` stands in the files below `root`. Each file is read once.

    A file may have changed since its record was read. If the node is no longer there, the nearest
    node above it counts; if the file can no longer be read, its first line.
    """
    listed = list(places)
    by_file: dict[str, list[int]] = {}
    for number, place in enumerate(listed):
        by_file.setdefault(place.path, []).append(number)
    positions = [Position(place.path) for place in listed]
    for path, numbers in by_file.items():
        text, _ = load_text(root / path, path)
        in_file = find_positions(text or "", (listed[number] for number in numbers))
        for number, position in zip(numbers, in_file, strict=True):
            positions[number] = position
    return positions
