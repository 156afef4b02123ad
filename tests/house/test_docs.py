"""What README, CONTRIBUTING and the pages in docs/ say: that it is there, and that it works as it
is written.
"""

import contextlib
import importlib
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from markdown.extensions.toc import slugify

from factsheet.cli import main
from factsheet.pipeline.build import check_facts
from factsheet.problems import format_terminal
from factsheet.site.reference.manual import build_format_page, build_rules_page
from factsheet.site.reference.reading import build_reading_page
from support.places import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FORMS = [path for path in sorted((ROOT / ".github").rglob("*")) if path.suffix in (".md", ".yml")]
MADE_LATER = {
    ".snapshots",
    ".venv",
    ".venv/bin",
    "site",
    "facts/links",
    "search",
    "events",
    "statements",
    "actors",
    "sources",
    "disputed",
    "unknown",
    "to-do",
    "timeline",
}
"""What a command makes, and folders of the site rather than of the repository."""
EXAMPLE_FILES = {
    "facts/sources/gazette-call-2022-02-20.yml",
    "facts/actors/example-gazette.yml",
    "facts/events/ferry-crew.yml",
    "facts/sources/winter-ferry.yml",
    "facts/proofs/winter-ferry.yml",
    ".snapshots/winter-ferry.",
}
TO_BE_DONE = {
    "quote-not-proven",
    "source-without-address",
    "reading-not-checked",
    "source-without-archive",
    "accessed-but-unquoted",
    "quotes-cover-too-much",
}
"""Warnings that a new fact may bring: they are work that follows, or depend on what the facts quote
already.
"""

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(
    r"(?<![\w/<>:.-])(?:\.?[\w-]+/[\w./-]*|[\w-]+\.(?:yml|toml|txt|md)|Makefile|LICENSE[\w-]*)(?![\w<>/])"
)
PLACE = re.compile(
    r'# (?P<path>facts/\S+?)(?:, below "(?P<line>[^"]+)"(?: of "(?P<statement>[^"]+)")?)?\n'
)

LINE = re.compile(r":\d+:")

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def find_blocks(path: Path, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall(path.read_text("utf-8")) if kind == language]


def find_code(path: Path) -> Iterator[str]:
    """Commands and spans of code; YAML and output are looked at elsewhere."""
    text = path.read_text("utf-8")
    yield from find_blocks(path, "sh")
    yield from (code for code in CODE.findall(FENCE.sub("", text)) if "](" not in code)


def find_paths(path: Path) -> set[str]:
    return {name.rstrip("/") for code in find_code(path) for name in PATH.findall(code)}


@each_page
def test_every_path_is_there(path: Path) -> None:
    named = {
        name
        for name in find_paths(path) - MADE_LATER - EXAMPLE_FILES
        if not name.startswith(".venv/bin/")
    }
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_paths_are_found() -> None:
    assert {
        "facts/events",
        "requirements/site.txt",
        "generator",
        ".github/workflows/check.yml",
    } <= find_paths(PAGES[0]) | (find_paths(PAGES[1]))


@pytest.mark.parametrize("path", [*PAGES, *FORMS], ids=lambda path: path.name)
def test_every_make_target_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        name for code in find_code(path) for name in re.findall(r"(?:^|\s|`)make ([a-z]+)", code)
    }
    assert named - targets == set()


def test_readme_names_every_make_target_but_clean() -> None:
    targets = set(
        re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    named = {
        name
        for path in PAGES
        for code in find_code(path)
        for name in re.findall(r"make ([a-z]+)", code)
    }
    assert targets - named == {"clean", "help"}


def test_every_option_of_the_command_is_documented_and_every_documented_one_is_there() -> None:
    text = "\n".join(code for path in PAGES for code in find_code(path))
    assert isinstance(main, click.Group)
    verbs = set(re.findall(r"\bfactsheet ([a-z]+)", text))
    lines = re.findall(r"\bfactsheet [^#\n]*", text)
    options = {option for line in lines for option in re.findall(r"(?<= )--[a-z-]+", line)}
    known = {
        option
        for one in main.commands.values()
        for parameter in one.params
        for option in parameter.opts
    }
    assert verbs == set(main.commands)
    assert options == {"--version"} | {name for name in known if name.startswith("--")}


@each_page
def test_every_link_resolves(path: Path) -> None:
    targets = LINK.findall(CODE.sub("", FENCE.sub("", path.read_text("utf-8"))))
    assert [
        target
        for target in targets
        if not target.startswith("http") and not _resolves(path, target)
    ] == []


def _resolves(path: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = (path.parent / name).resolve() if name else path
    if name.startswith("assets/") and not file.exists():
        file = ROOT / "site_templates" / name
    if not file.exists():
        return path.parent.name == "docs" and _resolves_in_facts(name, anchor)
    if file.suffix != ".md":
        return not anchor
    return not anchor or anchor in find_anchors(file.read_text("utf-8"))


def find_anchors(markdown: str) -> set[str]:
    """The anchors of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", markdown), re.MULTILINE)
    return {slugify(heading, "-") for heading in headings}


def _resolves_in_facts(name: str, anchor: str) -> bool:
    """Whether a page that the software makes is there: a record's, a list, or a reference."""
    if name in ("disputed.md", "statements.md", "timeline.md", "to-do.md", "unknown.md"):
        return not anchor
    manual = {
        "reference/format.md": build_format_page,
        "reference/reading.md": build_reading_page,
        "reference/rules.md": build_rules_page,
    }
    if name in manual:
        return not anchor or anchor in find_anchors(manual[name]())
    folder, _, stem = name.removesuffix(".md").partition("/")
    if stem == "index":
        return folder in ("events", "actors", "sources") and not anchor
    file = ROOT / "facts" / folder / f"{stem}.yml"
    return file.exists() and (not anchor or f"\n  - id: {anchor}\n" in file.read_text("utf-8"))


@dataclass(frozen=True)
class Example:
    """Lines of YAML and where their first line says that they belong."""

    path: str
    line: str
    statement: str
    text: str


def find_examples(path: Path) -> list[Example]:
    found = []
    for block in find_blocks(path, "yaml"):
        place = PLACE.match(block)
        if place:
            text = block[place.end() :]
            found.append(
                Example(place["path"], place["line"] or "", place["statement"] or "", text)
            )
        else:
            assert set(yaml.safe_load(block)) <= {"plugins", "extra"}, (
                f"{path.name}: no path in the first line:\n{block}"
            )
    return found


def lay_over(root: Path, example: Example) -> None:
    """Do with the facts in `root` what the text tells its reader."""
    file = root / example.path
    if not example.line:
        assert not file.exists()
        file.write_text(example.text, "utf-8")
        return
    lines = file.read_text("utf-8").split("\n")
    start = lines.index(f"  - id: {example.statement}") if example.statement else 0
    at = next(index for index in range(start, len(lines)) if lines[index].strip() == example.line)
    file.write_text(
        "\n".join([*lines[: at + 1], example.text.rstrip("\n"), *lines[at + 1 :]]), "utf-8"
    )


def copy_facts(folder: Path) -> Path:
    shutil.copytree(ROOT / "facts", folder / "facts")
    return folder


EXAMPLE_PAGES = [ROOT / "README.md", ROOT / "docs" / "contribute.md"]


def take_in(root: Path, path: Path) -> None:
    """Make in `root` the sources that the text has its reader make."""
    shutil.copytree(ROOT / "practice", root / "practice")
    for command in re.findall(r"factsheet (new source \S+)", path.read_text("utf-8")):
        if (root / command.split()[-1]).is_file():
            with contextlib.chdir(root):
                assert CliRunner().invoke(main, command.split()).exit_code == 0


@pytest.mark.parametrize("path", EXAMPLE_PAGES, ids=lambda path: path.name)
def test_every_example_is_accepted_by_the_checks(path: Path, tmp_path: Path) -> None:
    root = copy_facts(tmp_path)
    _, before = check_facts(root)
    take_in(root, path)
    examples = find_examples(path)
    assert examples
    for example in examples:
        lay_over(root, example)
    corpus, after = check_facts(root)
    assert [format_terminal(problem) for problem in after if problem.severity == "error"] == []
    new = Counter(problem.rule for problem in after) - Counter(problem.rule for problem in before)
    assert set(new) <= TO_BE_DONE
    practised = {"macron-putin-call-2022-02-20#sputnik-headline", "ferry-crew#expected-in-january"}
    assert len(practised & set(corpus.statements)) == 1
    assert {Path(example.path).stem for example in examples} <= set(corpus.records)


def test_only_pages_with_tested_examples_have_any() -> None:
    assert [path.name for path in PAGES if find_blocks(path, "yaml")] == [
        path.name for path in EXAMPLE_PAGES
    ]


def test_the_error_in_the_readme_is_what_the_check_says(tmp_path: Path) -> None:
    root = copy_facts(tmp_path)
    take_in(root, ROOT / "README.md")
    example = find_examples(ROOT / "README.md")[0]
    wrong = example.text.replace("winter-ferry", "winter-fery")
    assert wrong != example.text
    lay_over(root, Example(example.path, example.line, example.statement, wrong))
    _, problems = check_facts(root)
    (error,) = (format_terminal(problem) for problem in problems if problem.severity == "error")
    (shown,) = find_blocks(ROOT / "README.md", "text")
    assert LINE.sub(":0:", shown) == LINE.sub(":0:", f"{error}\n")  # facts above it may grow


def test_the_picture_is_there_and_has_words_for_those_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert [target for _, target in pictures] == ["docs/assets/page.png"]
    assert all(len(words.split()) >= 10 for words, _ in pictures)
    assert (ROOT / "docs/assets/page.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_the_licences_say_what_the_package_says() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License\n")
    assert "\nSPDX-License-Identifier: CC-BY-4.0\n" in (ROOT / "LICENSE-FACTS").read_text("utf-8")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_changelog_tells_of_this_version() -> None:
    version = re.search(
        r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert version
    assert f"\n## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


MAP = re.compile(r"^\| package \| what for \|\n(?:\|.*\n)+", re.MULTILINE)


def draw_map() -> str:
    """The packages and modules at the top of the code, lowest first, in the words of their docstrings."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (house,) = settings["tool"]["importlinter"]["contracts"]
    names = [name.strip() for layer in reversed(house["layers"]) for name in layer.split("|")]
    rows = (f"| `generator/factsheet/{_find_file(name)}` | {_explain(name)} |\n" for name in names)
    return "".join(("| package | what for |\n", "|---|---|\n", *rows))


def _find_file(name: str) -> str:
    return f"{name}/" if (ROOT / "generator" / "factsheet" / name).is_dir() else f"{name}.py"


def _explain(name: str) -> str:
    """The first paragraph of a module's docstring."""
    explained = importlib.import_module(f"factsheet.{name}").__doc__ or ""
    return " ".join(explained.split("\n\n")[0].split())


def test_the_map_of_the_code_says_what_the_packages_say(update: bool) -> None:
    page = ROOT / "CONTRIBUTING.md"
    text = page.read_text("utf-8")
    if update:
        page.write_text(MAP.sub(draw_map(), text), "utf-8")
    (shown,) = MAP.findall(page.read_text("utf-8"))
    assert shown == draw_map()


def test_the_software_is_cited_by_its_version_and_licence() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])


def test_the_hook_for_other_repositories_is_a_command_that_is_there() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, verb = hook["entry"].split()
    assert program == "factsheet"
    assert verb in main.commands
