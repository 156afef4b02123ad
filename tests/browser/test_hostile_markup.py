"""Markup and script in every text field of every kind of record are text everywhere: on pages, in
titles, in search.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from playwright.sync_api import Browser

from factsheet.facts import fields as fields_of_facts
from factsheet.facts import model, testimony
from factsheet.facts.load import read_corpus
from support.browser import listening, open_page
from support.sites import build_faulty, copy_small, read_page

PAYLOAD = (
    "Hostile\"'><script>window.pwned=1</script><img src=x"
    " onerror=window.pwned=2></title></textarea><svg/onload=window.pwned=3>{{ 7*7 }}{% raw %}<!--"
    " [x](javascript:window.pwned=4) <a href=javascript:alert(5)>"
)
QUOTE = (  # of 20 words at most
    "Hostile\"'><script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
)
EVIDENCE = {
    "source": "article",
    "quote": QUOTE,
    "locator": PAYLOAD,
    "translation": PAYLOAD,
    "relays": "letter",
    "inferred": PAYLOAD,
    "note": PAYLOAD,
}
STATEMENT = {
    "id": "said",
    "text": f"{PAYLOAD} [Alice](actor:alice)",
    "attributed_to": ["alice", "own-voice"],
    "speaker": "alice",
    "topic": "topic",
    "lead": "true",
    "evidence": [
        EVIDENCE,
        {**EVIDENCE, "stance": "denies", "attributed_to": "unnamed"},
    ],
    "differs": "#gone",
    "note": PAYLOAD,
}
RECORDS: dict[str, dict[str, Any]] = {
    "vocabulary": {
        "event_kinds": {"kind": PAYLOAD},
        "actor_kinds": {"person": [PAYLOAD, PAYLOAD]},
        "source_kinds": {"document": [PAYLOAD, PAYLOAD]},
        "topics": {"topic": PAYLOAD},
    },
    "sources/article": {
        "title": PAYLOAD,
        "kind": "article",
        "publisher": "gazette",
        "author": [PAYLOAD],
        "url": "https://example.org/a?b=<c>".replace("<c>", "c"),
        "short_name": PAYLOAD,
        "part_of": "letter",
        "set_aside": {"0123456789abcdef": PAYLOAD},
        "note": PAYLOAD,
    },
    "links/article": {
        "checked": "2026-11-22",
        "addresses": [
            {"url": "https://example.org/a?b=c", "state": "unreachable", "reason": PAYLOAD}
        ],
    },
    "sources/letter": {
        "described_as": PAYLOAD,
        "kind": "document",
        "read": "no",
        "note": PAYLOAD,
    },
    "actors/gazette": {
        "name": PAYLOAD,
        "kind": "outlet",
        "voice_of": {"actor": "alice", "because": PAYLOAD},
    },
    "actors/alice": {
        "name": PAYLOAD,
        "short_name": PAYLOAD,
        "kind": "person",
        "other_names": [PAYLOAD],
        "identifiers": {"wikidata": PAYLOAD},
        "memberships": [{"organization": "gazette", "role": PAYLOAD, "per": "#said"}],
        "statements": [STATEMENT, {**STATEMENT, "id": "gone"}],
        "note": PAYLOAD,
    },
    "events/talk": {
        "title": PAYLOAD,
        "date_words": PAYLOAD,
        "place": PAYLOAD,
        "kind": "kind",
        "participants": [{"actor": "alice", "role": PAYLOAD, "per": "#said"}],
        "per": {"date": "#said", "place": "#said"},
        "statements": [
            STATEMENT,
            {**STATEMENT, "id": "gone", "withdrawn": {"date": "2022", "reason": PAYLOAD}},
        ],
        "note": PAYLOAD,
    },
}
HOME = "# Home\n\nNothing.\n"
SHOWN = (
    "latest 5",
    "disputed 5",
    "timeline 20",
    "numbers",
    "finding talk",
    "event talk",
    "statement talk#said",
    "statement talk#gone",
    "statement alice#said",
    "actor alice",
    "source article",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_small(tmp_path_factory.mktemp("hostile"))
    for path in (project / "facts").rglob("*.yml"):
        path.unlink()
    for path in (project / "docs").rglob("*.md"):
        path.write_text(HOME)
    blocks = "\n\n".join(f"[facts: {one}]" for one in SHOWN)
    (project / "docs" / "blocks.md").write_text(f"# Blocks\n\n{blocks}\n", "utf-8")
    (project / "facts" / "links").mkdir(exist_ok=True)
    for name, record in RECORDS.items():
        (project / "facts" / f"{name}.yml").write_text(
            json.dumps(record, ensure_ascii=False), "utf-8"
        )
    _, problems = read_corpus(project)
    assert problems == []
    return build_faulty(project)  # a strict build stops at the link that leads nowhere


def list_text_fields() -> Iterator[tuple[str, str]]:
    for record in (*model.RECORD_TYPES.values(), model.Vocabulary, model.Statement, model.Evidence, model.Withdrawn,
                   model.VoiceOf, model.Membership, model.Participant):  # fmt: skip
        for field in fields(record):
            if record is not testimony.Proof and holds_text(
                get_type_hints(record, include_extras=True)[field.name]
            ):
                yield record.__name__, field.name


TEXTS = (fields_of_facts.Text, fields_of_facts.Label, fields_of_facts.Sentence, fields_of_facts.Verbatim)  # fmt: skip


def holds_text(annotation: Any) -> bool:
    return annotation in TEXTS or any(
        holds_text(part) for part in get_args(annotation) if part is not Ellipsis
    )


def list_hostile(value: Any, keys: tuple[str, ...] = ()) -> Iterator[str]:
    """The keys above every hostile text in `value`."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from list_hostile(part, (*keys, name))
    elif isinstance(value, list):
        for part in value:
            yield from list_hostile(part, keys)
    elif PAYLOAD in value or value == QUOTE:
        yield from keys


def test_every_text_field_of_the_model_is_tried() -> None:
    tried = {name for record in RECORDS.values() for name in list_hostile(record)}
    assert {name for _, name in list_text_fields()} - tried == set()


def test_pages_hold_no_element_from_the_facts(site: Path) -> None:
    pages = sorted(site.rglob("index.html"))
    for page in pages:
        soup = read_page(page)
        for script in soup.find_all("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.get_text())  # data, which no browser runs
            else:
                assert "pwned" not in script.get_text()
        assert not soup.find_all("svg", onload=True)
        assert not soup.find_all("img", onerror=True)
        assert not soup.find_all(
            href=lambda href: href and href.strip().lower().startswith("javascript:")
        )
        assert "49" not in soup.title.get_text()
        assert page.read_text("utf-8").count("<!--") == page.read_text("utf-8").count("-->")
    for page in ("events/talk", "actors/alice", "sources/article", "sources/letter"):
        soup = read_page(site / page / "index.html")
        title = f"[{PAYLOAD}]" if page == "sources/letter" else PAYLOAD
        assert soup.title.get_text().startswith(title), "the title is not shown as text"
        assert soup.h1.get_text(strip=True) == title
        assert soup.find("meta", property="og:title")["content"] == title
        assert soup.find("meta", property="og:description")["content"]
        assert all(
            set(one.attrs) <= {"property", "content"}
            for one in soup.find_all("meta", property=True)
        )
        assert " ".join(PAYLOAD.split()) in soup.select_one(".fs-cite-page .fs-citation").get_text()
        assert [part.name for part in soup.select_one(".fs-citation").find_all()] == ["span"]


def test_blocks_of_facts_show_text(site: Path) -> None:
    article = read_page(site / "blocks" / "index.html").article
    assert len(article.select(".fs-block")) == len(SHOWN)
    assert article.get_text().count("<script>window.pwned=1</script>") > 2 * len(SHOWN)


def test_nothing_runs_in_a_browser_and_no_other_host_is_asked(
    browser: Browser, address: str, site: Path
) -> None:
    with open_page(browser) as page, listening(page) as asked:
        for path in sorted(site.rglob("index.html")):
            page.goto(f"{address}{path.parent.relative_to(site).as_posix()}/")
            assert page.evaluate("window.pwned") is None, path  # after all images, or their errors
        page.wait_for_load_state("networkidle")
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_the_search_shows_text(browser: Browser, address: str) -> None:
    with open_page(browser) as page:
        page.goto(address)
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type("hostile")
        found = page.locator(".md-search .fs-results")
        found.locator(".fs-hits a").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert "<script>window.pwned=1</script>" in found.inner_text()
        assert found.locator(":is(script, img[onerror], svg[onload])").count() == 0
        assert page.evaluate("window.pwned") is None
