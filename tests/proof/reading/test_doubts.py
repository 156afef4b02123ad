"""What is told of a copy when it is taken."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.proof.reading.doubts import list_doubts
from support.examples import write_corpus

WHOLE = "The two spoke for an hour about the weather in Klow and the harvest of that year."
MORE = " ".join(
    f"In paragraph {number} the article tells at length of what the ministers had for dinner."
    for number in range(9)
)


LABELS = " ".join(f"Look at page {number}." for number in range(90))


def tell(text: str, page: str = "", *quotes: str) -> list[str]:
    return [doubt.reason for doubt in list_doubts("article", text, page, quotes)]


def test_of_a_whole_article_nothing_is_doubted() -> None:
    menu = "Home News Sport Weather Contact Subscribe Log in Search "
    assert tell(WHOLE, f"{menu}{WHOLE} All rights reserved.", "for an hour") == []


def test_a_copy_that_breaks_off_is_told_with_its_end() -> None:
    (doubt,) = list_doubts("article", "It is over. Then the", "", ())
    assert doubt.reason == 'it breaks off in mid-sentence: "It is over. Then the"'
    assert doubt.hint.endswith("then factsheet snapshot article FILE")


@pytest.mark.parametrize(
    ("page", "told"),
    [(f"{WHOLE} {MORE}", 1), (f"{WHOLE} {MORE[:80]}", 0), ("Home " * 900, 0), (LABELS, 0), ("", 0)],
)
def test_a_copy_much_shorter_than_its_page_is_told(page: str, told: int) -> None:
    found = tell(WHOLE, page)
    assert len(found) == told
    if told:
        assert found == ["it has 17 words, and sentences of the page that it lacks have 135"]


def test_quotes_that_a_copy_lacks_are_told() -> None:
    assert tell(WHOLE, "", "for an hour", "for a year", "never") == [
        'it lacks 2 quotes that the facts have of it: "for a year"'
    ]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path, {})


def take(project: Path, name: str, content: str) -> Result:
    (project / name).write_text(content, "utf-8")
    result = CliRunner().invoke(main, ["snapshot", "article", name])
    assert result.exit_code == 0, result.output
    assert (project / ".snapshots" / "article.txt").is_file()
    return result


def test_the_copy_is_kept_and_the_doubts_are_told(project: Path) -> None:
    lines = take(project, "text.txt", "They spoke for a year. Then the").stdout.splitlines()
    assert lines[0].startswith("article: saved as")
    assert lines[1].startswith("  it breaks off in mid-sentence: ")
    assert lines[2].startswith("  it lacks 1 quote that the facts have of it: ")


def test_a_page_of_which_little_was_taken_is_told(project: Path) -> None:
    said = "".join(f"<p>{sentence}.</p>" for sentence in MORE.split(". "))
    page = (
        "<html><head><title>Talk</title></head><body><article><h1>Talk</h1>"
        f"<p>{WHOLE}</p><p>{WHOLE} Again.</p></article>"
        f'<div id="comments" class="comments">{said}</div></body></html>'
    )
    told = take(project, "page.html", page).stdout
    assert "sentences of the page that it lacks have" in told
