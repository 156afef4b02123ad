"""The report as Markdown: what strangers wrote stands in code spans and nowhere else."""

import pytest
from markdown_it import MarkdownIt

from factsheet.facts.dates import parse_date
from factsheet.facts.testimony import AddressCheck, LinkCheck, QuoteCheck
from factsheet.fetching.link_report import (
    END,
    MOST_CHARACTERS,
    format_code,
    format_markdown,
    format_terminal,
)

HOSTILE = [
    "@everyone see #1", "<img src=x onerror=alert(1)>", "a`b", "``` ``", "`", "``", "\n# Title\n", "[a](http://b)",
    "![a](b)", "</code><script>", "\\`", "a | b", " `a` ", "https://evil.example", "\u202eabc", "\x1b[2J",
]  # fmt: skip


def make_check(
    reason: str = "the server answered 404", state: str = "gone", **fields: object
) -> LinkCheck:
    address = AddressCheck(url="https://a.example/@user", state=state, reason=reason)
    return LinkCheck(id="article", checked=parse_date("2026-11-22"), addresses=(address,), **fields)


def list_outside_code(markdown: str) -> str:
    """The text that is in no code span, as a reader of Markdown sees it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "fence",
        "code_block",
        "table_open",
    }
    return " ".join(token.content for token in inner if token.type == "text")


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_stay_within_code(words):
    (span,) = MarkdownIt().parseInline(f"before {format_code(words)} after")[0].children[1:-1]
    assert span.type == "code_inline"
    outside = list_outside_code(format_markdown({"article": make_check(f"x{words}x")}))
    assert not any(sign in outside for sign in ("@", "#", "<", "evil", "alert", "Title"))


def test_the_report_has_what_is_lost_first_and_nothing_of_what_is_alive():
    quotes = (QuoteCheck(statement="talk#a", sha256="0" * 64, state="drifted"),)
    check = make_check(quotes_checked=parse_date("2026-11-22"), quotes=quotes)
    alive = LinkCheck(
        id="b",
        checked=check.checked,
        addresses=(AddressCheck(url="https://b.example/", state="alive"),),
    )
    checks = {"article": check, "b": alive}
    assert format_markdown(checks).splitlines() == [
        "Addresses: 1 alive, 0 redirected, 1 gone, 0 unreachable. "
        "Quotes: 0 present, 1 drifted, 0 gone, 0 unreachable. Asked on 2026-11-22 (UTC).",
        "",
        "## Gone",
        "",
        "- `article`: `https://a.example/@user`: `the server answered 404`",
        "",
        "## Quotes that no longer stand on their page",
        "",
        "- `talk#a` in `article`: drifted",
        "",
        END,
    ]
    assert list(format_terminal(checks)) == [
        "article: gone: https://a.example/@user (the server answered 404)",
        "article: quote drifted: talk#a",
        "b: alive: https://b.example/",
    ]


def test_nothing_to_ask_is_said():
    assert format_markdown({}) == f"No source has an address.\n\n{END}\n"


def test_the_report_is_cut_where_github_would_not_take_it():
    many = format_markdown({f"s{index}": make_check("r" * 900) for index in range(200)})
    assert len(many) < MOST_CHARACTERS + 1000
    assert "more lines; `factsheet links` shows all." in many
