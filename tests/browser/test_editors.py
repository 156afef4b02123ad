"""What an editor with yaml-language-server underlines, completes and explains, with the settings of
this repository and the schemas that `factsheet check` writes.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner

from factsheet.cli import main
from support.examples import BASE, write_corpus
from support.language_server import Editor, open_editor
from support.places import BROKEN, LAID_OVER, NEWCOMER, ROOT, SMALL

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
MODEL_LINE = re.compile(r"(\d+): (.*)", re.DOTALL)


def read_settings() -> dict[str, Any]:
    """The settings of the repository as VS Code hands them to the server."""
    settings: dict[str, Any] = {"yaml": {"validate": True, "hover": True, "completion": True}}
    for name, value in SETTINGS.items():
        section, *way = name.split(".")
        if section == "yaml":
            inner = settings["yaml"]
            for step in way[:-1]:
                inner = inner.setdefault(step, {})
            inner[way[-1]] = value
    return settings


def check_project(root: Path) -> list[tuple[str, int, str]]:
    """Runs `factsheet check` in the project `root`, as a curator does, and returns the path, line
    and rule of each error.
    """
    before = Path.cwd()
    os.chdir(root)
    try:
        told = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    finally:
        os.chdir(before)
    errors = (problem for problem in told if problem["severity"] == "error")
    return [(one["position"]["path"], one["position"]["line"], one["rule"]) for one in errors]


def list_files(root: Path) -> list[Path]:
    return sorted((root / "facts").rglob("*.yml"))


def copy_facts(target: Path, *projects: Path) -> list[tuple[str, int, str]]:
    """Copies facts into the project `target`, and returns their errors."""
    for project in projects:
        shutil.copytree(project / "facts", target / "facts", dirs_exist_ok=True)
    return check_project(target)


@pytest.mark.parametrize(
    "projects",
    [(ROOT,), (ROOT, NEWCOMER), (SMALL,), (SMALL, LAID_OVER)],
    ids=["example", "newcomer", "small", "laid over"],
)
def test_nothing_sound_is_underlined(tmp_path: Path, projects: tuple[Path, ...]) -> None:
    wrong = {(path, line) for path, line, _ in copy_facts(tmp_path, *projects)}
    with open_editor(tmp_path, read_settings()) as editor:
        found = editor.list_underlined(list_files(tmp_path))
    told = {(path, int(line.partition(":")[0])) for path, lines in found.items() for line in lines}
    assert len(found) == len(list_files(tmp_path)) > 8
    assert told - wrong == set()
    assert wrong == set() or SMALL in projects


ODD = {
    **dict.fromkeys(("actors/12.yml", "actors/null.yml"), "name: 12\nkind: person\n"),
    "actors/no.yml": "name: true\nshort_name: ~\nkind: state\nother_names: [1e3, null, 12:30, NO]\n"
    "identifiers: {wikidata: 12}\nformer_ids: 0x1f\nnote: null\n",
    "actors/1e3.yml": "name: 2022\nkind: on\nmemberships: {organization: no, start: 2022, end: ..}\n"
    .replace("end: ..", "end: 2023-XX"),
    "actors/broken.yml": "name: [\n",
    "sources/true.yml": "title: 2022-02-20\nkind: 7\npublisher: null\nissued: 2022\naccessed: 2022-02\n"
    "url: HTTPS://x.example/a?b#c\nlanguage: no\nread: no\nset_aside: {1234567890123456: 3}\n"
    "author: 1984\npart_of: broken-too\n",
    "sources/broken-too.yml": "kind: article\n",
    "events/0.yml": "title: 1\nkind: 1984\ndate: 2022-02-24?\nplace: 3.10\n"
    "participants: [{actor: 12, role: 1, per: '#yes'}, {actor: broken}]\nper: {place: ['#yes']}\n"
    "statements:\n  - id: yes\n    text: 12\n    attributed_to: [own-voice, unnamed, 1e3, broken]\n"
    "    speaker: no\n    topic: off\n    lead: true\n    said_on: 2022-02-18/..\n"
    "    former_ids: [null, 12]\n    withdrawn: {date: 2022, reason: 12}\n    updates: '#1'\n"
    "    evidence:\n      source: true\n      quote: 12\n      attributed_to: unnamed\n"
    "      relays: [true, broken-too]\n      translation: 3\n      locator: 4\n      note: ~\n"
    "  - {id: 1, text: T, evidence: [], lead: 'false', differs: ['#yes', 'talk#length']}\nformer_ids: [00]\n",
    "vocabulary.yml": "event_kinds: {call: Call, 1984: 1984}\nactor_kinds: {on: [On, Ons]}\n"
    "source_kinds: {7: [7]}\ntopics: {off: off, the-call: 12}\npassed_on: [7, post]\n",
}  # fmt: skip
"""Whatever YAML may read as something else than text, and what stands in files with errors."""


def test_whatever_check_takes_is_not_underlined(tmp_path: Path) -> None:
    root = write_corpus(tmp_path, ODD)
    wrong = {path for path, _, rule in check_project(root) if rule in KNOWABLE}
    broken = {"facts/actors/broken.yml", "facts/sources/broken-too.yml"}
    assert wrong <= broken, "the files are not odd but wrong"
    with open_editor(root, read_settings()) as editor:
        found = editor.list_underlined(root / "facts" / name for name in (*ODD, *BASE))
    assert {path: lines for path, lines in found.items() if lines and path not in broken} == {}


KNOWABLE = {
    "duplicate-key",
    "invalid-value",
    "missing-field",
    "unknown-field",
    "unknown-reference",
    "wrong-indentation",
    "yaml-syntax",
}
"""The rules that a schema, or YAML itself, can know."""
UNSEEN = {
    "a reference to a statement, a link in a text, or a proof without a source": {
        "events/disputes-nothing.yml",
        "events/echoes-a-record-that-is-not-there.yml",
        "events/link-to-nobody.yml",
        "events/per-names-no-statement.yml",
        "proofs/nothing.yml",
    },
    "a day that the calendar has not, or an end before the beginning": {
        "sources/date-backwards.yml",
        "sources/date-february-30-uncertain.yml",
        "sources/date-february-30.yml",
        "sources/date-month-13.yml",
        "sources/date-of-nothing.yml",
        "sources/date-long.yml",
    },
    "an address with parts that cannot be": {
        "sources/url-with-bad-port.yml",
        "sources/url-with-half-an-ipv6.yml",
    },
    "nothing, where YAML has null": {
        "actors/hash-in-text-cuts-it.yml",
        "actors/name-empty.yml",
        "actors/name-of-blanks.yml",
    },
    "what another version of YAML allows": {
        "actors/empty-key.yml",
        "actors/escaped-lone-surrogate.yml",
        "actors/escaped-surrogate-pair.yml",
        "actors/only-comments.yml",
    },
    "a number that is none": {"proofs/article.yml"},
}
"""Broken files of which an editor knows nothing, by the reason."""


@pytest.fixture(scope="module")
def underlined(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What is underlined in the broken files, by their path below the facts folder."""
    root = write_corpus(tmp_path_factory.mktemp("broken"))
    copy_facts(root, BROKEN)
    with open_editor(root, read_settings()) as editor:
        found = editor.list_underlined(filter(is_text, list_files(root)))
    return {path.removeprefix("facts/"): lines for path, lines in found.items()}


def is_text(path: Path) -> bool:
    try:
        return bool(path.read_text("utf-8") or True)
    except UnicodeDecodeError:
        return False


def list_knowable(path: str) -> Iterator[tuple[int, str]]:
    """Line and rule of each error in a broken file that a schema can know."""
    for line in (BROKEN / "expected.txt").read_text("utf-8").splitlines():
        name, number, rule = line.split(":")
        if name == path and rule.strip() in KNOWABLE:
            yield int(number), rule.strip()


def test_what_a_schema_can_know_is_underlined(underlined: Mapping[str, list[str]]) -> None:
    silent = {path for path, lines in underlined.items() if not lines and any(list_knowable(path))}
    assert silent == set().union(*UNSEEN.values())


@pytest.mark.parametrize("rule", ["unknown-field", "unknown-reference", "invalid-value"])
def test_the_line_that_is_underlined_is_the_wrong_one(
    underlined: Mapping[str, list[str]], rule: str
) -> None:
    judged = 0
    for path, lines in underlined.items():
        known = [number for number, broken in list_knowable(path) if broken == rule]
        if lines and known and path != "sources/title-beside-description.yml":
            told = {int(MODEL_LINE.fullmatch(line)[1]) for line in lines}  # type: ignore[index]
            assert told & set(known), path
            judged += 1
    assert judged > 3


def test_the_files_that_are_sound_among_the_broken_are_not_underlined(
    underlined: Mapping[str, list[str]],
) -> None:
    assert [underlined[path] for path in BASE if not (BROKEN / "facts" / path).exists()] == [[]] * 7


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = write_corpus(tmp_path)
    check_project(root)
    return root


def ask_at(editor: Editor, path: Path, method: str, words: str) -> Any:
    """Asks about the end of `words` in a file that is open."""
    text = path.read_text("utf-8")
    before = text[: text.index(words) + len(words)]
    place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
    document = {"uri": path.as_uri()}
    return editor.ask(f"textDocument/{method}", {"textDocument": document, "position": place})


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("attributed_to: ", {"alice", "bob", "gazette", "own-voice", "unnamed"}),
        ("source: ", {"article", "letter"}),
        ("topic: ", {"the-call"}),
        ("stance: ", {"supports", "denies"}),
        ("kind: ", {"call", "talks", "protest"}),
    ],
)
def test_choices_are_completed(project: Path, words: str, offered: set[str]) -> None:
    path = project / "facts" / "events" / "walk.yml"
    path.write_text(
        "title: T\nkind: \nstatements:\n  - id: a\n    text: T\n    attributed_to: \n    topic: \n"
        "    evidence:\n      - source: \n        stance: \n"
    )
    with open_editor(project, read_settings()) as editor:
        editor.list_underlined([path])
        answer = ask_at(editor, path, "completion", words)
    assert offered <= {item["label"] for item in answer["items"]}


def test_fields_are_completed_and_explained_and_ids_have_names(project: Path) -> None:
    path = project / "facts" / "events" / "talk.yml"
    with open_editor(project, read_settings()) as editor:
        editor.list_underlined([path])
        field = ask_at(editor, path, "hover", "attributed_t")
        value = ask_at(editor, path, "hover", "attributed_to: ali")
    assert "whose assertion it is" in field["contents"]["value"]
    assert "Alice" in value["contents"]["value"]


@pytest.mark.parametrize(
    "line",
    [
        "# yaml-language-server: $schema=../../.factsheet/schemas/actor.json",
        "# $schema: ../../.factsheet/schemas/actor.json",
    ],
)
def test_without_settings_a_line_in_the_file_does(project: Path, line: str) -> None:
    path = project / "facts" / "actors" / "carol.yml"
    path.write_text(f"{line}\nname: Carol\nkind: persn\n")
    with open_editor(project, {"yaml": {"validate": True}}) as editor:
        (told,) = editor.list_underlined([path])["facts/actors/carol.yml"]
    assert told.startswith("3: Value is not accepted.")


def test_jetbrains_has_the_same_schemas_for_the_same_files() -> None:
    root = ElementTree.parse(ROOT / ".idea" / "jsonSchemas.xml").getroot()
    mapped = {}
    for info in root.iter("SchemaInfo"):
        options = {one.get("name"): one.get("value") for one in info.iter("option")}
        is_folder = options.get("mappingKind") == "Directory"
        files = f"{options['path']}/*.yml" if is_folder else options["path"]
        mapped[f"./{options['relativePathToSchema']}"] = files
    assert mapped == SETTINGS["yaml.schemas"]


def test_the_settings_name_the_schemas_that_there_are(project: Path) -> None:
    written = (project / ".factsheet" / "schemas").iterdir()
    assert {f"./{path.relative_to(project)}" for path in written} == set(SETTINGS["yaml.schemas"])
    for pattern in SETTINGS["yaml.schemas"].values():
        assert "links" in pattern or list(ROOT.glob(pattern)), pattern


def test_the_extension_that_is_recommended_is_the_one_with_the_settings() -> None:
    text = (ROOT / ".vscode" / "extensions.json").read_text("utf-8")
    assert yaml.safe_load(text) == {"recommendations": ["redhat.vscode-yaml"]}
