import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.search import shards
from factsheet.site.search.entries import Entry, Facets, Groups, enter_page
from factsheet.site.search.shards import Writer, weigh_words, write_search
from factsheet.voices.index import Index
from support.places import SMALL
from support.searching import Found, read_shown, read_words

LABELS: Mapping[str, Mapping[str, str]] = {"kind": {"event:call": "Call"}, "party": {}}


def write(*pages: Entry, names: tuple[str, ...] = ()) -> dict[str, str]:
    groups = Groups(records=(), statements=(), sources=(), pages=pages)
    files = list(Writer(LABELS).write_groups(groups, names))
    assert len({name for name, _ in files}) == len(files)
    assert files[-1][0] == "index.json"
    return dict(files)


def read(files: Mapping[str, str]) -> dict[str, Any]:
    return {name.removesuffix(".json"): json.loads(text) for name, text in files.items()}


def make(count: int, text: str = "word") -> Iterable[Entry]:
    return (enter_page(f"{number}/", f"t{number}", text) for number in range(count))


def enter(facets: Facets) -> Entry:
    return Entry(url="a/", title="A", shown=("", ""), fields=(), facets=facets)


def test_a_word_leads_to_its_entries_wherever_the_files_were_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shards, "SHARD", 30)
    files = read(write(*make(100)))
    words = read_words(files)
    assert [found.number for found in words["word"]] == list(range(100))
    assert words["t37"] == [Found(37, 6)]
    terms = files["index"]["terms"]
    assert len(terms) > 10
    assert [files[f"terms/{number}"][0] for number in range(len(terms))] == terms == sorted(terms)


def test_words_stand_in_the_order_in_which_browsers_compare() -> None:
    """Code units of UTF-16: a letter of a higher plane comes before one at the end of the first."""
    (terms,) = (
        file for name, file in read(write(*make(1, "\ufa0e 𐐨 a"))).items() if "terms" in name
    )
    words = [word for word in terms[::2] if not word.isascii()]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


def test_whole_names_are_words_too() -> None:
    words = read_words(read(write(enter_page("a/", "The  Élan!", ""))))
    assert words["=the elan"] == [Found(0, 7)]


def test_entries_are_shown_as_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ENTRIES", 3)
    shown = list(read_shown(read(write(*make(8, 'A "b" <i>\u2028')))))
    assert shown == [[f"{number}/", f"t{number}", "", 'A "b" <i>\u2028'] for number in range(8)]


def test_facets_are_kept_in_runs_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "BLOCK", 3)
    call, nova = Facets(kind="event:call", party=("elan",)), Facets(party=("elan", "nova"))
    files = read(write(enter(call), enter(call), enter(nova), enter(nova)))
    assert files["facets"] == {
        "kind": [["event:call", "Call"]],
        "party": [["elan", "elan"], ["nova", "nova"]],
    }
    assert files["facets/0"] == {"kind": [0, 2, -1, 1], "party": [[0], 2, [0, 1], 1]}
    assert files["facets/1"] == {"kind": [-1, 1], "party": [[0, 1], 1]}


def test_what_has_no_label_is_called_by_its_name() -> None:
    files = read(write(enter(Facets(kind="event:unheard-of", party=("someone",)))))
    assert files["facets"] == {
        "kind": [["event:unheard-of", "unheard-of"]],
        "party": [["someone", "someone"]],
    }


def test_of_a_word_that_is_everywhere_the_best_entries_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shards, "COMMON", 5)
    pages = [*make(20), enter_page("b/", "word", "")]
    files = read(write(*pages))
    assert files["index"]["common"] == ["word"]
    words = read_words(files)
    assert [found.number for found in words["word"]] == [20, 0, 1, 2, 3]
    assert "t5" in words


def test_a_word_weighs_more_in_a_title_in_a_short_text_and_if_it_comes_twice() -> None:
    def weigh(*fields: tuple[float, int, list[str]]) -> int:
        return dict(weigh_words(fields))["a"]

    assert weigh((6, 6, ["a"])) > weigh((2, 6, ["a"])) > weigh((2, 6, ["a", *"bcdefghijkl"]))
    assert weigh((2, 6, ["a", "a"])) > weigh((2, 6, ["a", "b"]))
    assert 0 <= weigh((0.1, 6, ["a", *"b" * 9999])) <= weigh((100, 6, ["a"])) <= 7


def test_the_version_changes_with_any_file() -> None:
    def read_version(files: Mapping[str, str]) -> str:
        version: str = read(files)["index"]["version"]
        return version

    same = read_version(write(*make(3)))
    assert same == read_version(write(*make(3)))
    others = {
        read_version(write(*make(4))),
        read_version(write(*make(3, "other"))),
        read_version(write(*make(3), names=("a",))),
    }
    assert len({same, *others}) == 4


def test_the_facts_and_other_pages_are_written() -> None:
    corpus, _ = read_corpus(SMALL)
    files = read(dict(write_search(Index(corpus), [enter_page("method/", "Method", "How.")])))
    ends = files["index"]["groups"]
    parts = [len(corpus.events) + len(corpus.actors), len(corpus.statements), len(corpus.sources)]
    assert ends == [*(sum(parts[: place + 1]) for place in range(3)), sum(parts) + 1]
    shown = list(read_shown(files))
    assert len(shown) == ends[-1]
    assert shown[-1] == ["method/", "Method", "", "How."]
    assert "borduria" in files["names"]


def test_no_facts_and_no_pages_make_files_that_can_be_read() -> None:
    files = read(write())
    assert files["index"]["groups"] == [0, 0, 0, 0]
    assert files["index"]["terms"] == []
