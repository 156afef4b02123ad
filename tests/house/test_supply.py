"""What is installed: pinned, with hashes, from one source, and named by no address; and who must approve it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.places import ROOT

LISTS = sorted((ROOT / "requirements").glob("*.txt"))
NPM = ("tests/tools", "benchmarks/peers/eleventy")
PIN = re.compile(
    r"^([\w.-]+)==(\S+?)( ; .+?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)
INSTALL = re.compile(r"^.*\bpip install .*$", re.MULTILINE)

each_list = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)


def read_pins(path: Path) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version, *_ in PIN.findall(path.read_text())}


def read_project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_lists_are_found() -> None:
    assert [path.stem for path in LISTS] == ["bench", "dev", "lock", "site"]


@each_list
def test_a_list_holds_pins_with_hashes_and_nothing_else(path: Path) -> None:
    assert PIN.sub("", path.read_text()).strip() == ""
    assert read_pins(path)


@each_list
def test_a_list_has_the_hashes_of_every_file_of_a_release(path: Path) -> None:
    few = [name for name, *_, hashes in PIN.findall(path.read_text()) if hashes.count("--hash") < 2]
    assert set(few) <= WITH_ONE_FILE


WITH_ONE_FILE: set[str] = set()
"""Releases that have a wheel and no source, or the other way round."""


def test_there_is_one_source_of_versions() -> None:
    site, dev, bench = (
        read_pins(ROOT / "requirements" / f"{name}.txt") for name in ("site", "dev", "bench")
    )
    assert site.items() <= dev.items()
    both = dev.keys() & bench.keys()
    assert {name: dev[name] for name in both} == {name: bench[name] for name in both}
    assert not (ROOT / "constraints.txt").exists()


def test_what_the_project_needs_is_in_the_lists_in_a_version_that_it_allows() -> None:
    project = read_project()["project"]
    wanted = {"site": project["dependencies"], **project["optional-dependencies"]}
    for name, lines in wanted.items():
        pins = read_pins(ROOT / "requirements" / f"{name}.txt")
        for requirement in map(Requirement, lines):
            pinned = pins[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(pinned), requirement


def test_what_builds_the_package_in_isolation_is_pinned_as_in_the_lists() -> None:
    pins = read_pins(ROOT / "requirements/site.txt")
    required = [line.split("==") for line in read_project()["build-system"]["requires"]]
    assert dict(required) == {name: pins[name] for name, _ in required}
    assert {"hatchling", "editables"} <= {name for name, _ in required}


def list_installs() -> list[str]:
    paths = [ROOT / "Makefile", *sorted((ROOT / ".github/workflows").iterdir())]
    ours = re.search(r"^OURSELVES := (.+)$", paths[0].read_text(), re.MULTILINE)[1]
    return [
        line.replace("$(OURSELVES)", ours)
        for path in paths
        for line in INSTALL.findall(path.read_text())
    ]


def test_every_installation_takes_what_is_in_the_lists_and_nothing_from_elsewhere() -> None:
    lines = list_installs()
    assert len(lines) >= 6
    hashed = [
        line
        for line in lines
        if re.search(r"--require-hashes --requirement requirements/\w+\.txt$", line)
    ]
    offline = [
        line
        for line in lines
        if line.endswith("--no-index --no-deps --no-build-isolation --editable .")
    ]
    assert sorted(lines) == sorted(hashed + offline)


def read_lock(folder: str) -> dict[str, dict[str, Any]]:
    """The packages of a lock of npm, by name, held against what is wanted beside it."""
    wanted = json.loads((ROOT / folder / "package.json").read_text())
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    root = packages.pop("")
    for field in ("dependencies", "devDependencies"):
        assert root.get(field) == wanted.get(field)
        for name, version in wanted.get(field, {}).items():
            assert packages[f"node_modules/{name}"]["version"] == version
    return {name.removeprefix("node_modules/"): package for name, package in packages.items()}


@pytest.mark.parametrize("folder", NPM)
def test_what_comes_from_npm_has_exact_versions_and_hashes_and_no_address(folder: str) -> None:
    packages = read_lock(folder)
    assert packages
    assert all(re.fullmatch(r"[\w.-]+", one["version"]) for one in packages.values())
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert not any("resolved" in one for one in packages.values())


def test_of_the_tools_from_npm_only_the_language_server_needs_others() -> None:
    wanted = json.loads((ROOT / NPM[0] / "package.json").read_text())["devDependencies"]
    packages = read_lock(NPM[0])
    needed = set(wanted)
    for _ in packages:
        needed.update(*(packages[name].get("dependencies", {}) for name in needed))
    assert {name.rpartition("node_modules/")[2] for name in packages} == needed
    assert [name for name in wanted if packages[name].get("dependencies")] == [
        "yaml-language-server"
    ]


def test_no_list_names_an_address() -> None:
    for path in (*LISTS, ROOT / NPM[0] / "package-lock.json", ROOT / "Makefile"):
        text = path.read_text("utf-8").replace("http://127.0.0.1:8000", "")
        text = re.sub(r'"(?:funding|url)": "[^"]*"', "", text)  # of who wrote it
        assert not re.search(
            r"://|--(?:extra-)?index-url", text.replace("--no-emit-index-url", "")
        ), path


def read_owners() -> list[tuple[str, list[str]]]:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    return [(pattern, owners) for pattern, *owners in rules]


def find_owners(path: str) -> list[str]:
    """The owners of a file: the last line that fits decides."""
    fitting = [
        owners
        for pattern, owners in read_owners()
        if pattern == "*"
        or f"/{path}" == pattern
        or (pattern.endswith("/") and f"/{path}".startswith(pattern))
    ]
    return fitting[-1]


def test_every_path_that_has_no_owner_is_there() -> None:
    assert [
        pattern
        for pattern, _ in read_owners()
        if pattern != "*" and not (ROOT / pattern[1:]).exists()
    ] == []


def test_one_line_is_to_be_filled_in_and_it_is_said_where() -> None:
    owned = [(pattern, owners) for pattern, owners in read_owners() if owners]
    assert len(owned) == 1
    ((pattern, (owner,)),) = owned
    assert (pattern, owner[0]) == ("*", "@")
    assert ".github/CODEOWNERS" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "facts/proofs/sputnik-nato-effort.yml",
        ".github/workflows/check.yml",
        ".github/CODEOWNERS",
        "generator/factsheet/cli.py",
        "site_templates/pages/event.html",
        "requirements/site.txt",
        "pyproject.toml",
        "mkdocs.yml",
        "Makefile",
        "tests/conftest.py",
    ],
)
def test_what_needs_the_owners_approval_has_an_owner(path: str) -> None:
    assert (ROOT / path).exists()
    assert find_owners(path) == read_owners()[0][1]


def test_what_curators_write_has_none() -> None:
    for path in ("facts/events/x.yml", "facts/vocabulary.yml", "docs/index.md"):
        assert find_owners(path) == []
