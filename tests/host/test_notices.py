"""`notices`: redirect pages and what is shown of problems."""

from pathlib import Path

from factsheet.host.notices import (
    add_banner,
    error_body,
    find_left_out,
    left_out_page,
    problem_banner,
    redirect_page,
)
from factsheet.problems import Position, Problem
from factsheet.site.render import load_templates

TEMPLATES = load_templates([])


def problem(rule: str, severity: str) -> Problem:
    return Problem(Position("facts/events/z.yml"), rule, severity, "m")  # type: ignore[arg-type]


def test_a_redirect_is_escaped_and_not_indexed() -> None:
    page = redirect_page(TEMPLATES, '../new"/', "new?a&b", "https://example.org/")
    assert 'url=../new&#34;/"' in page
    assert '<link rel="canonical" href="https://example.org/new?a&amp;b">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "href + location.search + location.hash)" in page  # permalinks of statements


def test_a_redirect_on_a_site_without_an_address_has_the_relative_one() -> None:
    assert '<link rel="canonical" href="../new/">' in redirect_page(
        TEMPLATES, "../new/", "events/new/", ""
    )


def test_records_with_errors_are_found() -> None:
    paths = [
        "facts/events/y.yml",
        "facts/events/x.yml",
        "facts/vocabulary.yml",
        "other/events/x.yml",
    ]
    found = [Problem(Position(path), "r", "error", "m") for path in paths]
    assert find_left_out([*found, problem("r", "warning")], "facts") == ["events/x", "events/y"]
    assert find_left_out(found, "facts", {"events/x.md"}) == ["events/y"]


def test_a_banner_shows_problems_as_text() -> None:
    banner = problem_banner(TEMPLATES, ["<script>alert(1)</script>"])
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>" in banner
    assert "The facts have a problem:" in banner
    assert "The facts have 2 problems:" in problem_banner(TEMPLATES, ["a", "b"])
    assert problem_banner(TEMPLATES, []) == ""


def test_a_banner_stands_at_the_top_of_the_body() -> None:
    page = '<html><head><title>&lt;body&gt;</title></head>\n<body dir="ltr">\n<p>x</p></body>'
    assert add_banner(page, "[!]") == page.replace('<body dir="ltr">', '<body dir="ltr">[!]')
    assert add_banner("<p>x</p>", "[!]") == "[!]<p>x</p>"


def test_the_page_of_a_record_that_is_left_out_has_the_banner_and_a_projects_own_words(
    tmp_path: Path,
) -> None:
    page = left_out_page(TEMPLATES, "[!]")
    assert page.startswith("<!doctype html>")
    assert "<body>[!]<h1>This record is left out until its errors are mended</h1>" in page
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "left-out.html").write_text("<body>Later.</body>")
    assert left_out_page(load_templates([tmp_path]), "[!]") == "<body>[!]Later.</body>"


def test_an_error_is_shown_as_text() -> None:
    body = error_body(TEMPLATES, "<b>", ValueError("<i>\n\x1b[31m"))
    assert body.startswith("<h1>&lt;b&gt;</h1>")
    assert "internal error: ValueError: &lt;i&gt;\\u000a\\u001b[31m" in body
