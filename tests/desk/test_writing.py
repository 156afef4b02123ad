"""Statements written at the desk, refused, and undone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from factsheet.pipeline.build import check_facts
from support.desk import ask, find_marks, make_project, opening, read_files
from support.examples import write_files

FILES = {
    "vocabulary.yml": "topics: {talks: The talks}\n",
    "actors/ostra-lines.yml": "name: Ostra Lines\nkind: company\n",
    "actors/deckhands.yml": "name: Ostra Deckhands\nkind: union\n",
    "events/strike.yml": (
        "# ours\ntitle:   'A strike'   # in neutral words\nkind: protest\ndate: 2031-05-04\n"
    ),
}
EVENT = "events/strike.yml"
TALKS: Mapping[str, Any] = {
    "source": "ferry-strike",
    "record": "strike",
    "text": "The talks of Ostra Lines lasted eleven hours.",
    "attributed_to": ["ostra-lines"],
    "topic": "talks",
    "marked": find_marks("had lasted eleven hours"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(make_project(tmp_path), FILES)


@pytest.fixture
def client(project: Path) -> Iterator[TestClient]:
    with opening(project) as opened:
        yield opened


def save(client: TestClient, form: Mapping[str, Any]) -> dict[str, Any]:
    return ask(client, "save", **form, seen=ask(client, "look", **form).get("seen", ""))


def test_a_statement_is_written_with_its_links_and_proof_and_nothing_else_changes(
    client: TestClient, project: Path
) -> None:
    before = read_files(project)
    answer = save(client, TALKS)
    assert answer["done"] == "written: The talks of Ostra Lines lasted eleven hours."
    after = read_files(project)
    assert {name for name in after if after[name] != before.get(name)} == {
        "facts/events/strike.yml",
        "facts/proofs/ferry-strike.yml",
    }
    assert after["facts/events/strike.yml"].decode() == FILES[EVENT] + (
        "statements:\n"
        "  - id: talks-lasted-eleven-hours\n"
        '    text: "The talks of [Ostra Lines](actor:ostra-lines) lasted eleven hours."\n'.replace('"', "")
        + "    attributed_to: ostra-lines\n"
        "    topic: talks\n"
        "    evidence:\n"
        "      - source: ferry-strike\n"
        "        quote: had lasted eleven hours\n"
    )  # fmt: skip
    _, problems = check_facts(project)
    assert {problem.rule for problem in problems} == {"actor-not-mentioned"}


def test_what_is_shown_while_typing_is_what_check_says_afterwards(
    client: TestClient, project: Path
) -> None:
    form = {**TALKS, "text": "The talks did not last twelve hours.", "attributed_to": []}
    told = ask(client, "look", **form)["remarks"]
    assert [remark["severity"] for remark in told] == ["error", "warning"]
    saved = {**form, "attributed_to": ["own-voice"]}
    warned = [remark["message"] for remark in ask(client, "look", **saved)["remarks"]]
    assert save(client, saved)["done"]
    _, problems = check_facts(project)
    rules = ("statement-beyond-quotes",)
    assert warned == [problem.message for problem in problems if problem.rule in rules]
    assert len(warned) == 1


def test_what_was_to_be_said_before_is_not_said_again(client: TestClient) -> None:
    save(client, {**TALKS, "text": "The talks lasted twelve hours."})
    other = {**TALKS, "text": "Talks were held.", "marked": find_marks("night talks")}
    assert ask(client, "look", **other)["remarks"] == []


def test_what_would_be_an_error_is_refused_with_the_reason_and_nothing_is_written(
    client: TestClient, project: Path
) -> None:
    before = read_files(project)
    for change, words in (
        ({"attributed_to": []}, "do not say whose"),
        ({"attributed_to": ["nobody-there"]}, "nobody-there"),
        ({"topic": "no-topic"}, "no-topic"),
        ({"record": "no-event"}, "no-event"),
        ({"text": ""}, "no sentence yet"),
        ({"id": "No Id"}, "must be an id"),
        ({"said_on": "yesterday"}, "said_on"),
        ({"marked": find_marks("Ferry crews of Lake Ostra end their strike after night talks By a reporter of the Ostra Courier, 4 May 2031 The crews")}, "20"),
        ({"differs": ["strike#nothing"]}, "nothing"),
    ):  # fmt: skip
        answer = save(client, {**TALKS, **change})
        told = " ".join(remark["message"] for remark in answer["remarks"])
        assert answer["refusal"], change
        assert words in told, (change, told)
    assert read_files(project) == before


@pytest.mark.parametrize(
    "change",
    [
        {"marked": []},
        {"marked": [[0, 0]]},
        {"marked": [[3, 1]]},
        {"marked": [[True, 9]]},
        {"marked": [["0", "9"]]},
        {"marked": "0-9"},
        {"marked": [[0, 10**9]]},
        {"marked": [[0, 5]] * 50},
        {"source": "../../etc/passwd"},
        {"source": 7},
        {"text": "x" * 5000},
        {"text": None},
        {"attributed_to": "ostra-lines"},
        {"attributed_to": [7]},
        {"attributed_to": ["x"] * 99},
    ],
)
def test_what_no_form_would_send_is_refused(
    client: TestClient, project: Path, change: dict[str, object]
) -> None:
    before = read_files(project)
    for name in ("look", "save"):
        assert "refused" in ask(client, name, **{**TALKS, **change})
    assert read_files(project) == before


def test_evidence_is_added_to_a_statement_that_is_there(client: TestClient, project: Path) -> None:
    save(client, TALKS)
    ref = "strike#talks-lasted-eleven-hours"
    form = {
        "source": "ferry-strike",
        "statement": ref,
        "attributed_to": ["deckhands"],
        "stance": "denies",
        "remark": "The union's own figure.",
        "marked": find_marks("nine hours, and not a minute more"),
    }
    assert save(client, form)["ref"] == ref
    assert (
        (project / "facts" / EVENT)
        .read_text("utf-8")
        .endswith(
            "      - source: ferry-strike\n"
            "        quote: nine hours, and not a minute more\n"
            "        attributed_to: deckhands\n"
            "        stance: denies\n"
            "        note: The union's own figure.\n"
        )
    )
    assert "The union&#39;s own figure." in ask(client, "look", **form)["row"]


def test_evidence_of_the_same_attribution_does_not_repeat_it(
    client: TestClient, project: Path
) -> None:
    save(client, TALKS)
    form = {
        "source": "ferry-strike",
        "statement": "strike#talks-lasted-eleven-hours",
        "attributed_to": ["ostra-lines"],
        "marked": find_marks("talks"),
    }
    told = ask(client, "look", **form)
    assert (told["quote"]["places"], told["quote"]["locator"]) == (2, "headline")
    save(client, form)
    assert (
        (project / "facts" / EVENT)
        .read_text("utf-8")
        .endswith("      - source: ferry-strike\n        quote: talks\n        locator: headline\n")
    )


def test_a_file_that_changed_meanwhile_is_shown_beside_the_draft_and_then_kept(
    client: TestClient, project: Path
) -> None:
    seen = ask(client, "look", **TALKS)["seen"]
    file = project / "facts" / EVENT
    file.write_text(f"{file.read_text('utf-8')}place: Veld\n", "utf-8")
    clash = ask(client, "save", **TALKS, seen=seen)["clash"]
    assert clash["path"] == EVENT
    assert "+place: Veld" in clash["theirs"]
    assert "+  - id: talks-lasted-eleven-hours" in clash["ours"]
    assert "statements" not in file.read_text("utf-8")
    assert ask(client, "save", **TALKS, seen=clash["seen"])["done"]
    assert "place: Veld\nstatements:\n" in file.read_text("utf-8")


def test_acts_are_undone_in_turn_byte_for_byte(client: TestClient, project: Path) -> None:
    before = read_files(project)
    save(client, TALKS)
    between = read_files(project)
    save(client, {**TALKS, "text": "There were talks.", "marked": find_marks("talks")})
    assert ask(client, "undo")["done"].startswith("undone: add the statement")
    assert read_files(project) == between
    assert "done" in ask(client, "undo")
    assert read_files(project) == before
    assert ask(client, "undo") == {"refused": "there is nothing to undo", "hint": ""}


def test_only_the_lines_of_an_act_are_taken_from_what_somebody_else_changed_since(
    client: TestClient, project: Path
) -> None:
    file = project / "facts" / EVENT
    before = file.read_text("utf-8")
    save(client, TALKS)
    file.write_text(f"note: Ours.\n{file.read_text('utf-8')}", "utf-8")
    assert "done" in ask(client, "undo")
    assert file.read_text("utf-8") == f"note: Ours.\n{before}"


def test_an_act_whose_lines_somebody_else_changed_is_not_undone(
    client: TestClient, project: Path
) -> None:
    save(client, TALKS)
    file = project / "facts" / EVENT
    file.write_text(file.read_text("utf-8").replace("eleven hours.", "long."), "utf-8")
    before = read_files(project)
    assert "refused" in ask(client, "undo")
    assert read_files(project) == before


def test_an_event_that_cannot_be_read_is_not_written_into(
    client: TestClient, project: Path
) -> None:
    file = project / "facts" / EVENT
    file.write_text("title: [\n", "utf-8")
    before = read_files(project)
    answer = save(client, TALKS)
    assert answer["refusal"]
    assert read_files(project) == before


def test_a_quote_in_two_passages_that_leaves_out_a_negation_needs_a_note(
    client: TestClient,
) -> None:
    form = {**TALKS, "marked": find_marks("nine hours, and", "a minute more")}
    told = ask(client, "look", **form)
    assert told["quote"]["text"] == "nine hours, and […] a minute more"
    assert any("leaves words out" in remark["message"] for remark in told["remarks"])
    assert told["refusal"]
    assert not ask(client, "look", **{**form, "remark": "The sense is the same."})["refusal"]
