"""`frame`: cutting a host's page at its sentinels and filling it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.host.frame import (
    BODY,
    CONTENTS,
    DESCRIPTION,
    EDIT_PATH,
    SLUG,
    TITLE,
    FrameError,
    Values,
    cut_frame,
    fill_frame,
    split_url,
)
from support.plugin import has_sentinel

WORDS = [TITLE, DESCRIPTION, SLUG, EDIT_PATH, BODY, *CONTENTS[0], *CONTENTS[1]]


def host_page(
    title: str, description: str, slug: str, edit: str, contents: list[tuple[str, str]], body: str
) -> str:
    """A small host: what it renders for given values."""
    items = "\n".join(
        f'<li><a href="#{anchor}"><span>{text}</span></a></li>' for anchor, text in contents
    )
    skip = f'<a href="#{contents[0][0]}">Skip</a>' if contents else ""
    listed = f"<h2>Contents</h2><ul>\n{items}\n</ul>" if contents else ""
    return (
        f'<!doctype html><html><head><meta name="description" content="{description}">'
        f'<title>{title} - S</title><link rel="canonical" href="https://example.org/events/{slug}/"></head><body>{skip}<nav>{listed}</nav>'
        f'<a href="https://example.org/edit/{edit}">Edit</a>{body}<nav>{listed}</nav></body></html>'
    )


def values(**given: object) -> Values:
    fields = {
        "title": "T",
        "description": "D",
        "slug": "s",
        "edit_path": "f/s.yml",
        "headings": (),
        "body": "<h1>T</h1>",
    }
    return Values(**{**fields, **given})  # type: ignore[arg-type]


def frame_with(place: str) -> str:
    return f"<body>{place}{BODY}</body>"


def filled(place: str, **given: object) -> str:
    return fill_frame(cut_frame(frame_with(place)), values(**given)).removesuffix(
        "<h1>T</h1></body>"
    )[6:]


plain = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [*WORDS, '"><script>', "</title>", "&lt;"]
)
anchors = st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True)


@given(plain, plain, anchors, anchors, st.lists(st.tuples(anchors, plain), max_size=4), plain)
def test_a_filled_frame_is_what_the_host_makes_of_the_escaped_values(
    title: str, description: str, slug: str, name: str, headings: list[tuple[str, str]], body: str
) -> None:
    frame = cut_frame(
        host_page(TITLE, DESCRIPTION, SLUG, EDIT_PATH, list(CONTENTS) if headings else [], BODY)
    )
    given_values = values(
        title=title,
        description=description,
        slug=slug,
        edit_path=f"facts/{name}.yml",
        headings=headings,
        body=body,
    )
    text = [(anchor, html.escape(heading, quote=False)) for anchor, heading in headings]
    expected = host_page(
        html.escape(title, quote=False),
        html.escape(description),
        slug,
        f"facts/{name}.yml",
        text,
        body,
    )
    assert fill_frame(frame, given_values) == expected


@pytest.mark.parametrize("word", WORDS)
def test_a_value_that_is_a_sentinel_stays_text(word: str) -> None:
    page = fill_frame(
        cut_frame(frame_with(f"<p>{TITLE}</p><p>{DESCRIPTION}</p>")),
        values(title=word, description="D"),
    )
    assert page == frame_with(f"<p>{html.escape(word)}</p><p>D</p>").replace(BODY, "<h1>T</h1>")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"<p>{TITLE}</p>", "<p>\"&lt;b&gt;'&amp;</p>"),
        (f"<textarea>{TITLE}</textarea>", "<textarea>\"&lt;b&gt;'&amp;</textarea>"),
        (f'<p title="{TITLE}">', '<p title="&quot;&lt;b&gt;&#x27;&amp;">'),
        (f"<p title='{TITLE}'>", "<p title='&quot;&lt;b&gt;&#x27;&amp;'>"),
        (f'<a href="?q={TITLE}">', '<a href="?q=%22%3Cb%3E%27%26">'),
        (
            f'<script type="application/ld+json">{{"name": "{TITLE}"}}</script>',
            '<script type="application/ld+json">{"name": "\\"\\u003cb\\u003e\'\\u0026"}</script>',
        ),
    ],
)
def test_a_value_is_escaped_for_the_place_where_it_stands(place: str, expected: str) -> None:
    assert filled(place, title="\"<b>'&") == expected


def test_parts_of_an_address_are_quoted_wherever_they_stand() -> None:
    place = f'<a href="/edit/{EDIT_PATH}">{SLUG}</a>'
    assert (
        filled(place, edit_path='f/a b".yml', slug="<b>")
        == '<a href="/edit/f/a%20b%22.yml">%3Cb%3E</a>'
    )


def test_a_title_as_an_address_cannot_become_a_script() -> None:
    assert (
        filled(f'<a href="{TITLE}">', title="javascript:alert(1)")
        == '<a href="javascript%3Aalert%281%29">'
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (f"<script>let a = '{TITLE}'</script>", "a <script> element"),
        (f'<script type="application/json">{TITLE}</script>', "a <script> element"),
        (f"<style>{TITLE}</style>", "a <style> element"),
        (f"<!-- {TITLE} -->", "a comment"),
        (f'<p onclick="{TITLE}">', "the attribute onclick"),
        (f'<p style="{TITLE}">', "the attribute style"),
        (f"<p title={TITLE}>", "without quotes"),
        (f"<p {TITLE}>", "cannot be found again"),
        (f"<{TITLE}>", "cannot be found again"),
        (f"<!doctype {TITLE}>", "cannot be found again"),
        (BODY, "stands 2 times"),
        ("<p>xqzbodyzqx</p>", "unchanged"),
        (f"<textarea title='{BODY}'>", "unchanged"),
        (f"<p>{CONTENTS[1][1]}</p>", "entries of the contents list"),
        (f"<p>{CONTENTS[0][1]}</p><i>{CONTENTS[1][0]}</i>", "entries of the contents list"),
        (
            (
                f"<p id='{CONTENTS[0][0]}'>{CONTENTS[0][1]}</p><p"
                f" id='{CONTENTS[1][0]}'><b>{CONTENTS[1][1]}"
            ),
            "entries of",
        ),
    ],
)
def test_a_place_where_no_value_is_safe_is_refused(place: str, words: str) -> None:
    with pytest.raises(FrameError, match=words):
        cut_frame(frame_with(place))


def test_a_frame_without_body_is_refused() -> None:
    with pytest.raises(FrameError, match="stands 0 times"):
        cut_frame("<body></body>")


def test_a_page_without_headings_does_not_fit_a_frame_with_a_contents_list() -> None:
    frame = cut_frame(host_page(TITLE, DESCRIPTION, SLUG, EDIT_PATH, list(CONTENTS), BODY))
    with pytest.raises(FrameError, match="without headings"):
        fill_frame(frame, values())


def test_headings_need_not_be_shown() -> None:
    assert filled(f"<p>{TITLE}</p>", headings=[("a", "A")]) == "<p>T</p>"


def test_sentinels_are_found() -> None:
    assert all(has_sentinel(f"a{word}b") for word in WORDS)
    assert not has_sentinel(fill_frame(cut_frame(frame_with(TITLE)), values()))


@pytest.mark.parametrize(
    ("url", "parts"),
    [("events/x/", ("events/", "x")), ("events/", ("", "events")), ("a/b/c/", ("a/b/", "c"))],
)
def test_an_address_is_split_before_its_last_part(url: str, parts: tuple[str, str]) -> None:
    assert split_url(url) == parts
