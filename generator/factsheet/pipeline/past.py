"""What the last build of a site left: what each page read, and which files it became.

It is kept outside the project, where nobody who sends changes can put anything, as plain data. It
holds no text of any page: the pages themselves stand in the site. Without it, or if it does not
fit, everything is made anew.
"""

from __future__ import annotations

import json
import os
import tempfile
from array import array
from base64 import b64decode, b64encode
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from factsheet.pipeline.digests import digest_value

if TYPE_CHECKING:
    from factsheet.pipeline.watched import Watch

Found = Sequence[Sequence[Any]]
"""The fields of problems."""
TEXTS = ("given", "program", "whole", "rest", "summary")
MOST = 16
"""Of so many sites something is kept: of those that were built last."""


@dataclass(frozen=True, slots=True)
class Past:
    """`given` is a digest of what every page depends on, `said` what each read said, in order, and
    `pages` what each page read, as places in this order, with the stamp of its folder; `units` what
    the check of each file of facts read and found, made by that `program`. `whole` is a
    digest of all that the site was made of, "" if somebody should see what the build has to say,
    `rest` the stamp of all other files, and `summary` what it says.
    """

    given: str = ""
    program: str = ""
    whole: str = ""
    rest: str = ""
    summary: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, tuple[Collection[int], str]] = field(default_factory=dict)
    units: Mapping[str, tuple[Collection[int], Found]] = field(default_factory=dict)

    def find_changed(self, watch: Watch) -> frozenset[int]:
        """The places of the reads that do not say what they said."""
        told = enumerate(self.said.items())
        return frozenset(place for place, (read, said) in told if watch.tell(read) != said)

    def find_unchanged(
        self, changed: frozenset[int], site: Path, urls: Iterable[str]
    ) -> Iterator[str]:
        """Those of the pages at `urls` that read nothing `changed`, and whose files stand in the
        folder `site` as they were left.
        """
        for url in urls:
            if url in self.pages:
                reads, stamp = self.pages[url]
                if changed.isdisjoint(reads) and stamp == stamp_folder(site / url):
                    yield url

    def list_checked(self, changed: frozenset[int]) -> Mapping[str, tuple[list[str], Found]]:
        """The files of facts whose check read nothing `changed`: what it read, and found."""
        names = list(self.said)
        return {
            unit: ([names[place] for place in reads], found)
            for unit, (reads, found) in self.units.items()
            if changed.isdisjoint(reads)
        }

    def is_whole(self, whole: str, site: Path) -> bool:
        """Whether the folder `site` holds all that is made of what has the digest `whole`."""
        return (
            bool(whole)
            and whole == self.whole
            and self.rest == stamp_others(site, self.pages)
            and all(stamp == stamp_folder(site / url) for url, (_, stamp) in self.pages.items())
        )

    def list_reads(self, urls: Iterable[str]) -> Mapping[str, list[str]]:
        """What each of the pages at `urls` read."""
        names = list(self.said)
        return {url: [names[place] for place in self.pages[url][0]] for url in urls}


def make_past(
    watch: Watch,
    site: Path,
    stamps: Mapping[str, str],
    reads: Mapping[str, Collection[str]],
    checked: Mapping[str, tuple[Collection[str], Found]],
    **texts: str,
) -> Past:
    """What a build leaves that put pages into the folder `site`: `stamps` are those of their
    folders and `reads` theirs, by address, and `checked` what was read and found in each file of
    facts.
    """
    all_reads = chain(reads.values(), (each for each, _ in checked.values()))
    names = sorted({name for each in all_reads for name in each})
    places = {name: place for place, name in enumerate(names)}

    def number(each: Collection[str]) -> Collection[int]:
        return array("I", sorted(places[name] for name in each))

    pages = {url: (number(each), stamps[url]) for url, each in reads.items()}
    units = {unit: (number(each), found) for unit, (each, found) in checked.items()}
    said = {name: watch.tell(name) for name in names}
    return Past(**texts, rest=stamp_others(site, pages), said=said, pages=pages, units=units)


def stamp_folder(folder: Path, *, hidden: bool = True) -> str:
    """A digest of the names, sizes and times of the files in a folder, also of those that are
    `hidden`; "" if it is not there.
    """
    stamps: list[tuple[str, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stamps.append((entry.name, -1, -1))
                elif hidden or not entry.name.startswith("."):
                    stat = entry.stat(follow_symlinks=False)
                    stamps.append((entry.name, stat.st_size, stat.st_mtime_ns))
    except OSError:
        return ""
    return digest_value(sorted(stamps))


def stamp_others(site: Path, pages: Container[str]) -> str:
    """A digest of the folders below `site` that are none of `pages`, but for hidden entries."""
    stamps: list[tuple[str, str]] = []
    for folder, names, _ in os.walk(site):
        way = Path(folder).relative_to(site).as_posix()
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and f"{way}/{name}/".removeprefix("./") not in pages
        )
        stamps.append((way, stamp_folder(Path(folder), hidden=False)))
    return digest_value(stamps)


def load_past(site: Path) -> Past:
    """What the last build of the folder `site` left; nothing if the folder is gone, or if that
    cannot be trusted: if anybody else could have written it, or if it is not whole.
    """
    if not site.is_dir():
        return Past()
    path = _find_path(site)
    try:
        stat = path.lstat()
        if os.name == "posix" and (stat.st_uid != os.getuid() or stat.st_mode & 0o077):
            return Past()
        kept = json.loads(path.read_bytes())
        pages = {
            str(url): (array("I", b64decode(reads)), str(stamp))
            for url, (reads, stamp) in kept["pages"].items()
        }
        units = {
            str(unit): (array("I", b64decode(reads)), [_read_problem(*fields) for fields in found])
            for unit, (reads, found) in kept["units"].items()
        }
        said = {str(name): str(digest) for name, digest in kept["said"].items()}
        texts = {name: str(kept[name]) for name in TEXTS}
        return Past(**texts, said=said, pages=pages, units=units)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Past()


def save_past(site: Path, past: Past) -> None:
    """Keep what a build of the folder `site` left; nothing if the system does not let us."""
    pages = {url: (_encode(reads), stamp) for url, (reads, stamp) in past.pages.items()}
    units = {unit: (_encode(reads), found) for unit, (reads, found) in past.units.items()}
    path = _find_path(site)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            texts = {name: getattr(past, name) for name in TEXTS}
            json.dump({**texts, "said": past.said, "pages": pages, "units": units}, file)
        Path(name).replace(path)
        _forget_oldest(path.parent)
    except OSError:
        return


def _encode(places: Collection[int]) -> str:
    return b64encode(array("I", places).tobytes()).decode("ascii")


def _read_problem(path: str, line: int, column: int, *texts: str) -> Sequence[Any]:
    rule, severity, message, hint, about = map(str, texts)
    return (str(path), int(line), int(column), rule, severity, message, hint, about)


def _find_path(site: Path) -> Path:
    """The file for a site, by its folder: two sites are never taken for each other."""
    folder = Path(platformdirs.user_cache_dir("factsheet"))
    return folder / f"{digest_value(os.fspath(site.resolve()))}.json"


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    for path in files[MOST:]:
        path.unlink(missing_ok=True)
