"""Who is silent: only sources read completely, on what they do not touch, within one event."""

from pathlib import Path

from factsheet.facts.load import read_corpus
from factsheet.voices.index import Index
from factsheet.voices.silence import find_signs
from support.examples import write_corpus, write_record

ARTICLE = "title: T\nkind: article\nnote: none\nread: {read}\n"


def find(tmp_path: Path, statements: str) -> dict[str, tuple[str, ...]]:
    """The silent sources of the statements of one event, where `a` and `b` are read completely and
    `c` is not.
    """
    files = {f"sources/{name}.yml": ARTICLE.format(read="complete") for name in "ab"}
    files |= {f"proofs/{name}.yml": write_record(name) for name in "ab"}
    files["sources/c.yml"] = ARTICLE.format(read="partial")
    files["events/other.yml"] = f"title: Other\nkind: call\nstatements:\n{statements}"
    corpus, problems = read_corpus(write_corpus(tmp_path, files))
    assert problems == []
    index = Index(corpus)
    silent: dict[str, tuple[str, ...]] = {}
    for placed in corpus.statements_of(corpus.events["other"]):
        signs = find_signs(corpus, placed, corpus.sources, index.tellers["other"])
        names = tuple(name for name, sign in signs.items() if sign == "silent")
        silent |= {placed.statement.id: names} if names else {}
    return silent


def write(name: str, *sources: str, more: str = "") -> str:
    evidence = ", ".join(f"{{source: {one}, quote: q}}" for one in sources)
    return f"  - {{id: {name}, text: T, attributed_to: own-voice, evidence: [{evidence}]{more}}}\n"


def test_a_source_is_silent_on_what_it_does_not_carry(tmp_path: Path) -> None:
    assert find(tmp_path, write("x", "a", "c") + write("y", "b") + write("z", "a", "b")) == {
        "x": ("b",),
        "y": ("a",),
    }


def test_a_source_that_carries_nothing_of_the_event_does_not_count(tmp_path: Path) -> None:
    assert find(tmp_path, write("x", "a") + write("y", "a")) == {}


def test_one_that_tells_the_same_matter_otherwise_is_not_silent(tmp_path: Path) -> None:
    for relation in ("differs", "disputes", "updates"):
        folder = tmp_path / relation
        folder.mkdir()
        assert find(folder, write("x", "a") + write("y", "b", more=f', {relation}: "#x"')) == {}


def test_a_withdrawn_statement_tells_nothing_of_the_matter(tmp_path: Path) -> None:
    withdrawn = write(
        "y", "b", more=', differs: "#x", withdrawn: {date: 2022-02-21, reason: misread}'
    )
    assert find(tmp_path, write("x", "a") + withdrawn + write("z", "a", "b")) == {"x": ("b",)}


def test_an_echo_is_of_another_occasion(tmp_path: Path) -> None:
    found = find(tmp_path, write("x", "a") + write("y", "b", more=', echoes: "#x"'))
    assert found == {"x": ("b",), "y": ("a",)}


def test_one_that_denies_it_is_not_silent(tmp_path: Path) -> None:
    denial = "  - {id: x, text: T, attributed_to: own-voice, evidence: [{source: a, quote: q}, "
    denial += "{source: b, quote: q, stance: denies, attributed_to: own-voice}]}\n"
    assert find(tmp_path, denial + write("y", "b")) == {"y": ("a",)}


def test_withdrawn_and_uncited_statements_have_no_silence(tmp_path: Path) -> None:
    withdrawn = write("x", "a", more=", withdrawn: {date: 2022-02-21, reason: wrong}")
    assert find(tmp_path, withdrawn + write("y", "b") + "  - {id: z, text: T}\n") == {}
