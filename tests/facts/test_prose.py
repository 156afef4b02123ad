from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.facts import prose
from factsheet.facts.prose import find_links, render_prose, strip_prose

KNOWN = {"zed", "first-call"}
PIECES = st.sampled_from(
    ["[", "](", ")", "*", "**", "_", "`", "!", "\\", "<script>", "<a href=", "&lt;", "&#106;", "\n", "  \n",
     "actor:zed", "ACTOR:zed", "[<b>](actor:zed)",
     "event:first-call#length", "source:lost", "javascript:alert(1)", "data:text/html,x", "https://x.example/?a=1&b=2",
     "HTTP://X.example", "//x.example", '"', "'", "> ", "# ", "ja\tva", "word "]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def resolve(kind: str, record_id: str, statement_id: str) -> str:
    anchor = f"#{statement_id}" if statement_id else ""
    return f"../../{kind}s/{record_id}/{anchor}" if record_id in KNOWN else ""


class Reader(HTMLParser):
    """Refuses whatever prose may not hold, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"em", "strong", "code", "a"}
        assert [name for name, _ in attrs] in (
            [],
            ["href"],
            ["class", "href", "rel", "title"],
        )
        for name, value in attrs:
            assert name != "href" or (value or "").lower().startswith(
                ("../../", "http://", "https://")
            )
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(TEXTS)
@example("[a](javascript:alert(1)) ![b](http://x.example/y.png) <img src=x>")
@example('[a](https://x.example/"onload=x)')
def test_any_text_becomes_allowed_markup_only(text: str) -> None:
    reader = Reader()
    reader.feed(str(render_prose(text, resolve)))
    reader.close()
    assert reader.open == []
    # What is read is what the plain form says: nothing is lost, and nothing is said twice.
    assert reader.text == strip_prose(text)


@given(TEXTS)
@example("[Zed](actor:zed) and [Lost](actor:lost), who said")
@example("\r")
@example("[a\0](actor:zed)")
@example("[a](actor:Zed#) and [b](event:first-call#length)")
def test_the_short_way_for_links_gives_what_the_parser_gives(text: str) -> None:
    quick = (render_prose(text, resolve), strip_prose(text), find_links(text))
    marks, plain = prose.MARKS, prose.PLAIN_LINK
    try:
        prose.MARKS, prose.PLAIN_LINK = prose.re.compile(""), prose.re.compile("(?!)")
        assert (render_prose(text, resolve), strip_prose(text), find_links(text)) == quick
    finally:
        prose.MARKS, prose.PLAIN_LINK = marks, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("*a* **b** `c<d`", "<em>a</em> <strong>b</strong> <code>c&lt;d</code>"),
        ("[Zed](actor:zed)", '<a href="../../actors/zed/">Zed</a>'),
        (
            "[*Zed*](event:first-call#length)",
            '<a href="../../events/first-call/#length"><em>Zed</em></a>',
        ),
        ("[Lost](actor:lost)", "Lost"),
        ("[*Lost*](actor:lost)", "<em>Lost</em>"),
        ("[<img src=x>](actor:zed)", '<a href="../../actors/zed/">&lt;img src=x&gt;</a>'),
        ("[<img src=x>](actor:lost) <b>", "&lt;img src=x&gt; &lt;b&gt;"),
        ("[x](actor:Not_An_Id)", "x"),
        ("[x](ACTOR:zed)", "x"),
        ("[x](zed)", "x"),
        ("[x]()", "x"),
        ("[*x*](javascript:alert(1))", "<em>x</em>"),
        ("[x](https://elysee.example@evil.example/)", "x"),
        ("[x](https:/evil.example)", "x"),
        (
            "[x](https://x.example/a)",
            '<a class="fs-outward" href="https://x.example/a" rel="nofollow noopener"'
            ' title="leads out, to x.example">x</a>',
        ),
        (
            "[x](https://\u0435lysee.example/)",
            '<a class="fs-outward" href="https://xn--lysee-ywe.example/" rel="nofollow noopener"'
            ' title="leads out, to xn--lysee-ywe.example">x</a>',
        ),
        ("![x](zed.png)", "!x"),
        ("# one\ntwo", "# one two"),
    ],
)
def test_render_prose(text: str, html: str) -> None:
    assert render_prose(text, resolve) == html


def test_strip_prose_leaves_plain_text() -> None:
    assert strip_prose("[Zed](actor:zed) *said* `1<2` &amp;\nmore") == "Zed said 1<2 & more"


@given(TEXTS)
@example("[a](actor:b) `[c](actor:d)` [e](actor:f#g)")
def test_the_links_found_are_those_of_the_page(text: str) -> None:
    shown: list[tuple[str, str, str]] = []

    def note(kind: str, record: str, statement: str) -> str:
        shown.append((kind, record, statement))
        return "../"

    render_prose(text, note)
    assert list(find_links(text)) == shown


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[Zed](actor:zed) called", [("actor", "zed", "")]),
        (
            "[a](event:talk#length), [*b*](source:article)",
            [("event", "talk", "length"), ("source", "article", "")],
        ),
        ("[a](https://x.example) (actor:b) [c]", []),
        ("", []),
        ("`[a](actor:zed)`", []),
        (r"\[a](actor:zed) and [b\](actor:zed)", []),
        ("[a](<actor:zed>) and [b](actor:zed 'title')", [("actor", "zed", "")] * 2),
        ("[[a](actor:zed)](actor:lost)", [("actor", "zed", "")]),
        ("[a](actor:Zoë#x/y)", [("actor", "Zoë", "x/y")]),
        ("![a](actor:zed)", [("actor", "zed", "")]),
    ],
)
def test_links_to_records_are_found_where_they_are_links(
    text: str, links: list[tuple[str, str, str]]
) -> None:
    assert list(find_links(text)) == links
