"""`placeholders`: what is one, where it stands in its file, and that all else stays as it is."""

import html

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.checks.placeholders import (
    Placeholder,
    fill_placeholders,
    list_paragraphs,
    list_placeholders,
)
from factsheet.problems import Position

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "smarty",
    "tables",
]


def convert(source: str, *extensions: str) -> str:
    return markdown.markdown(source, extensions=[*EXTENSIONS, *extensions])


def fill(source: str, content: str | None = None) -> tuple[str, list[str]]:
    """The page with `BLOCK` in the place of each placeholder, and `line:column text` of each."""
    found: list[str] = []

    def put(one: Placeholder) -> str:
        found.append(f"{one.position.line}:{one.position.column} {one.text}")
        return "BLOCK"

    return fill_placeholders(
        convert(source) if content is None else content, source, "docs/x.md", put, ignore
    ), found


def ignore(_: Placeholder) -> None:
    """For tests that are not about placeholders among other words."""


@pytest.mark.parametrize(
    ("source", "content", "found"),
    [
        ("[facts: latest 5]", "BLOCK", ["1:1 latest 5"]),
        ("One\n\n[facts:latest   5 ]\n\nTwo", "<p>One</p>\nBLOCK\n<p>Two</p>", ["3:1 latest 5"]),
        ("[facts: a]\n\n[facts: a]", "BLOCK\nBLOCK", ["1:1 a", "3:1 a"]),
        ("[facts: event a--b]", "BLOCK", ["1:1 event a--b"]),  # smarty makes a dash of the hyphens
        ("[facts: a]\n{: .wide }", "BLOCK", ["1:1 a"]),
        ("- [facts: a]\n- b", "<ul>\n<li>BLOCK</li>\n<li>b</li>\n</ul>", ["1:3 a"]),
        (
            "- b\n\n- [facts: a]",
            "<ul>\n<li>\n<p>b</p>\n</li>\n<li>\nBLOCK\n</li>\n</ul>",
            ["3:3 a"],
        ),
        ("> [facts: a]", "<blockquote>\nBLOCK\n</blockquote>", ["1:3 a"]),
        (
            "!!! note\n    [facts: a]",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\nBLOCK\n</div>',
            ["2:5 a"],
        ),
        ("<div markdown>\n\n[facts: a]\n\n</div>", "<div>\nBLOCK\n</div>", ["3:1 a"]),
        ("[facts: a]\n\n[facts: *b*]", "BLOCK\nBLOCK", ["1:1 a", "3:1 b"]),
        ("[facts:]", "BLOCK", ["1:1 "]),
    ],
)
def test_what_a_placeholder_is(source: str, content: str, found: list[str]) -> None:
    assert fill(source) == (content, found)


@pytest.mark.parametrize(
    "source",
    [
        "`[facts: latest 5]`",
        "```\n[facts: latest 5]\n```",
        "```\n<p>[facts: latest 5]</p>\n```",
        "    [facts: latest 5]",
        "Look: [facts: latest 5]",
        "[facts: latest 5] and more",
        "[facts: latest\n5] and\n[facts: latest 5]",
        "[facts: latest 5]\n\n[facts: latest 5]: https://example.org/",
        "[facts: latest 5](https://example.org/)",
        "![facts: latest 5](x.png)",
        "## [facts: latest 5]",
        r"\[facts\: latest 5",
        "| [facts: a] | b |\n|---|---|\n| [facts: a] | [facts: b] |",
        "<!-- [facts: latest 5] -->",
        "[fact: latest 5]",
    ],
)
def test_all_else_stays_as_it_is(source: str) -> None:
    assert fill(source) == (convert(source), [])


def test_the_line_is_that_of_the_file_with_its_front_matter() -> None:
    source = (
        "---\ntitle: '[facts: a]'\n---\n\n`[facts: a]` <!-- [facts: a] --> ![[facts:"
        " a]](x.png)\n\n[facts: a]\n\n"
    )
    source += "```\n[facts: a]\n```\n\n[facts: b]\n\n> x\n>\n> [facts: a]\n"
    assert fill(source, convert(source.partition("---\n\n")[2]))[1] == ["7:1 a", "13:1 b", "17:3 a"]


def test_highlighted_code_is_counted() -> None:
    highlighted = "<pre><code><span>[facts:</span> <i>a</i>]</code></pre>\n<p>[facts: a]</p>"
    assert fill("```\n[facts: a]\n```\n\n[facts: a]\n", highlighted)[1] == ["5:1 a"]


def test_a_placeholder_from_elsewhere_has_the_position_of_the_file() -> None:
    assert fill("--8<-- 'x'", "<p>[facts: a]</p><p>[facts: a]</p>")[1] == ["1:1 a", "1:1 a"]


@given(
    st.text()
    | st.lists(
        st.sampled_from(["<p>", "</p>", "<li>", "[facts:", " a", "]", "<b>", "\n", "<", "&lt;"])
    )
)
def test_a_page_is_placeholders_and_what_is_left_alone_byte_for_byte(
    parts: str | list[str],
) -> None:
    content = "".join(parts)
    texts: list[str] = []

    def put(one: Placeholder) -> str:
        texts.append(one.text)
        return f"\0{len(texts) - 1}\0"

    filled = fill_placeholders(content, content, "x", put, ignore)
    assert filled.count("\0") - content.count("\0") == 2 * len(texts)
    if not texts:
        assert filled == content


@pytest.mark.parametrize(
    "content",
    [
        "<p>[facts: a</p><p>b]</p>",
        "<li>[facts: a<p>b]</li>",
        "<p>[facts: a]</li>",
        "<pre>[facts: a]</pre>",
        "<p>[facts: [a]]</p>",
    ],
)
def test_html_that_is_not_one_paragraph_stays_as_it_is(content: str) -> None:
    assert fill(content, content) == (content, [])


@given(
    st.text(
        alphabet=st.characters(exclude_characters="[]<>&–—\n\r\0", exclude_categories=["Cs"]),
        max_size=40,
    )
)
def test_any_words_in_brackets_alone_in_a_paragraph_are_a_placeholder(words: str) -> None:
    seen: list[str] = []
    line = f"[facts: {words}]"
    page = f"<p>{html.escape(line)}</p>"
    filled = fill_placeholders(page, line, "x", lambda one: seen.append(one.text) or "", ignore)  # type: ignore[func-returns-value]
    assert (filled, seen) == ("", [" ".join(words.split())])


@given(st.text(alphabet="[facts: ]<p></p>\n`-#ab"))
def test_positions_lead_to_the_opening(source: str) -> None:
    lines = source.split("\n")
    for one in list_placeholders(source, "x"):
        assert lines[one.position.line - 1][one.position.column - 1 :].startswith("[facts:")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("[facts: a]\n\n[facts: b]\n", [1, 3]),
        ("---\nx: |\n\n  [facts: a]\n\n---\n\n[facts: b]", [8]),
        ("```\n\n[facts: a]\n\n```\n\n[facts: b]", [7]),
        ("````md\n```\n\n[facts: a]\n\n```\n````\n\n[facts: b]", [9]),
        ("~~~\n\n[facts: a]\n", []),
        ("x\n[facts: a]\n\n[facts: b]\ny\n\n x [facts: c]\n", []),
        ("    [facts: a]\n\n- [facts: b]\n\n> [facts: c]\n\n1. [facts: d]", [3, 5, 7]),
        ("`[facts: a]`\n\n[facts: a]: https://example.org/\n\n[facts: b]\r\n", [5]),
    ],
)
def test_what_is_surely_to_be_filled_is_told_without_a_host(source: str, lines: list[int]) -> None:
    assert [one.position for one in list_paragraphs(source, "x")] == [
        Position("x", line, source.split("\n")[line - 1].index("[") + 1) for line in lines
    ]


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("Look: [facts: a]", ["1:7 a"]),
        ("[facts: a]\n[facts: b]", ["1:1 a", "2:1 b"]),
        ("**[facts: a]**", ["1:3 a"]),
        ("## [facts: a]", ["1:4 a"]),
        ("|x|\n|-|\n|[facts: a]|", ["3:2 a"]),
        ("<div>[facts: a]</div>", ["1:6 a"]),
        ("`[facts: a]`\n\n[facts: a]\n\nLook: [facts: a]", ["5:7 a"]),
        ("```\n[facts: a]\n```\n\n<!-- [facts: a] -->\n\n[facts: a] and more", ["7:1 a"]),
        ("`[facts: a]` ![facts: a](x.png) [facts: a](https://example.org/)", []),
    ],
)
def test_a_placeholder_among_other_words_is_told(source: str, lost: list[str]) -> None:
    found: list[str] = []
    fill_placeholders(
        convert(source), source, "x", lambda _: "",
        lambda one: found.append(f"{one.position.line}:{one.position.column} {one.text}"),
    )  # fmt: skip
    assert found == lost


def test_a_character_of_five_thousand_digits_is_a_mistake_and_no_crash() -> None:
    lost: list[Placeholder] = []
    page = f"<p>[facts: &#{'9' * 5000};]</p>"
    fill_placeholders(page, page, "a.md", lambda placeholder: lost.append(placeholder) or "", str)
    assert len(lost) == 1
