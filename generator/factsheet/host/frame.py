"""The page frame: a host's page, cut once at its sentinels and then filled for every page of a
kind.

A host renders one page with the sentinel words below in place of title, description, address,
contents list and body. `cut_frame` splits that HTML; `fill_frame` joins the parts with a page's own
values, each escaped for the place where it stands. Values are never searched for words, so none of
them can stand in for another. This module knows no host: what it needs to know about a place it
reads from the HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from factsheet.host.contexts import read_contexts
from factsheet.site.addresses import PICTURE
from factsheet.site.catalogue import Page
from factsheet.site.section import Body

# Lower-case letters only, so that escaping, stripping of tags and URL quoting leave them alone; and
# none has "edit", "blob" or "raw" in it, which hosts replace in the address of a page's source.
TITLE = "xqzcaptionzqx"
DESCRIPTION = "xqzsummaryzqx"
SLUG = "xqzslugzqx"  # the last part of the page's address: events/<SLUG>/
EDIT_PATH = "xqzfilezqx"  # the path of the page's source, below the host's edit address
BODY = "<h1>xqzbodyzqx</h1>"  # begins with a heading: hosts add one to a page that has none
# A contents list of two entries: what stands between them is what separates any two.
CONTENTS = (("xqzanchoronezqx", "xqzheadingonezqx"), ("xqzanchortwozqx", "xqzheadingtwozqx"))

_SLOTS = {
    TITLE: "title",
    DESCRIPTION: "description",
    SLUG: "slug",
    EDIT_PATH: "edit_path",
    "xqzbodyzqx": "body",
    CONTENTS[0][0]: "anchor 1",
    CONTENTS[0][1]: "heading 1",
    CONTENTS[1][0]: "anchor 2",
    CONTENTS[1][1]: "heading 2",
}
_SPACE = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
_WORD = re.compile("|".join(_SLOTS))
_PLACE = re.compile("|".join([re.escape(BODY), *_SLOTS]))


class FrameError(ValueError):
    """A sentinel where no value can be made safe, or a contents list that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill: `name` is a field of `Values`, or `anchor` or `heading` of the contents
    list.
    """

    name: str
    context: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list: `entry` once for each heading, with `separator` between."""

    entry: tuple[str | Slot, ...]
    separator: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A host's page in pieces: text to keep, and places to fill."""

    pieces: tuple[str | Slot | Contents, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What one page puts into its frame. All but `body` is plain, untrusted text; `body` is
    finished HTML.
    """

    title: str
    description: str
    slug: str
    edit_path: str
    headings: Sequence[tuple[str, str]]  # (anchor, title)
    body: str


def cut_frame(page: str) -> Frame:
    """Split a host's HTML, rendered with sentinels, into a frame. Raises `FrameError`."""
    places = list(_PLACE.finditer(page))
    contexts = read_contexts(page, _WORD)
    if len(contexts) != len(places):
        raise FrameError(
            "a sentinel stands where it cannot be found again, such as inside a declaration"
        )
    slots = [_make_slot(place[0], context) for place, context in zip(places, contexts, strict=True)]
    if (bodies := sum(slot.name == "body" for slot in slots)) != 1:
        raise FrameError(f"the body must stand once in the page, and stands {bodies} times")
    bounds = [0, *(bound for place in places for bound in place.span()), len(page)]
    texts = [page[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2)]
    return Frame(tuple(_join_pieces(texts, slots)))


def _make_slot(text: str, context: str) -> Slot:
    name = _SLOTS.get(text, "body")
    if name == "body" and (text != BODY or context != "text"):
        raise FrameError(
            "the body must come out of the host's template unchanged, as part of the page's text"
        )
    if context not in _ESCAPES:
        raise FrameError(f"the page's {name} stands in {context}, where it cannot be made safe")
    return Slot(name, context)


def _join_pieces(texts: Sequence[str], slots: Sequence[Slot]) -> Iterator[str | Slot | Contents]:
    """Put texts and slots in turn, entry 1 followed by entry 2 as one `Contents`."""
    yield texts[0]
    position = 0
    while position < len(slots):
        firsts = _run_length(slots, position, "1")
        seconds = _run_length(slots, position + firsts, "2")
        if seconds and firsts <= seconds:
            yield _make_contents(texts, slots, position, firsts, seconds)
            position += firsts + seconds
        else:
            # Entry 1 outside a list leads to the first heading, as a link past the navigation does.
            yield (
                Slot(f"first {_entry_name(slots[position])}", slots[position].context)
                if firsts
                else slots[position]
            )
            position += 1
        yield texts[position]


def _run_length(slots: Sequence[Slot], start: int, entry: str) -> int:
    length = 0
    while start + length < len(slots) and slots[start + length].name.endswith(entry):
        length += 1
    return length


def _make_contents(
    texts: Sequence[str], slots: Sequence[Slot], start: int, firsts: int, seconds: int
) -> Contents:
    first = _make_entry(texts, slots, start, firsts)
    if first != _make_entry(texts, slots, start + firsts, seconds):
        raise FrameError(
            "the entries of the contents list differ in more than their anchors and headings"
        )
    return Contents(first, separator=texts[start + firsts])


def _make_entry(
    texts: Sequence[str], slots: Sequence[Slot], start: int, length: int
) -> tuple[str | Slot, ...]:
    pieces: list[str | Slot] = []
    for i in range(start, start + length):
        pieces += [Slot(_entry_name(slots[i]), slots[i].context), texts[i + 1]]
    return tuple(pieces[:-1])


def _entry_name(slot: Slot) -> str:
    return slot.name.split()[0]


def page_values(page: Page, body: Body, html: str) -> Values:
    """What a page of ours puts into its frame; its body has been rendered to `html`."""
    return Values(
        title=page.title,
        description=body.description,
        slug=split_url(page.url)[1],
        edit_path=page.edit_path,
        headings=[(heading.id, heading.title) for heading in body.headings],
        body=html,
    )


def make_key(page: Page, body: Body, in_nav: Container[str]) -> tuple[object, ...]:
    """What a page's frame depends on; pages with the same key have the same frame.

    A page whose `src_uri` is in the navigation has one of its own, for it is marked there.
    """
    if page.src_uri in in_nav:
        return (page.src_uri, bool(body.description), bool(body.headings))
    folder, _ = split_url(page.url)
    return (page.kind, folder, bool(body.description), bool(page.edit_path), bool(body.headings))


def make_meta(page: Page, body: Body) -> dict[str, object]:
    """What a page's frame is rendered with in place of a front matter."""
    described = {"description": DESCRIPTION} if body.description else {}
    data = {"data": "data.jsonld"} if page.edit_path else {}
    if page.kind in ("event", "actor"):
        data["picture"] = PICTURE
    return {
        "title": TITLE,
        "search": {"exclude": True},
        "hide": ["navigation"],
        **described,
        **data,
    }


def squeeze(page: str) -> str:
    """The HTML of a page without blank lines and indentation, which are a tenth of what some themes
    make; where space counts it stays.
    """
    return _SPACE.sub(lambda run: run[1] or "\n", page)


def list_contents(body: Body) -> list[tuple[str, str]]:
    """A page's own contents list, as a host's: anchors, and titles in HTML."""
    return [(heading.id, html.escape(heading.title, quote=False)) for heading in body.headings]


def split_url(url: str) -> tuple[str, str]:
    """`events/x/` as `events/` and `x`."""
    folder, slash, slug = url.rstrip("/").rpartition("/")
    return folder + slash, slug


def fill_frame(frame: Frame, values: Values) -> str:
    """Return the page: `frame` with `values` in its places.

    Raises `FrameError` for a page without headings in a frame with a contents list: hosts leave
    that list's surroundings out too, so such pages need a frame of their own.
    """
    fields = {
        name: getattr(values, name)
        for name in ("title", "description", "slug", "edit_path", "body")
    }
    if values.headings:
        fields["first anchor"], fields["first heading"] = values.headings[0]
    parts = []
    for piece in frame.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif isinstance(piece, Slot):
            parts.append(_fill_slot(piece, fields))
        else:
            parts.append(_fill_contents(piece, values.headings))
    return "".join(parts)


def _fill_contents(contents: Contents, headings: Sequence[tuple[str, str]]) -> str:
    if not headings:
        raise FrameError("a page without headings needs a frame without a contents list")
    entries = []
    for anchor, heading in headings:
        fields = {"anchor": anchor, "heading": heading}
        entries.append(
            "".join(p if isinstance(p, str) else _fill_slot(p, fields) for p in contents.entry)
        )
    return contents.separator.join(entries)


def _fill_slot(slot: Slot, fields: Mapping[str, str]) -> str:
    if slot.name not in fields:
        raise FrameError("a page without headings needs a frame without a contents list")
    value = fields[slot.name]
    if slot.name == "body":
        return value
    if slot.name in ("slug", "edit_path"):  # parts of an address wherever they stand
        return quote(value)
    return _ESCAPES[slot.context](value)


def _escape_text(value: str) -> str:
    return html.escape(value, quote=False)


def _escape_url(value: str) -> str:
    return quote(value, safe="")


def _escape_json(value: str) -> str:
    escaped = json.dumps(value)[1:-1]
    return escaped.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    "text": _escape_text,
    "attribute": html.escape,
    "url": _escape_url,
    "json": _escape_json,
}
