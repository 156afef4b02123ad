"""Names that no actor has."""

from pathlib import Path

import pytest

from factsheet.desk.state import read_facts
from factsheet.desk.strangers import find_strangers
from support.desk import ask, find_marks, make_desk, make_project, opening
from support.examples import write_files

FILES = {
    "actors/lines.yml": "name: Ostra Lines\nkind: company\n",
    "actors/ada-quill.yml": "name: Ada Quill\nkind: person\n",
    "actors/one-twin.yml": "name: One Twin\nkind: person\n",
    "actors/other-twin.yml": "name: Other Twin\nkind: person\n",
    "actors/jon-a.yml": "name: Jon A\nkind: person\nother_names: Jon\n",
    "actors/jon-b.yml": "name: Jon B\nkind: person\nother_names: Jon\n",
}
ARTICLE = "Crews end it. Then Mira Halden spoke in Veld. She said that Farrow left."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mira Halden spoke to Farrow.", ["Mira Halden", "Farrow"]),
        ("Crews spoke.", []),
        ("Farrow spoke.", ["Farrow"]),
        ("Ostra Lines spoke in Veld on Monday.", ["Veld"]),
        ("Then Jon-Paul O’Neill, Veld and Veld.", ["Jon-Paul O’Neill", "Veld"]),
        ("Then Jon spoke.", []),
        ("Then Quill and Twin spoke.", []),
        ("Then [Anna](actor:anna) Farrow spoke.", ["Farrow"]),
        ("Nothing.", []),
        ("", []),
    ],
)
def test_names_that_no_actor_has_are_found(tmp_path: Path, text: str, names: list[str]) -> None:
    corpus = read_facts(make_desk(write_files(make_project(tmp_path), FILES)))
    assert list(find_strangers(corpus, text, ARTICLE)) == names


def test_they_are_told_while_typing(tmp_path: Path) -> None:
    form = {"source": "ferry-strike", "text": "So said Mira Halden.", "marked": find_marks("pay")}
    with opening(make_project(tmp_path)) as client:
        assert ask(client, "look", **form)["strangers"] == ["Mira Halden"]
