"""The script that finds entries, over indexes that the site's own module wrote: large, or odd."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from factsheet.site.search import shards
from factsheet.site.search.entries import Entry, Groups, enter_page
from factsheet.site.search.shards import Writer
from factsheet.site.search.words import list_words
from factsheet.site.shipped import shipped_templates
from support.browser import serve_folder
from support.words import WORDS

SCRIPTS = shipped_templates() / "assets" / "search"
FIND = """async ([query, isBegun]) => {
  const { openIndex } = await import("/assets/search/index.js");
  const index = openIndex(new URL("/search/", location.href));
  const found = await index.find(query, isBegun);
  const list = async (name) => (await index.show(found[name])).map(({ url, anchor }) => anchor ?? url);
  return {
    ...found, records: await list("records"), statements: await list("statements"), sources: await list("sources"),
    pages: await list("pages"),
  };
}"""
Find = Callable[..., Any]
MakeFind = Callable[..., Find]


@pytest.fixture
def root(tmp_path: Path) -> Iterator[str]:
    shutil.copytree(SCRIPTS, tmp_path / "assets" / "search")
    (tmp_path / "index.html").write_text("<!doctype html><title>Empty</title>", "utf-8")
    with serve_folder(tmp_path) as address:
        yield address


@pytest.fixture
def make_find(page: Page, root: str, tmp_path: Path) -> MakeFind:
    """Makes an index of entries, and a function that looks for words in it."""

    def make(names: tuple[str, ...] = (), **groups: list[Entry]) -> Find:
        kinds = ("records", "statements", "sources", "pages")
        given = Groups(**{kind: groups.get(kind, []) for kind in kinds})
        for name, text in Writer({}).write_groups(given, names):
            path = tmp_path / "search" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        page.goto(root)
        return lambda query, begun=False: page.evaluate(FIND, [query, begun])

    return make


def tell(sentence: str, name: str = "s", *quotes: str) -> Entry:
    fields = ((3, 14, list_words(sentence)), (2, 20, list_words(" ".join(quotes))))
    shown = (name, sentence, quotes, "", "")
    return Entry(url="e/", title="E", shown=shown, fields=fields, is_statement=True)


def name(*names: str) -> Entry:
    return enter_page(f"{names[0]}/", names[0], " ".join(names[1:]))


def test_words_are_the_same_as_those_of_the_index(page: Page, root: str) -> None:
    page.goto(root)
    script = """async (texts) => {
      const { listWords } = await import("/assets/search/words.js");
      return texts.map(listWords);
    }"""
    assert page.evaluate(script, list(WORDS)) == list(WORDS.values())


def test_of_as_good_ones_the_first_comes_first_and_a_whole_name_before_all(
    make_find: MakeFind,
) -> None:
    find = make_find(records=[name("Nova Klow"), name("Nova Aria"), name("Nova")])
    assert find("nova")["records"] == ["Nova/", "Nova Klow/", "Nova Aria/"]
    assert find("nova aria")["records"] == ["Nova Aria/"]


def test_what_has_all_words_comes_before_what_has_one_of_them_often(make_find: MakeFind) -> None:
    often = tell("exercise exercise exercise exercise", "often")
    find = make_find(statements=[often, tell("An exercise near the border.", "both")])
    assert find("border exercise")["statements"] == ["both"]


@pytest.mark.parametrize("query", ["call", "calls", "called", "calling"])
def test_forms_of_a_word_find_each_other(make_find: MakeFind, query: str) -> None:
    texts = ("call", "calls", "called", "calling", "callous")
    find = make_find(statements=[tell(text, text) for text in texts])
    assert set(find(query)["statements"]) == {"call", "calls", "called", "calling"}
    assert find(query)["statements"][0] == query


def test_the_last_word_may_be_half_written(make_find: MakeFind) -> None:
    find = make_find(statements=[tell("push Borduria", "a"), tell("push the border", "b")])
    assert set(find("push bord", True)["statements"]) == {"a", "b"}
    assert find("push bordu", True)["statements"] == ["a"]
    assert find("push bordu")["nowhere"] == ["bordu"]


def test_a_word_is_found_across_the_borders_of_files(
    make_find: MakeFind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD", 20)
    texts = [f"klow{chr(97 + number)}" for number in range(20)]
    find = make_find(statements=[tell(text, text) for text in texts])
    for text in texts:
        assert find(text)["statements"] == [text]
    assert set(find("klow", True)["statements"]) <= set(texts)
    assert len(find("klow", True)["statements"]) >= 3


@pytest.mark.parametrize("query", ["Makron", "Macon", "Maccron", "Marcon", "Nacron"])
def test_a_name_may_be_misspelt_by_one_letter(make_find: MakeFind, query: str) -> None:
    find = make_find(("macron",), records=[name("Macron"), name("Other")])
    found = find(query)
    assert found["records"] == ["Macron/"]
    assert found["instead"] == [[query.lower(), ["macron"]]]


@pytest.mark.parametrize("query", ["Mikron", "Maron2", "Mac"])
def test_two_letters_or_a_short_word_are_no_misspelling(make_find: MakeFind, query: str) -> None:
    found = make_find(("macron",), records=[name("Macron")])(query)
    assert (found["records"], found["nowhere"]) == ([], [query.lower()])


def test_words_that_all_have_decide_nothing(
    make_find: MakeFind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "COMMON", 10)
    texts = [f"minister talks crisis text{number}" for number in range(20)]
    many = [tell(text, str(number)) for number, text in enumerate(texts)]
    find = make_find(statements=[*many, tell("the minister left the talks in crisis", "left")])
    assert find("minister talks crisis left")["statements"] == ["left"]
    assert find("minister talks crisis text17")["statements"] == ["17"]
    assert len(find("minister")["statements"]) == 10
    assert find("who was the one that left")["statements"] == ["left"]
    assert len(find("the")["statements"]) == 1


def test_pages_and_facts_do_not_hide_each_other(make_find: MakeFind) -> None:
    """A word that only pages have is not asked of the facts."""
    calls = [tell("the call of Klow", str(number)) for number in range(9)]
    found = make_find(statements=calls, pages=[name("who asked", "call")])("who asked for the call")
    assert (len(found["statements"]), found["pages"]) == (9, ["who asked/"])


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("東京都庁で会談した", "東京"),
        ("東京都庁で会談した", "会談"),
        ("اتفق الطرفان على الهدنة", "الهدنة"),
        ("הסכם הפסקת אש", "הפסקת"),
        ("Киев и Київ договорились", "Київ"),
        ("a 🙂 face 🇫🇷 flag", "face"),
        ("x" * 60, "x" * 60),
        ("= equals constructor __proto__", "constructor __proto__"),
        ("../../etc/passwd %2e%2e", "../../etc/passwd"),
    ],
)
def test_odd_words_are_found(make_find: MakeFind, text: str, query: str) -> None:
    find = make_find(statements=[tell("something else", "other"), tell(text, "s")])
    assert find(query)["statements"] == ["s"]
    assert find(query, True)["statements"] == ["s"]


@pytest.mark.parametrize(
    "query", ["", " ", "🙂", "=", "…“”", "\u0301", "zzz", "a" * 2000, "toString"]
)
def test_what_has_no_words_or_none_of_ours_finds_nothing(make_find: MakeFind, query: str) -> None:
    find = make_find(statements=[tell("text", "s")])
    assert find(query)["statements"] == find(query, True)["statements"] == []
    assert make_find()(query)["pages"] == []


def test_a_quote_of_2000_characters_is_found_whole_and_in_part(make_find: MakeFind) -> None:
    words = [f"{chr(97 + number % 26)}word{number}" for number in range(250)]
    long, short = " ".join(words)[:2000], " ".join(words[:5])
    find = make_find(statements=[tell("short", "short", short), tell("long", "long", long)])
    assert find(long)["statements"] == ["long"]
    assert find(" ".join(words[100:110]))["statements"] == ["long"]
    assert set(find(short)["statements"]) == {"short", "long"}


def test_texts_are_split_into_what_is_marked_and_what_is_not(page: Page, root: str) -> None:
    page.goto(root)
    script = """async ([asked, text]) => {
      const { makeTest, splitText } = await import("/assets/search/words.js");
      return splitText(text, makeTest(asked));
    }"""

    def mark(asked: str, text: str) -> list[str]:
        parts = page.evaluate(script, [asked, text])
        assert "".join(part for part, _ in parts) == text
        return [part for part, marked in parts if marked]

    assert mark("elysee calls ", "The Élysée's call: a recall.") == ["Élysée", "call"]
    assert mark("bord", "Borduria, aboard") == ["Borduria"]
    assert mark("the border", "The border of the state") == ["border"]
    assert mark("京都", "東京都庁") == ["京都"]
    assert mark("<b> ", json.dumps("<b>&amp;</b>")) == ["b", "b"]
