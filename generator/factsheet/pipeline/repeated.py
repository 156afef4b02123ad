"""Which proof records a build may say that it has repeated."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from factsheet.pipeline.folders import REPEATED
from factsheet.proof.copies import read_plain


def format_repeated(facts: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of the record files of the sources `names` in the folder `facts`, by source."""
    return {name: hash_record(facts, name) for name in sorted(names)}


def read_repeated(facts: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of the sources `names` whose record files are still the ones that were repeated, as
    the file named by `FACTSHEET_REPEATED` has it; none if there is no such file.
    """
    file = os.environ.get(REPEATED)
    data = read_plain(Path(file)) if file else None
    try:
        known = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return frozenset()
    if not isinstance(known, dict):
        return frozenset()
    return frozenset(
        name for name in names if name in known and known[name] == hash_record(facts, name)
    )


def hash_record(facts: Path, name: str) -> str:
    """The SHA-256 of the bytes of the record file of a source; "" if there is none."""
    path = facts / "proofs" / f"{name}.yml"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
