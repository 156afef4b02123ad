"""The picture for where a page is shared: what it says, and that it is small and always the same."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.sharing.beside import write_beside
from factsheet.site.sharing.picture import TITLE, Cover, draw_cover, view_cover
from factsheet.site.shelf import Imprint, Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus

SITE = Imprint("Facts", "https://site.example/base/")
COVER = Cover("Facts", "A talk", "2022", (("“she spoke”", "Alice, in The article"),))


def shelve(folder: Path, statements: str, imprint: Imprint = SITE) -> Shelf:
    event = f"title: A talk\nkind: talks\ndate: 2022-02-20\nstatements:\n{statements}"
    article = "title: The article\nkind: article\n"
    files = {"events/talk.yml": event, "sources/article.yml": article}
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert not [problem for problem in problems if problem.severity == "error"]
    return Shelf(Index(corpus), imprint)


def write(name: str, quote: str, by: str = "alice", more: str = "") -> str:
    evidence = f"[{{source: article, quote: {quote}}}]"
    return f"  - {{id: {name}, text: T., attributed_to: {by}, evidence: {evidence}{more}}}\n"


def read(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def find_ink(data: bytes) -> tuple[int, int, int, int] | None:
    return ImageChops.invert(read(data)).getbbox()


def test_it_says_site_title_date_sides_articles_and_a_quote(tmp_path: Path) -> None:
    shelf = shelve(tmp_path, write("a", "one") + write("b", "one two three four", by="bob"))
    assert view_cover(shelf, shelf.index.corpus.events["talk"]) == Cover(
        site="Facts",
        title="A talk",
        told="20 February 2022 · told by Alice and Bob · 1 article",
        quotes=(("“one two three four”", "Bob, in The article"),),
    )


def test_it_says_that_others_tell_of_it_who_are_not_named(tmp_path: Path) -> None:
    shelf = shelve(tmp_path, write("a", "one") + write("b", "two", by="unnamed"))
    told = view_cover(shelf, shelf.index.corpus.events["talk"]).told
    assert "told by Alice, and others not named" in told


@pytest.mark.parametrize("relation", ["disputes", "differs"])
def test_of_what_is_told_differently_it_sets_both_accounts_beside_each_other(
    tmp_path: Path, relation: str
) -> None:
    shelf = shelve(
        tmp_path,
        write("first", "a quote of many words")
        + write("yes", "so it was")
        + write("no", "so not", by="own-voice", more=f', {relation}: "#yes"'),
    )
    assert view_cover(shelf, shelf.index.corpus.events["talk"]).quotes == (
        ("“so not”", "The article, in its own words"),
        ("“so it was”", "Alice, in The article"),
    )


def test_an_actor_has_one_with_what_kind_it_is(tmp_path: Path) -> None:
    shelf = shelve(tmp_path, write("a", "one"))
    cover = view_cover(shelf, shelf.index.corpus.actors["alice"])
    assert cover == Cover("Facts", "Alice", "person", ())


def test_it_is_a_small_png_of_the_size_that_networks_show() -> None:
    data = draw_cover(COVER)
    assert data.startswith(b"\x89PNG")
    assert read(data).size == (800, 420)
    assert 1_000 < len(data) < 10_000
    assert data == draw_cover(COVER)


def test_words_stay_within_it_and_what_has_no_room_is_cut() -> None:
    long = "word " * 300
    data = draw_cover(Cover(long, long, long, ((long, long), (long, long))))
    ink = find_ink(data)
    assert ink is not None
    left, _, right, bottom = ink
    assert left >= 40
    assert right <= 800 - 30
    assert bottom <= 420
    wide = find_ink(draw_cover(Cover("", "W" * 500, "", ())))
    assert wide is not None
    assert wide[2] == 800


def test_letters_stand_where_the_typeface_sets_them() -> None:
    word = "“Tofifj—AVâ”"
    font = ImageFont.truetype(TITLE.face, TITLE.size, layout_engine=ImageFont.Layout.BASIC)
    expected = Image.new("L", (800, 420), 255)
    ImageDraw.Draw(expected).text((43, 48), word, 0, font)
    drawn = read(draw_cover(Cover("", word, "", ())))
    _, most = ImageChops.difference(drawn, expected).getextrema()
    assert isinstance(most, int)
    assert most < 255 // 3  # four greys stand for all


def test_signs_that_the_typeface_lacks_are_left_out() -> None:
    def draw(title: str) -> bytes:
        return draw_cover(Cover("", title, "", ()))

    assert draw("A 話 talk\u202e 🎈") == draw("A talk")
    assert find_ink(draw("話 🎈")) is None
    for known in ("Ялта", "Αθήνα", "Łódź", "“…” · –"):
        assert find_ink(draw(known)) is not None


@pytest.mark.parametrize("imprint", [SITE, Imprint("Facts", "")])
def test_a_site_that_knows_its_address_has_them_beside_events_and_actors(
    tmp_path: Path, imprint: Imprint
) -> None:
    shelf, templates = shelve(tmp_path, write("a", "one"), imprint), load_templates([])
    beside = {page.url: write_beside(templates, shelf, page) for page in build_pages(shelf)}
    pictured = {url for url, files in beside.items() if "picture.png" in files}
    expected = {url for url in beside if url.startswith(("events/", "actors/"))}
    expected = {url for url in expected if "cite.json" in beside[url]}
    assert expected
    assert pictured == (expected if imprint.url else set())
    clipping = beside["events/talk/"]["embed-a.html"].decode()
    assert (
        'property="og:image" content="https://site.example/base/events/talk/picture.png"'
        in clipping
    ) == bool(imprint.url)
