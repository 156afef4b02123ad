"""Who asserts and who denies what, and which statements stand against each other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.load import read_corpus
from factsheet.voices.accounts import Accounts, find_accounts, group_statements
from support.examples import write_corpus

ACTORS = {
    "actors/office.yml": (
        "name: The Office\nkind: body\nvoice_of: {actor: aria, because: its office}\n"
    ),
    "actors/aria.yml": "name: Aria\nkind: state\n",
}


def place(tmp_path: Path, statements: str) -> tuple[Corpus, list[StatementAt]]:
    files = {"events/talks.yml": f"title: Talks\nkind: call\nstatements:\n{statements}", **ACTORS}
    corpus, problems = read_corpus(write_corpus(tmp_path, files))
    assert problems == []
    return corpus, [at for at in corpus.statements.values() if at.record.id == "talks"]


def find(tmp_path: Path, evidence: str, attributed_to: str = "alice") -> Accounts:
    corpus, listed = place(
        tmp_path,
        f"  - {{id: a, text: T, attributed_to: {attributed_to}, evidence: [{evidence}]}}\n",
    )
    return find_accounts(corpus, listed)


def passage(attributed_to: str = "", stance: str = "supports") -> str:
    more = f", attributed_to: {attributed_to}" if attributed_to else ""
    return f"{{source: article, quote: q, stance: {stance}{more}}}"


@pytest.mark.parametrize(
    ("evidence", "stances"),
    [
        ([passage()], {("alice", False): (0,)}),
        ([passage(), passage("office")], {("alice", False): (0,), ("aria", False): (1,)}),
        ([passage("office"), passage("aria")], {("aria", False): (0, 1)}),
        ([passage("[office, aria]")], {("aria", False): (0,)}),
        ([passage("own-voice")], {("own-voice", False): (0,)}),
        ([passage("unnamed")], {("unnamed", False): (0,)}),
        ([passage("unnamed"), passage()], {("alice", False): (1,)}),
        ([passage("unnamed"), passage("own-voice")], {("own-voice", False): (1,)}),
        ([passage(), passage("bob", "denies")], {("alice", False): (0,), ("bob", True): (1,)}),
        (
            [passage(), passage("unnamed", "denies")],
            {("alice", False): (0,), ("unnamed", True): (1,)},
        ),
        ([passage("bob", "denies")], {("bob", True): (0,), ("alice", False): (-1,)}),
        ([], {("alice", False): (-1,)}),
    ],
)
def test_who_asserts_and_who_denies(
    tmp_path: Path, evidence: list[str], stances: dict[tuple[str, bool], tuple[int, ...]]
) -> None:
    assert find(tmp_path, ", ".join(evidence)).stances == {"talks#a": stances}


def test_parties_stand_in_the_order_of_how_much_they_say(tmp_path: Path) -> None:
    one = "  - {{id: {}, text: T, attributed_to: {}, evidence: {{source: article, quote: q}}}}\n".format
    said = [
        one("a", "bob"),
        one("b", "office"),
        one("c", "aria"),
        one("d", "[office, own-voice]"),
        one("e", "alice"),
    ]
    corpus, listed = place(tmp_path, "".join(said))
    found = find_accounts(corpus, listed)
    assert found.parties == ["aria", "bob", "alice"]
    assert found.speakers["aria"].most_common() == [("office", 2), ("aria", 1)]
    assert found.statements["own-voice"] == 1


@pytest.mark.parametrize(
    ("parties", "several"),
    [
        ("[alice]", False),
        ("[alice, own-voice, unnamed]", False),
        ("[office, aria]", False),
        ("[office, bob]", True),
        ("[alice, bob]", True),
    ],
)
def test_parties_are_voices(tmp_path: Path, parties: str, several: bool) -> None:
    text = (
        f"  - {{id: a, text: T, attributed_to: {parties}, evidence: {{source: article, quote:"
        " q}}\n"
    )
    assert (len(find_accounts(*place(tmp_path, text)).parties) > 1) is several


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, list[StatementAt]]:
    return place(
        tmp_path_factory.mktemp("seven"),
        "".join(f"  - {{id: {one}, text: T}}\n" for one in "abcdefg"),
    )


@given(st.sets(st.frozensets(st.sampled_from("abcdefg"), min_size=2, max_size=2), max_size=8))
def test_statements_against_each_other_are_one_group(
    seven: tuple[Corpus, list[StatementAt]], pairs: set[frozenset[str]]
) -> None:
    corpus, listed = seven
    related: dict[str, dict[str, tuple[str, ...]]] = {"disputes": {}, "differs": {}}
    for number, (one, other) in enumerate(sorted(map(sorted, pairs))):
        found = related["disputes" if number % 2 else "differs"]
        found[f"talks#{one}"] = (*found.get(f"talks#{one}", ()), f"talks#{other}", "gone#x")
        found[f"talks#{other}"] = (*found.get(f"talks#{other}", ()), f"talks#{one}")
    corpus.__dict__["related"] = related
    groups = [[at.statement.id for at in group] for group in group_statements(corpus, listed)]
    assert sorted(name for group in groups for name in group) == list("abcdefg")
    assert groups == sorted(sorted(group) for group in groups)
    assert all(any(pair <= set(group) for group in groups) for pair in pairs)
    # So many pairs can join: no two groups are one without a pair that ties them.
    linked = {name for pair in pairs for name in pair}
    assert all(len(group) == 1 or linked.issuperset(group) for group in groups)
    assert len(groups) >= 7 - len(pairs)
