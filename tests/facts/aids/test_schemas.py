"""The schemas for editors: made from the model and the project's ids, and kept in step."""

import json
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from factsheet.facts.aids.editors import write_schemas
from factsheet.facts.aids.schema import FILE_NAMES, build_schemas
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.facts.model import RECORD_TYPES
from support.examples import write_corpus


def read(root: Path, **files: str) -> Corpus:
    overlay = {name.replace("__", "/") + ".yml": text for name, text in files.items()}
    return read_corpus(write_corpus(root, overlay))[0]


def build(corpus: Corpus, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(build_schemas(corpus)[f"{name}.json"])
    return schema


@pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_a_schema_has_every_field_and_its_description(tmp_path: Path, record_type: Any) -> None:
    schema = build(read(tmp_path), FILE_NAMES[record_type])
    names = [field.name for field in fields(record_type) if field.name != "id"]
    assert list(schema["properties"]) == names
    for name in names:
        info = record_type.__pydantic_fields__[name]
        assert schema["properties"][name].get("description") == info.description
        assert (name in schema.get("required", [])) == info.is_required()
    assert schema["additionalProperties"] is False


def test_the_choices_are_the_ids_with_their_names(tmp_path: Path) -> None:
    defined = build(read(tmp_path), "event")["definitions"]
    assert defined["source"] == {
        "enum": ["article", "letter"],
        "markdownEnumDescriptions": ["Alice and Bob talk", "A letter"],
    }
    assert defined["actor-keyword"]["enum"] == ["own-voice", "unnamed", "alice", "bob", "gazette"]
    assert defined["topic"]["markdownEnumDescriptions"] == ["The call itself"]
    assert defined["event-kind"]["enum"][:2] == ["call", "talks"]


def test_what_stands_in_files_with_errors_may_be_named(tmp_path: Path) -> None:
    corpus = read(tmp_path, actors__carol="name: [\n", vocabulary="topics: [\n")
    defined = build(corpus, "event")["definitions"]
    assert "carol" in defined["actor"]["enum"]
    assert "enum" not in defined["topic"]


def test_a_project_without_records_has_no_choices_that_nothing_fits(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    corpus, _ = read_corpus(tmp_path)
    assert "enum" not in build(corpus, "event")["definitions"]["source"]


def test_the_folder_is_not_in_git_and_holds_a_schema_for_each_kind_of_file(tmp_path: Path) -> None:
    write_schemas(read(tmp_path))
    names = sorted(path.name for path in (tmp_path / ".factsheet" / "schemas").iterdir())
    assert names == sorted(f"{name}.json" for name in FILE_NAMES.values())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    done = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["?? facts/"]


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    write_schemas(read(tmp_path))
    folder = tmp_path / ".factsheet" / "schemas"
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    write_schemas(read(tmp_path))
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before
    write_schemas(read(tmp_path, sources__wire="title: W\nkind: report\n"))
    changed = {path.name for path in folder.iterdir() if path.stat().st_ino != before[path.name]}
    assert changed == {"source.json", "actor.json", "event.json"}
    assert "wire" in (folder / "event.json").read_text()


@pytest.mark.parametrize("name", [".factsheet", ".factsheet/schemas"])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    corpus = read(tmp_path / "project")
    link = tmp_path / "project" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside, target_is_directory=True)
    write_schemas(corpus)
    assert list(outside.iterdir()) == []
