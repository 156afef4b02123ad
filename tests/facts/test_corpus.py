"""From a folder of files to records by id, with what refers to what."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus, choose_lead, find_attribution, name_actors, resolve_ref
from factsheet.facts.load import locate, read_corpus
from factsheet.facts.model import Evidence, Statement, Vocabulary
from factsheet.problems import Position, Problem, format_terminal
from support.examples import BASE, write_corpus, write_files

EVENT = "title: T\nkind: call\nstatements:\n"
PROOF = f"words: 9\nsha256: {'0' * 64}\ntext_sha256: {'0' * 64}\ncharacters: 900\nchecked: 2022-02-22\nmethod: supplied\n"


def read(root: Path, files: Mapping[str, str | bytes]) -> tuple[Corpus, list[str]]:
    corpus, problems = read_corpus(write_corpus(root, files))
    return corpus, [show(one) for one in problems]


def show(problem: Problem) -> str:
    place = problem.position
    return (
        f"{place.path.removeprefix('facts/')}:{place.line}:{place.column} {problem.rule}:"
        f" {problem.message}"
    )


def test_records_stand_under_their_ids_in_order(tmp_path: Path) -> None:
    corpus, problems = read(tmp_path, {"proofs/article.yml": PROOF})
    assert problems == []
    assert list(corpus.sources) == ["article", "letter"]
    assert list(corpus.actors) == ["alice", "bob", "gazette"]
    assert list(corpus.events) == ["talk"]
    assert list(corpus.proofs) == ["article"]
    assert corpus.vocabulary.event_kinds == {"call": ("Telephone call",)}
    assert set(corpus.records) == {"article", "letter", "alice", "bob", "gazette", "talk"}


def test_how_far_a_source_was_read_is_what_it_says_or_whether_it_is_quoted(tmp_path: Path) -> None:
    files = {
        f"sources/{name}.yml": f"title: T\nkind: report\n{line}\n"
        for name, line in (
            ("left-out", ""),
            ("complete", "read: complete"),
            ("partial", "read: partial"),
            ("letter", ""),
        )
    }
    corpus, _ = read(tmp_path, files)
    assert corpus.readings == {
        "article": "partial",
        "complete": "complete",
        "left-out": "no",
        "letter": "no",
        "partial": "partial",
    }


def test_evidence_without_a_quote_makes_no_source_a_read_one(tmp_path: Path) -> None:
    corpus, _ = read(
        tmp_path,
        {"events/talk.yml": (BASE["events/talk.yml"]).replace("quote: for an hour, ", "")},
    )
    assert corpus.readings["article"] == "no"


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        (("", "", ""), ["a"]),
        (("", ", lead: true", ", lead: true"), ["b", "c"]),
        ((", withdrawn: {date: 2022, reason: R}", "", ""), ["b"]),
        ((", withdrawn: {date: 2022, reason: R}, lead: true", "", ""), ["a"]),
        ((", withdrawn: {date: 2022, reason: R}",) * 3, []),
        ((), []),
    ],
)
def test_the_first_statement_that_stands_leads_unless_others_say_so(
    tmp_path: Path, lines: tuple[str, ...], lead: list[str]
) -> None:
    statements = "".join(
        f"  - {{id: {name}, text: T{line}}}\n" for name, line in zip("abc", lines, strict=False)
    )
    corpus, _ = read(tmp_path, {"events/walk.yml": EVENT + (statements or "  []\n")})
    chosen = choose_lead(corpus.statements_of(corpus.events["walk"]))
    assert [at.statement.id for at in chosen] == lead


def test_a_record_with_a_problem_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    corpus, problems = read(
        tmp_path, {"actors/bob.yml": "name: Bob\n", "proofs/letter.yml": "words: 0\n"}
    )
    assert list(corpus.actors) == ["alice", "gazette"]
    assert corpus.broken == {"bob", "proofs/letter"}
    assert 'actors/bob.yml:1:1 missing-field: "kind" is missing' in problems


def test_a_broken_vocabulary_leaves_an_empty_one(tmp_path: Path) -> None:
    corpus, _ = read(tmp_path, {"vocabulary.yml": "topics: x\n"})
    assert (corpus.vocabulary.topics, corpus.broken) == ({}, {"vocabulary"})


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    _, problems = read_corpus(tmp_path)
    assert [show(one) for one in problems] == ["facts:1:1 unexpected-file: there is no such folder"]


def test_folders_may_be_missing_or_empty(tmp_path: Path) -> None:
    (tmp_path / "facts" / "actors").mkdir(parents=True)
    corpus, problems = read_corpus(tmp_path)
    assert problems == []
    assert (dict(corpus.records), dict(corpus.proofs), corpus.vocabulary) == ({}, {}, Vocabulary())


def test_hidden_files_and_notes_beside_the_folders_are_let_be(tmp_path: Path) -> None:
    _, problems = read(tmp_path, {".DS_Store": "x", "README.md": "x", "actors/.alice.yml.swp": "x"})
    assert problems == []


def test_what_belongs_nowhere_is_told_and_not_read(tmp_path: Path) -> None:
    files = {
        "people/carol.yml": "[",
        "carol.yml": "[",
        "actors/carol.yaml": "[",
        "actors/more/carol.yml": "[",
    }
    _, problems = read(tmp_path, files)
    assert [one.split(" ")[:2] for one in problems] == [
        ["actors/carol.yaml:1:1", "unexpected-file:"],
        ["actors/more:1:1", "unexpected-file:"],
        ["carol.yml:1:1", "unexpected-file:"],
        ["people:1:1", "unexpected-file:"],
    ]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    root = write_corpus(tmp_path)
    (root / "facts" / "proofs").symlink_to(root / "facts" / "actors", target_is_directory=True)
    _, problems = read_corpus(root)
    assert [one.rule for one in problems] == ["unexpected-file"]


@pytest.mark.parametrize(
    "stem", ["Carol", "carol_", "-carol", "index", "own-voice", "unnamed", "carol\n", "a" * 81, "é"]
)
def test_a_file_name_that_cannot_be_an_id_is_not_read(tmp_path: Path, stem: str) -> None:
    corpus, problems = read(tmp_path, {f"actors/{stem}.yml": "name: C\nkind: person\n"})
    assert list(corpus.actors) == ["alice", "bob", "gazette"]
    assert [one.split(" ")[-5:] for one in problems] == [
        [f'"{stem[:59] + "…" if len(stem) > 60 else stem}"', *["cannot", "be", "an", "id"]]
    ]


def test_a_name_that_cannot_be_an_id_does_not_take_the_place_of_one_that_can(
    tmp_path: Path,
) -> None:
    corpus, _ = read(tmp_path, {"actors/ALICE.yml": "name: C\nkind: person\n"})
    assert corpus.actors["alice"].name == "Alice"


COLLISIONS = {
    "across kinds": (
        {"sources/talk.yml": "title: T\nkind: article\n"},
        ['sources/talk.yml:1:1 id-collision: the id is that of "facts/events/talk.yml"'],
    ),
    "former id of another": (
        {"actors/carol.yml": "name: C\nkind: person\nformer_ids: [caro, talk]\n"},
        ['actors/carol.yml:3:20 id-collision: "talk" is an id of "talk"'],
    ),
    "former id of two": (
        {
            "actors/carol.yml": "name: C\nkind: person\nformer_ids: caro\n",
            "actors/dora.yml": "name: D\nkind: person\nformer_ids: caro\n",
        },
        ['actors/dora.yml:3:13 id-collision: "caro" is an id of "carol"'],
    ),
    "former id its own": (
        {"actors/carol.yml": "name: C\nkind: person\nformer_ids: carol\n"},
        ['actors/carol.yml:3:13 id-collision: "carol" is an id of "carol"'],
    ),
    "statements of one file": (
        {
            "events/walk.yml": EVENT
            + "  - {id: a, text: T}\n  - {id: b, text: T}\n  - {id: a, text: U}\n"
        },
        ['events/walk.yml:6:10 id-collision: "a" is also in line 4'],
    ),
}


@pytest.mark.parametrize("case", COLLISIONS)
def test_ids_that_collide_are_told(tmp_path: Path, case: str) -> None:
    files, expected = COLLISIONS[case]
    assert read(tmp_path, files)[1] == expected


def test_ids_that_do_not_collide_are_not_told(tmp_path: Path) -> None:
    files = {
        "proofs/article.yml": PROOF,
        "events/walk.yml": EVENT + "  - {id: length, text: T}\n  - {id: talk, text: T}\n",
        "actors/carol.yml": "name: C\nkind: person\nformer_ids: [caro, length]\n",
    }
    assert read(tmp_path, files)[1] == []


def test_statements_stand_under_their_full_references(tmp_path: Path) -> None:
    actor = "name: C\nkind: person\nstatements: {id: height, text: T}\n"
    corpus, _ = read(tmp_path, {"actors/carol.yml": actor})
    assert list(corpus.statements) == ["talk#length", "carol#height"]
    at = corpus.statements["carol#height"]
    place = corpus.place(at.record, at.location("text"))
    assert locate(tmp_path, [place]) == [Position("facts/actors/carol.yml", 3, 32)]


def test_evidence_is_found_by_its_source(tmp_path: Path) -> None:
    corpus, _ = read(tmp_path, {})
    (piece,) = corpus.evidence_of_source["article"]
    assert (piece.placed.ref, piece.index) == ("talk#length", 0)
    assert corpus.evidence_of_source["letter"] == ()


def test_relations_hold_in_both_directions(tmp_path: Path) -> None:
    walk = EVENT + (
        "  - {id: a, text: T, disputes: ['#b', 'talk#length'], echoes: '#b'}\n"
        "  - {id: b, text: T, updates: '#a', disputes: '#a'}\n"
    )
    related = read(tmp_path, {"events/walk.yml": walk})[0].related
    assert related["disputes"] == {
        "walk#a": ("walk#b", "talk#length"),
        "walk#b": ("walk#a",),
        "talk#length": ("walk#a",),
    }
    assert related["echoes"] == {"walk#a": ("walk#b",), "walk#b": ("walk#a",)}
    assert related["updates"] == {"walk#b": ("walk#a",)}
    assert related["updated_by"] == {"walk#a": ("walk#b",)}


def test_a_reference_in_the_same_file_is_completed() -> None:
    assert resolve_ref("#length", "talk") == "talk#length"
    assert resolve_ref("walk#length", "talk") == "walk#length"


@pytest.mark.parametrize(
    ("own", "stance", "expected"),
    [
        ((), "supports", ("alice",)),
        (("bob",), "supports", ("bob",)),
        (("bob",), "denies", ("bob",)),
        ((), "denies", ()),
    ],
)
def test_a_passage_has_the_statements_attribution_unless_it_has_its_own_or_denies(
    own: tuple[str, ...], stance: str, expected: tuple[str, ...]
) -> None:
    statement = Statement(id="a", text="T", attributed_to=("alice",))
    evidence = Evidence(source="article", attributed_to=own, stance=stance)  # type: ignore[arg-type]
    assert find_attribution(statement, evidence) == expected


def test_keywords_are_no_actors() -> None:
    assert name_actors(("own-voice", "alice", "unnamed")) == ("alice",)


def test_files_are_passed_to_who_tracks_them(tmp_path: Path) -> None:
    seen: list[Path] = []

    def track(files: list[Path]) -> list[Path]:
        seen.extend(files)
        return files

    read_corpus(write_corpus(tmp_path), track=track)  # type: ignore[arg-type]
    assert {path.relative_to(tmp_path / "facts").as_posix() for path in seen} == set(BASE)


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_files_were_written_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, shuffle: random.Random
) -> None:
    names = list(BASE)
    shuffle.shuffle(names)
    root = tmp_path_factory.mktemp("order")
    corpus, _ = read_corpus(write_files(root, {name: BASE[name] for name in names}))
    assert [*corpus.records] == ["article", "letter", "alice", "bob", "gazette", "talk"]


@pytest.mark.parametrize("name", ["nobody", "index", "own-voice"])
def test_what_is_missing_is_a_stub_called_by_its_id(tmp_path: Path, name: str) -> None:
    corpus, _ = read(tmp_path, {})
    source, actor, event = (
        find(name) for find in (corpus.find_source, corpus.find_actor, corpus.find_event)
    )
    assert (source.id, source.title, source.publisher, source.url) == (name, name, None, None)
    assert (actor.id, actor.name, actor.short_name, actor.voice_of) == (name, name, None, None)
    assert (event.id, event.title, event.statements) == (name, name, ())
    assert not {name} & {*corpus.sources, *corpus.actors, *corpus.events}


@pytest.mark.parametrize("ref", ["talk#width", "alice#width", "nothing#width", "index#index"])
def test_a_missing_statement_is_a_stub_that_does_not_stand(tmp_path: Path, ref: str) -> None:
    corpus, _ = read(tmp_path, {})
    at = corpus.find_statement(ref)
    assert (at.ref, at.statement.text, at.pieces) == (ref, ref, ())
    assert at.broken
    assert not at.stands
    assert ref not in corpus.statements


def test_what_is_there_is_no_stub(tmp_path: Path) -> None:
    corpus, _ = read(tmp_path, {})
    assert corpus.find_source("article") is corpus.sources["article"]
    assert corpus.find_actor("alice") is corpus.actors["alice"]
    assert corpus.find_event("talk") is corpus.events["talk"]
    assert corpus.find_statement("talk#length") is corpus.statements["talk#length"]
    assert corpus.find_statement("talk#length").stands


def test_a_former_id_of_a_statement_is_no_other_statements(tmp_path: Path) -> None:
    text = """title: A talk
kind: call
statements:
  - {id: first, text: They spoke., former_ids: [second, first, third]}
  - {id: second, text: They spoke again., former_ids: third}
"""
    _, problems = read_corpus(write_corpus(tmp_path, {"events/walk.yml": text}))
    assert [format_terminal(problem) for problem in problems if "walk" in str(problem)] == [
        'facts/events/walk.yml:4:49: error: "second" is also in line 5; rename one of them'
        " [id-collision]",
        'facts/events/walk.yml:4:57: error: "first" is also in line 4; rename one of them'
        " [id-collision]",
        'facts/events/walk.yml:5:55: error: "third" is also in line 4; rename one of them'
        " [id-collision]",
    ]
