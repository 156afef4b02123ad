"""What the desk proposes."""

from pathlib import Path

import pytest

from factsheet.desk.choices import find_likely, link_names, list_choices
from factsheet.desk.state import Desk, read_facts
from factsheet.facts.corpus import Corpus
from support.desk import make_desk, make_project
from support.examples import write_files

FILES = {
    "actors/ostra-lines.yml": "name: Ostra Lines\nkind: company\nshort_name: the company\n",
    "actors/lines.yml": "name: Lines\nkind: company\n",
    "actors/mira-halden.yml": "name: Mira Halden\nkind: person\nother_names: [Halden, M. Halden]\n",
    "actors/ada-quill.yml": "name: Ada Quill\nkind: person\n",
    "actors/one-twin.yml": "name: One Twin\nkind: person\n",
    "actors/other-twin.yml": "name: Other Twin\nkind: person\n",
    "actors/jon-a.yml": "name: Jon A\nkind: person\nother_names: Jon\n",
    "actors/jon-b.yml": "name: Jon B\nkind: person\nother_names: Jon\n",
    "events/strike.yml": (
        "title: A strike\nkind: protest\ndate: 2031-05-04\nstatements:\n"
        "  - {id: talks, text: The talks lasted eleven hours.}\n"
        "  - {id: pay, text: The pay rises by 4 percent.}\n"
    ),
    "events/other.yml": (
        "title: Another strike\nkind: protest\nstatements:\n"
        "  - {id: talks, text: The talks lasted nine hours.}\n"
        "  - {id: old, text: The talks lasted., withdrawn: {date: 2031-05-04, reason: wrong}}\n"
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(write_files(make_project(tmp_path), FILES))


@pytest.fixture
def corpus(desk: Desk) -> Corpus:
    return read_facts(desk)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Ostra Lines speaks.", "[Ostra Lines](actor:ostra-lines) speaks."),
        ("Lines speaks.", "[Lines](actor:lines) speaks."),
        ("Then Halden spoke, and Halden left.", "Then [Halden](actor:mira-halden) spoke, and Halden left."),
        ("So said the company.", "So said the [company](actor:ostra-lines)."),
        ("Halden's boat", "[Halden](actor:mira-halden)'s boat"),
        ("Jon spoke.", "Jon spoke."),
        ("Quill spoke.", "[Quill](actor:ada-quill) spoke."),
        ("Ada Quill spoke of Quill.", "[Ada Quill](actor:ada-quill) spoke of Quill."),
        ("Twin spoke.", "Twin spoke."),
        ("Haldens boats, lines", "Haldens boats, lines"),
        ("[Halden](actor:mira-halden) and Halden", "[Halden](actor:mira-halden) and Halden"),
        ("[the Lines](actor:ostra-lines) and Ostra Lines", "[the Lines](actor:ostra-lines) and Ostra Lines"),
        ("Ostra Lines and Lines", "[Ostra Lines](actor:ostra-lines) and [Lines](actor:lines)"),
        ("", ""),
    ],
)  # fmt: skip
def test_names_of_known_actors_become_links(corpus: Corpus, text: str, linked: str) -> None:
    assert link_names(corpus, text) == linked
    assert link_names(corpus, linked) == linked


def test_likely_statements_come_first_and_those_of_the_event_before_others(
    desk: Desk, corpus: Corpus
) -> None:
    def find(words: str, record: str = "") -> list[str]:
        return [placed.ref for placed in find_likely(desk, corpus, words, record)]

    assert find("talks of eleven hours") == ["strike#talks", "other#talks"]
    assert find("The talks") == ["other#talks", "strike#talks"]
    assert find("The talks", "strike") == ["strike#talks", "other#talks"]
    assert find("nothing of the kind") == []


def test_a_rare_word_says_more_than_common_ones(tmp_path: Path) -> None:
    rows = "".join(f"  - {{id: t{n}, text: The talks lasted {n} hours.}}\n" for n in range(9))
    files = {
        "events/talks.yml": f"title: Talks\nkind: meeting\nstatements:\n{rows}",
        "events/other.yml": (
            "title: Other\nkind: protest\nstatements:\n"
            "  - {id: pay, text: The pay of welders rises.}\n"
        ),
    }
    desk = make_desk(write_files(make_project(tmp_path), files))
    first, *_ = find_likely(desk, read_facts(desk), "The talks lasted on the welders.")
    assert first.ref == "other#pay"


def test_all_that_is_known_may_be_chosen(corpus: Corpus) -> None:
    choices = list_choices(corpus)
    assert choices["events"] == [
        {"id": "other", "names": ["Another strike"]},
        {"id": "strike", "names": ["A strike", "4 May 2031"]},
    ]
    assert {"id": "ostra-lines", "names": ["Ostra Lines", "the company"]} in choices["actors"]  # type: ignore[operator]
