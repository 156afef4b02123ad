"""The workflows: what they may do, and that every action they use is pinned."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").iterdir())
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    tree = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(tree, dict)
    return tree


def read_jobs(path: Path) -> dict[str, dict[str, Any]]:
    return read(path)["jobs"]


def read_steps(path: Path) -> Iterator[dict[str, Any]]:
    return (step for job in read_jobs(path).values() for step in job["steps"])


def read_triggers(path: Path) -> dict[str, Any]:
    return read(path)[True]  # YAML 1.1 reads the key `on` as true


def find_permissions(path: Path, job: str) -> dict[str, str]:
    return read_jobs(path)[job].get("permissions", read(path).get("permissions"))


def test_there_is_one_that_checks_and_one_that_publishes() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


@each_workflow
def test_every_action_is_pinned_by_commit_with_its_version(path: Path) -> None:
    uses = re.findall(r"uses:\s*(.+)", path.read_text("utf-8"))
    assert len(uses) == sum("uses" in step for step in read_steps(path)) > 0
    assert [line for line in uses if not PINNED.fullmatch(line.strip())] == []


def test_an_action_has_one_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for step in read_steps(path):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


@each_workflow
def test_every_job_has_permissions_and_a_time_limit(path: Path) -> None:
    for name, job in read_jobs(path).items():
        assert isinstance(find_permissions(path, name), dict), name
        assert 0 < job["timeout-minutes"] <= 60, name


@each_workflow
def test_no_workflow_runs_for_strangers_with_rights(path: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read_triggers(path))
    assert "secrets." not in path.read_text("utf-8")


@each_workflow
def test_no_expression_stands_in_a_script(path: Path) -> None:
    assert [step["run"] for step in read_steps(path) if "${{" in step.get("run", "")] == []
    assert "github.event" not in path.read_text("utf-8")


@each_workflow
def test_a_checkout_leaves_no_credentials(path: Path) -> None:
    checkouts = [step for step in read_steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_check_can_only_read_and_tells_github_of_problems() -> None:
    path = ROOT / ".github/workflows/check.yml"
    assert "pull_request" in read_triggers(path)
    assert all(find_permissions(path, name) == {"contents": "read"} for name in read_jobs(path))
    scripts = [step["run"] for step in read_jobs(path)["facts"]["steps"] if "run" in step]
    assert scripts[1:] == ["factsheet check --format github", "mkdocs build --strict"]


def test_only_the_job_that_deploys_can_write_and_it_runs_nothing_of_ours() -> None:
    path = ROOT / ".github/workflows/publish.yml"
    assert read_triggers(path) == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert find_permissions(path, "build") == {"contents": "read", "pages": "read"}
    assert find_permissions(path, "deploy") == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in read_jobs(path)["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_the_addresses_come_from_github_and_mkdocs_takes_them() -> None:
    steps = read_steps(ROOT / ".github/workflows/publish.yml")
    (build,) = (step for step in steps if step.get("run") == "mkdocs build --strict")
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert build["env"]["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert all(re.search(rf"^\w+: !ENV \[{name},", settings, re.MULTILINE) for name in ("SITE_URL", "REPO_URL"))


@pytest.mark.parametrize("path", [path for path in FORMS if path.name != "config.yml"], ids=lambda path: path.stem)
def test_a_form_has_what_github_asks_for(path: Path) -> None:
    form = read(path)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(names) == len(set(names)) > 0
    assert all(field["attributes"]["label"] for field in fields)
    assert all(field["attributes"]["options"] for field in fields if field["type"] in ("dropdown", "checkboxes"))
