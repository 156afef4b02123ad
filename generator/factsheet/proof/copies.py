"""The saved copies of articles: a folder outside git that holds, for each source,

- `<id>.txt`: the article's text, UTF-8;
- `<id>.html`, `<id>.xhtml` or `<id>.original.txt`: the bytes it came in, if it was fetched or given
  as HTML;
- `<id>.json`: where, when and how it was obtained, and what the page says of itself.

A page that was put there by hand as `<id>.html`, with neither its text nor a word on where it comes
from, is a copy, too. A copy is never replaced: quotes are proven by it.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from factsheet.facts.files import hold_folder, replace_file, write_aside
from factsheet.facts.model import Source
from factsheet.problems import Refusal, Refused, quote_name
from factsheet.proof.articles import PASTE_TEXT, Declared, read_article

DEFAULT_FOLDER = ".snapshots"
LARGEST = 10 * 1024 * 1024
"""The most bytes that a file of the folder may have."""

PLAIN_READING = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How a file is opened, as far as the system can: it follows no link and waits for no pipe."""

SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".original.txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a copy comes from.

    `obtained` is an ISO 8601 day, `sha256` that of the bytes that came, in hexadecimal.
    """

    url: str
    final_url: str
    media_type: str
    obtained: str
    method: Literal["fetched", "supplied"]
    sha256: str
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A saved copy: its text, and the SHA-256 of its file's bytes in hexadecimal."""

    source: str
    name: str
    sha256: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A copy that is in the folder now: the files written, none if it was there before."""

    files: tuple[str, ...]
    origin: Origin


def read_snapshot(folder: Path, source: Source) -> Snapshot | Refusal | None:
    """Read the saved copy of `source`: its text, else the page that holds it; None without both.

    The text is written last: if only the other files are there, the run that wrote them was killed.
    """
    name = f"{source.id}.txt"
    try:
        data = read_plain(folder / name)
        if data is not None:
            text = data.decode("utf-8-sig")
        elif os.path.lexists(folder / f"{source.id}.json"):
            return None
        else:
            name = f"{source.id}.html"
            data = read_plain(folder / name)
            if data is None:
                return None
            text, _ = read_article(data, "text/html")
    except Refused as refused:
        return refused.refusal
    except UnicodeDecodeError:
        return Refusal(f"{quote_name(name)} is not UTF-8", "save it with that encoding")
    return Snapshot(source=source.id, name=name, sha256=hashlib.sha256(data).hexdigest(), text=text)


def read_origin(folder: Path, source: Source) -> Origin | Refusal | None:
    """Read where the saved copy of `source` comes from; None if nobody wrote it down."""
    name = f"{source.id}.json"
    try:
        data = read_plain(folder / name)
        if data is None:
            return None
        fields = json.loads(data)
        declared = Declared(**_read_texts(fields.pop("declared")))
        return Origin(**_read_texts(fields), declared=declared)
    except Refused as refused:
        return refused.refusal
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return Refusal(f"{quote_name(name)} was not written by this program", "delete it")


def _read_texts(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in fields.items()}


def read_plain(path: Path) -> bytes | None:
    """Read the file `path`; None if there is none.

    Raises Refused for symbolic links, devices and too large files.
    """
    name = quote_name(path.name)
    try:
        if path.is_symlink():
            raise Refused(f"{name} is a link", "put the file itself into the snapshots folder")
        with os.fdopen(os.open(path, PLAIN_READING), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(f"{name} is not a file", "put a text file there")
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"{name} cannot be read: {error.strerror}"
        raise Refused(reason, "check the file and the folder") from error
    if len(data) > LARGEST:
        raise Refused(f"{name} is larger than {LARGEST:,} bytes", "keep the article's text only")
    return data


def save_copy(
    folder: Path,
    source: Source,
    data: bytes,
    media_type: str,
    *,
    today: date,
    method: Literal["fetched", "supplied"],
    final_url: str = "",
) -> Saved | Refusal:
    """Save a copy of `source` that came as `data`: text, or a page whose text is then taken out.

    `media_type` is `text/plain`, `text/html` or `application/xhtml+xml`, with `; charset=…` if that
    is known. A copy with the same text stays as it is; so does one with another text, and the new
    one is refused.
    """
    try:
        text, declared = _read_bounded(data, media_type)
        origin = Origin(
            url=source.url or "",
            final_url=final_url,
            media_type=media_type,
            obtained=today.isoformat(),
            method=method,
            sha256=hashlib.sha256(data).hexdigest(),
            declared=declared,
        )
        with _hold_folder(folder):
            is_saved = _is_saved(folder, source, text)
            files = {} if is_saved else _list_files(source.id, origin, data, text)
            write_files(folder, files)
    except Refused as refused:
        return refused.refusal
    return Saved(files=tuple(files), origin=origin)


def _read_bounded(data: bytes, media_type: str) -> tuple[str, Declared]:
    """As `read_article`. Raises Refused also if the page or its text is too large."""
    if len(data) > LARGEST:
        raise Refused(f"the copy is larger than {LARGEST:,} bytes", PASTE_TEXT)
    text, declared = read_article(data, media_type)
    if len(text.encode()) > LARGEST:
        raise Refused(f"the text is larger than {LARGEST:,} bytes", PASTE_TEXT)
    return text, declared


def _list_files(source_id: str, origin: Origin, data: bytes, text: str) -> dict[str, bytes]:
    """The files of a copy by their names; its text, without which there is no copy, comes last."""
    files = {f"{source_id}.json": (json.dumps(asdict(origin), indent=2) + "\n").encode()}
    kind = origin.media_type.partition(";")[0]
    if origin.method == "fetched" or kind != "text/plain":
        files[source_id + SUFFIXES[kind]] = data
    files[f"{source_id}.txt"] = text.encode()
    return files


def _is_saved(folder: Path, source: Source, text: str) -> bool:
    """Whether the folder holds a copy of `source` with this `text` already.

    Raises Refused if it holds one with another text, or one that cannot be read.
    """
    saved = read_snapshot(folder, source)
    if isinstance(saved, Refusal):
        raise Refused(saved.reason, saved.hint)
    if saved and saved.text != text:
        reason = f"{quote_name(saved.name)} holds another text, and proofs may rest on it"
        raise Refused(reason, "to take the new copy, delete that file first")
    return saved is not None


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` by their names into `folder`.

    Each appears whole or not at all, and none before all are on the disk; the last one given
    appears last. Raises Refused if they cannot be written, and leaves nothing behind.
    """
    waiting: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            waiting[write_aside(folder, data)] = folder / name
        for aside in tuple(waiting):
            aside.replace(waiting[aside])
            del waiting[aside]
    except OSError as error:
        raise _refuse_folder(folder, error) from error
    finally:
        for aside in waiting:
            aside.unlink(missing_ok=True)


@contextmanager
def _hold_folder(folder: Path) -> Iterator[None]:
    """Make the folder if it is missing, and hold it while a copy is saved: two at once do not mix.

    Git ignores it from the start: articles are not republished. Raises Refused if it cannot be
    made.
    """
    with ExitStack() as held:
        try:
            held.enter_context(hold_folder(folder))
            if not any(folder.iterdir()):
                replace_file(folder / ".gitignore", b"*\n")
        except OSError as error:
            raise _refuse_folder(folder, error) from error
        yield


def _refuse_folder(folder: Path, error: OSError) -> Refused:
    reason = f"{quote_name(folder.name)} cannot be written to: {error.strerror}"
    return Refused(reason, "check the folder")
