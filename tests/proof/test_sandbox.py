"""Pages of strangers, parsed in a process of its own: what is slow, greedy or crashes is refused."""

import sys
from pathlib import Path

import pytest

from factsheet.problems import Refused
from factsheet.proof import sandbox
from factsheet.proof.articles import PASTE_TEXT, read_article, read_whole_page
from factsheet.proof.sandbox import MOST_ATTRIBUTES, extract

PROSE = "<p>The ferry left the town at noon, they said.</p>"


def refuse(page: str) -> str:
    """Why `page` is refused; with the remedy that there is."""
    with pytest.raises(Refused) as refused:
        read_article(page.encode(), "text/html")
    assert refused.value.refusal.hint == PASTE_TEXT
    return refused.value.refusal.reason


def run_instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have other code run in the place of the one that parses."""
    monkeypatch.setattr(sandbox, "_make_command", lambda: [sys.executable, "-c", code])


@pytest.mark.parametrize(
    "attribute", ["a{0}=1 ", 'a{0}=">" ', "a{0}='>'", "a{0} ", "a{0}/", "{0}={0}\n"]
)
def test_tag_of_40000_attributes_is_refused(attribute: str) -> None:
    attributes = "".join(attribute.replace("{0}", str(number)) for number in range(40_000))
    reason = f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes"
    assert refuse(f"<html><body>{PROSE}<p {attributes}>{PROSE}</body></html>") == reason


def test_long_values_and_many_tags_are_no_crowd_of_attributes() -> None:
    image = f'<img src="data:image/png;base64,{"iVBORw0KGgo/" * 50_000}" alt="It\'s noon" class=a>'
    page = f"<html><body><article>{image}{PROSE * 2000}</article></body></html>"
    text, _ = read_article(page.encode(), "text/html")
    assert text.count("The ferry left") == 2000


def test_deep_nesting_ends() -> None:
    page = f"<html><body>{'<div>' * 40_000}{PROSE}</body></html>"
    assert refuse(page) == "no article could be found in the page"


def test_huge_text_is_read() -> None:
    paragraphs = "".join(f"<p>The ferry number {number} left.</p>" for number in range(10_000))
    page = f"<html><body><article>{paragraphs}<p>{'word ' * 500_000}</p></article></body></html>"
    text, _ = read_article(page.encode(), "text/html")
    assert text.count("ferry") == 10_000
    assert text.count("word") == 500_000


def test_page_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "while True: pass")
    monkeypatch.setattr(sandbox, "SECONDS", 0.1)
    assert refuse(PROSE) == "reading the page takes more than 0.1 seconds"
    assert read_whole_page(PROSE.encode(), "text/html") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no process to its limits")
def test_page_that_takes_too_much_of_the_processor_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = "from factsheet.proof.extraction import _limit; _limit(4096, 1)"
    run_instead(monkeypatch, f"{limit}\nwhile True: pass")
    assert refuse(PROSE) == "reading the page takes more than 20 seconds"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_page_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEBIBYTES", 220)
    page = f"<html><body>{'<p>The ferry left.</p>' * 15_000}{'x ' * 4_000_000}</body></html>"
    assert refuse(page) == "reading the page takes more than 220 MiB of memory"


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "raise SystemExit(1)",
        "print('no JSON')",
        "print('[' * 100_000)",
        "print('[]')",
    ],
)
def test_crash_is_refused(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    run_instead(monkeypatch, code)
    assert refuse(PROSE) == "the page cannot be read: the program that parses it crashes"


def test_the_other_process_knows_no_secrets_and_takes_no_module_from_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trafilatura.py").write_text("raise SystemExit(7)")
    monkeypatch.setenv("ARCHIVE_KEY", "secret")
    assert extract(f"<article>{PROSE * 3}</article>", "article", "")["text"]
    code = "import os, json; print(json.dumps({'text': str(dict(os.environ))}))"
    run_instead(monkeypatch, code)
    assert "secret" not in extract(PROSE, "page", "")["text"]
