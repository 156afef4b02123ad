"""The picture that stands where a link to a page is shared (`og:image`, The Open Graph protocol):
a PNG, since networks take no SVG, with the words of the page in ink on paper.

The same words are the same bytes, given the same versions of Pillow and of the typeface.
"""

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from font_source_serif_pro import SourceSerifPro, SourceSerifProSemibold
from PIL import Image, ImageDraw, ImageFont

from factsheet.facts.corpus import EvidenceAt, StatementAt, find_attribution, resolve_ref
from factsheet.facts.fields import OWN_VOICE
from factsheet.facts.model import Actor, Event
from factsheet.site.scope import Scope, link_account, name_kind, open_scope, view_occasion
from factsheet.site.sections.passages import link_outlet
from factsheet.site.sections.telling import Side, Telling
from factsheet.site.sharing.clippings import choose_quote
from factsheet.site.shelf import Shelf
from factsheet.wording import count_things, join_names

WIDTH, HEIGHT, MARGIN = 800, 420, 43
"""In pixels: a share of 1.91, as networks show it, and above the least that they take for a large
one.
"""
GREYS = (26, 105, 180, 255)
"""Four of them make smooth letters, and a pixel of two bits."""
INK, PAPER = 0, len(GREYS) - 1
LEVELS = [255 - (255 - value) * len(GREYS) // 256 * 255 // PAPER for value in range(256)]
"""How dense a pixel of ink is drawn, of the 256 levels that a typeface has."""
PALETTE = [channel for grey in GREYS for channel in (grey, grey, grey)]
SHORT = 4
"""A quote of fewer words tells little by itself."""
MISSING = "\U0010ffff"
"""No letter: what a typeface draws for it, it draws for all that it lacks."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a line is set: its typeface, its size and its height in pixels, and how many lines there
    may be.
    """

    face: str
    size: int
    height: int
    most: int


SMALL = Type(SourceSerifPro, 19, 25, 2)
TITLE = Type(SourceSerifProSemibold, 40, 48, 3)
QUOTE = Type(SourceSerifPro, 27, 35, 3)


class Letter(NamedTuple):
    """A letter as a mask, where that lies to the right of and below the pen, and how far the pen
    moves on. In these typefaces it moves by whole pixels, whatever the next letter is.
    """

    mask: Image.Image
    left: int
    top: int
    advance: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What a picture says: the site, the title, who tells it in how many articles, and quotes, each
    with whose words it gives, and in which article.
    """

    site: str
    title: str
    told: str
    quotes: tuple[tuple[str, str], ...]


def draw_picture(shelf: Shelf, record: Event | Actor) -> bytes:
    """The picture of a record's page, and of its statements' pages."""
    return draw_cover(view_cover(shelf, record))


def view_cover(shelf: Shelf, record: Event | Actor) -> Cover:
    """What the picture of a record says."""
    scope = open_scope(shelf, record)
    telling = Telling(scope, shelf.index.corpus.statements_of(record))
    return Cover(
        site=shelf.imprint.name,
        title=record.title if isinstance(record, Event) else record.name,
        told=" · ".join(_tell(shelf, record, telling)),
        quotes=tuple(_view_quote(scope, piece) for piece in find_telling_quotes(telling.order)),
    )


def _view_quote(scope: Scope, piece: EvidenceAt) -> tuple[str, str]:
    evidence = piece.evidence
    article = link_outlet(scope, evidence.source).text
    names = find_attribution(piece.placed.statement, evidence)
    if names == (OWN_VOICE,):
        whose = f"{article}, in its own words"
    else:
        speakers = (link_account(scope, name, "the article").text for name in names)
        whose = f"{join_names(speakers)}, in {article}"
    return f"“{evidence.quote}”", whose


def find_telling_quotes(statements: Sequence[StatementAt]) -> tuple[EvidenceAt, ...]:
    """The quotes that tell most of the statements of a page: two of what is disputed, else two of
    what is told differently, each other's accounts beside each other; else the first of some words.
    """
    quoted = {
        placed.ref: piece
        for placed in statements
        if placed.stands
        and (piece := choose_quote([one for one in placed.pieces if one.evidence.quote]))
    }
    for relation in ("disputes", "differs"):
        for placed in statements:
            for other in getattr(placed.statement, relation):
                pair = quoted.get(placed.ref), quoted.get(resolve_ref(other, placed.record.id))
                if pair[0] and pair[1]:
                    return pair[0], pair[1]
    long = (piece for piece in quoted.values() if len(str(piece.evidence.quote).split()) >= SHORT)
    first = next(long, next(iter(quoted.values()), None))
    return (first,) if first else ()


def _tell(shelf: Shelf, record: Event | Actor, telling: Telling) -> Iterator[str]:
    if isinstance(record, Event):
        occasion = view_occasion(record)
        yield occasion.date.text if occasion.date else occasion.words
        sides = join_names(map(_name_side, telling.list_sides()))
        articles = len(shelf.index.tallies[record.id].sources)
        if sides:
            yield f"told by {sides}{', and others not named' if telling.has_unnamed else ''}"
        if articles:
            yield count_things(articles, "article")
    else:
        yield name_kind(shelf.index, record)


def _name_side(side: Side) -> str:
    return f"{side.speaker.text} ({side.voice})" if side.voice else side.speaker.text


def draw_cover(cover: Cover) -> bytes:
    """A PNG of the words that the typeface can draw."""
    image = Image.new("P", (WIDTH, HEIGHT), PAPER)
    image.putpalette(PALETTE)
    pen = ImageDraw.Draw(image)
    bottom = _set(pen, cover.site, SMALL, 32)
    bottom = _set(pen, cover.title, TITLE, bottom + 16)
    bottom = _set(pen, cover.told, SMALL, bottom + 8)
    for quote, whose in cover.quotes:
        bottom = _set(pen, quote, QUOTE, bottom + 20)
        bottom = _set(pen, whose, SMALL, bottom + 4)
    file = io.BytesIO()
    image.save(file, "PNG", bits=2, compress_level=1, compress_type=zlib.Z_RLE)  # paper is runs
    return file.getvalue()


def _set(pen: ImageDraw.ImageDraw, text: str, kind: Type, top: int) -> int:
    """Set a text in lines below `top`, and return where they end; what has no room is left out."""
    for line in _break_lines(text, kind):
        if top + kind.height > HEIGHT:
            break
        left = MARGIN
        for word in line:
            mask, width = _draw_word(word, kind)
            pen.bitmap((left, top), mask, INK)
            left += width + _measure_space(kind)
        top += kind.height
    return top


def _break_lines(text: str, kind: Type) -> list[list[str]]:
    """The words of a text by line; an ellipsis stands for those that have none."""
    lines: list[list[str]] = []
    room = 0
    for word in filter(None, map(_keep_known, text.split())):
        _, width = _draw_word(word, kind)
        if not lines or width > room:
            if len(lines) == kind.most:
                lines[-1][-1] += "…"
                return lines
            lines.append([])
            room = WIDTH - 2 * MARGIN - _draw_word("…", kind)[1]
        lines[-1].append(word)
        room -= width + _measure_space(kind)
    return lines


@lru_cache(maxsize=4096)
def _keep_known(word: str) -> str:
    """A word without the signs that the typeface lacks, which it would draw as boxes."""
    return "".join(filter(_is_known, word))


@lru_cache(maxsize=4096)
def _is_known(sign: str) -> bool:
    font = _open_font(SMALL)
    return bytes(font.getmask(sign)) != bytes(font.getmask(MISSING))


@lru_cache(maxsize=8192)
def _draw_word(word: str, kind: Type) -> tuple[Image.Image, int]:
    """A word as a mask, and how wide it is; one that is wider than the picture is cut by it."""
    letters = [_draw_letter(letter, kind) for letter in word[:WIDTH]]
    starts = list(accumulate((letter.advance for letter in letters), initial=0))
    placed = list(zip(starts, letters, strict=False))
    right = max(start + letter.left + letter.mask.width for start, letter in placed)
    bottom = max(letter.top + letter.mask.height for letter in letters)
    mask = Image.new("L", (max(1, min(WIDTH, right)), bottom), 0)
    pen = ImageDraw.Draw(mask)
    for start, letter in placed:
        pen.bitmap((start + letter.left, letter.top), letter.mask, 255)
    return mask, starts[-1]


@lru_cache(maxsize=4096)
def _draw_letter(letter: str, kind: Type) -> Letter:
    font = _open_font(kind)
    left, top, right, bottom = map(int, font.getbbox(letter))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(mask).text((-left, -top), letter, 255, font)
    return Letter(mask.point(LEVELS), left, top, round(font.getlength(letter)))


@lru_cache
def _measure_space(kind: Type) -> int:
    return round(_open_font(kind).getlength(" "))


@lru_cache
def _open_font(kind: Type) -> ImageFont.FreeTypeFont:
    """Laid out by Pillow itself: a library that it may find or not would give other bytes."""
    return ImageFont.truetype(kind.face, kind.size, layout_engine=ImageFont.Layout.BASIC)
