"""What is made on the spot at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factsheet.proof.reading.coverage import hash_sentence
from support.desk import ask, find_marks, make_project, opening

HASH = hash_sentence("By a reporter of the Ostra Courier, 4 May 2031")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def client(project: Path) -> Iterator[TestClient]:
    with opening(project) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "path", "text"),
    [
        (
            {"make": "actor", "name": "Ostra Lines", "kind": "company", "short_name": ""},
            "actors/ostra-lines.yml",
            "name: Ostra Lines\nkind: company\n",
        ),
        (
            {"make": "event", "title": "The strike ends", "kind": "protest", "date": "2031-05-04"},
            "events/strike-ends-2031-05-04.yml",
            "title: The strike ends\ndate: 2031-05-04\nkind: protest\n",
        ),
        (
            {"make": "topic", "name": "The talks"},
            "vocabulary.yml",
            "topics:\n  talks: The talks\n",
        ),
        (
            {"make": "source", "described_as": "A statement of the union", "kind": "statement"},
            "sources/statement-union.yml",
            "described_as: A statement of the union\nkind: statement\nread: no\n",
        ),
    ],
)
def test_records_are_made_of_their_names(
    client: TestClient, project: Path, given: dict[str, str], path: str, text: str
) -> None:
    answer = ask(client, "make", **given)
    assert "refused" not in answer
    assert (project / "facts" / path).read_text("utf-8") == text
    assert ask(client, "undo")["done"].startswith("undone: make")
    assert not (project / "facts" / path).exists()


def test_an_id_is_never_taken_twice(client: TestClient, project: Path) -> None:
    names = [
        ask(client, "make", make=kind, **{field: "The strike"}, kind=sort)["id"]
        for kind, field, sort in (
            ("event", "title", "protest"),
            ("actor", "name", "group"),
            ("event", "title", "protest"),
        )
    ]
    assert names == ["strike", "strike-2", "strike-3"]


def test_topics_are_added_to_those_that_are_there(client: TestClient, project: Path) -> None:
    for name in ("The talks", "The pay", "The pay"):
        ask(client, "make", make="topic", name=name)
    assert (project / "facts/vocabulary.yml").read_text("utf-8") == (
        "topics:\n  talks: The talks\n  pay: The pay\n  pay-2: The pay\n"
    )


@pytest.mark.parametrize(
    "given",
    [
        {"make": "actor", "name": "", "kind": "person"},
        {"make": "actor", "name": "A", "kind": "no-kind"},
        {"make": "actor", "name": "A", "kind": ""},
        {"make": "event", "title": "A", "kind": "protest", "date": "soon"},
        {"make": "topic", "name": ""},
        {"make": "proof", "name": "A"},
        {"make": 3},
        {},
    ],
)
def test_what_would_be_an_error_is_not_made(
    client: TestClient, project: Path, given: dict[str, str]
) -> None:
    before = sorted(project.rglob("*.yml"))
    assert ask(client, "make", **given)["refused"]
    assert sorted(project.rglob("*.yml")) == before


def test_a_sentence_is_set_aside_and_taken_back(client: TestClient, project: Path) -> None:
    file = project / "facts/sources/ferry-strike.yml"
    before = file.read_bytes()
    given = {"source": "ferry-strike", "hash": HASH}
    assert ask(client, "aside", **given, words="byline") == {"done": "set aside"}
    assert f"set_aside:\n  {HASH}: byline\n" in file.read_text("utf-8")
    assert "asserts nothing: byline" in client.get("/read/ferry-strike").text
    assert ask(client, "aside", **given, words="") == {"done": "taken back"}
    assert file.read_bytes() == before
    assert ask(client, "aside", **given, words="")["refused"].endswith("no longer there")


def test_only_sentences_of_the_copy_are_set_aside(client: TestClient) -> None:
    for source, hash_ in (("ferry-strike", "0" * 16), ("no-source", HASH), ("../x", HASH)):
        assert ask(client, "aside", source=source, hash=hash_, words="byline")["refused"]


def test_an_article_with_open_sentences_is_not_said_to_be_read_completely(
    client: TestClient, project: Path
) -> None:
    before = (project / "facts/sources/ferry-strike.yml").read_bytes()
    ask(client, "make", make="event", title="A strike", kind="protest")
    form = {
        "source": "ferry-strike",
        "record": "strike",
        "text": "It ends.",
        "attributed_to": ["own-voice"],
        "marked": find_marks("end their strike"),
    }
    ask(client, "save", **form, seen=ask(client, "look", **form)["seen"])
    assert "10 of the 11 sentences" in ask(client, "complete", source="ferry-strike")["refused"]
    assert (project / "facts/sources/ferry-strike.yml").read_bytes() == before


def test_editors_know_what_was_made_and_not_what_was_taken_back(
    client: TestClient, project: Path
) -> None:
    def read_schemas() -> str:
        folder = project / ".factsheet" / "schemas"
        return "".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))

    ask(client, "make", make="actor", name="Ostra Lines", kind="company")
    assert '"ostra-lines"' in read_schemas()
    ask(client, "undo")
    assert '"ostra-lines"' not in read_schemas()


def test_without_a_place_for_schemas_facts_are_made_all_the_same(
    client: TestClient, project: Path
) -> None:
    (project / ".factsheet").write_text("a file", "utf-8")
    assert ask(client, "make", make="actor", name="Ostra Lines", kind="company")["id"]


def test_quotes_that_were_changed_by_hand_are_looked_up_again(
    client: TestClient, project: Path
) -> None:
    (project / "facts/events").mkdir(exist_ok=True)
    (project / "facts/events/strike.yml").write_text(
        "title: A strike\nkind: protest\nstatements:\n  - id: talks\n    text: There were talks.\n"
        "    attributed_to: own-voice\n    evidence: {source: ferry-strike, quote: night talks}\n",
        "utf-8",
    )
    assert "1 statement with a quote that is not proven" in client.get("/read/ferry-strike").text
    assert ask(client, "prove", source="ferry-strike") == {"done": "looked up"}
    assert "not proven" not in client.get("/read/ferry-strike").text
    assert (project / "facts/proofs/ferry-strike.yml").exists()
    assert ask(client, "undo")["done"]
    assert not (project / "facts/proofs/ferry-strike.yml").exists()
    assert ask(client, "prove", source="no-source")["refused"]
