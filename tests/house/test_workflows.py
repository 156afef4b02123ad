"""The workflows: what they may do, and that every action they use is pinned."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from factsheet.cli import CRASHED, INTERRUPTED
from factsheet.fetching.link_report import END
from support.places import ROOT

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


def test_there_are_those_that_measure_check_ask_the_addresses_repeat_proofs_and_publish() -> None:
    names = [path.name for path in WORKFLOWS]
    assert names == ["bench.yml", "check.yml", "links.yml", "proofs.yml", "publish.yml"]


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


NOT_A_FORK = "github.event.pull_request.head.repo.full_name == github.repository"


@each_workflow
def test_the_one_secret_is_given_to_one_step_and_never_to_a_forks(path: Path) -> None:
    secret = {"SNAPSHOTS": "${{ secrets.SNAPSHOTS }}"}
    holders = [step for step in read_steps(path) if "secrets." in str(step)]
    assert path.read_text("utf-8").count("secrets.") == len(holders) <= 1
    for step in holders:
        assert step["env"] == secret
        assert "pull_request" not in read_triggers(path) or step["if"] == NOT_A_FORK


def test_a_changed_proof_is_repeated_with_what_the_pull_request_says() -> None:
    (path,) = (path for path in WORKFLOWS if path.name == "proofs.yml")
    assert {"labeled", "unlabeled"} < set(read_triggers(path)["pull_request"]["types"])
    (step,) = (step for step in read_steps(path) if "verify" in step.get("run", ""))
    assert '--base "$BASE"' in step["run"]
    assert step["env"]["BASE"] == "${{ github.event.pull_request.base.sha }}"
    assert "labels" in step["env"]["FACTSHEET_APPROVED"]


@each_workflow
def test_no_expression_stands_in_a_script(path: Path) -> None:
    assert [step["run"] for step in read_steps(path) if "${{" in step.get("run", "")] == []
    known = {"base.sha", "head.repo.full_name", "labels.*.name"}
    used = re.findall(r"github\.event\.pull_request\.([\w.*]+)", path.read_text("utf-8"))
    assert path.read_text("utf-8").count("github.event") == len(used)
    assert set(used) <= known


@each_workflow
def test_a_checkout_leaves_no_credentials(path: Path) -> None:
    checkouts = [
        step for step in read_steps(path) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_check_can_only_read_and_tells_github_of_problems() -> None:
    path = ROOT / ".github/workflows/check.yml"
    assert "pull_request" in read_triggers(path)
    assert all(find_permissions(path, name) == {"contents": "read"} for name in read_jobs(path))
    scripts = [step["run"] for step in read_jobs(path)["facts"]["steps"] if "run" in step]
    assert scripts[1:] == ["factsheet check --format github", "mkdocs build --strict"]


def test_the_code_is_checked_under_every_python_that_the_package_names() -> None:
    jobs = read_jobs(ROOT / ".github/workflows/check.yml")
    tried = jobs["code"]["strategy"]["matrix"]["python"]
    assert jobs["code"]["steps"][1]["with"]["python-version"] == "${{ matrix.python }}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [one.rpartition(" :: ")[2] for one in project["classifiers"] if ":: Python ::" in one]
    assert set(named) <= set(tried)
    assert f">={tried[0]}" == project["requires-python"]


def test_every_test_runs_in_the_check() -> None:
    jobs = read_jobs(ROOT / ".github/workflows/check.yml")
    assert jobs["code"]["steps"][-1]["run"] == "make quick"
    assert jobs["browser"]["steps"][-1]["run"] == "make test"


def test_only_the_job_that_deploys_can_write_and_it_runs_nothing_of_ours() -> None:
    path = ROOT / ".github/workflows/publish.yml"
    assert read_triggers(path) == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert find_permissions(path, "build") == {"contents": "read", "pages": "read"}
    assert find_permissions(path, "deploy") == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in read_jobs(path)["deploy"]["steps"]] == [
        "actions/deploy-pages"
    ]


def test_the_last_site_and_what_it_read_are_kept_together_where_no_stranger_writes() -> None:
    holders = [
        (path.name, step["with"])
        for path in WORKFLOWS
        for step in read_steps(path)
        if step.get("uses", "").startswith("actions/cache")
    ]
    (name, given), *others = holders
    assert (name, others) == ("publish.yml", [])
    assert given["path"].split() == ["site", "~/.cache/factsheet"]
    assert set(read_triggers(ROOT / ".github/workflows/publish.yml")) == {
        "push",
        "workflow_dispatch",
    }


def test_the_addresses_are_asked_every_week_and_only_an_issue_is_written() -> None:
    path = ROOT / ".github/workflows/links.yml"
    assert set(read_triggers(path)) == {"schedule", "workflow_dispatch"}
    assert list(read_jobs(path)) == ["ask"]
    assert read(path)["permissions"] == {}
    assert find_permissions(path, "ask") == {"contents": "read", "issues": "write"}


def read_link_steps() -> list[dict[str, Any]]:
    return list(read_steps(ROOT / ".github/workflows/links.yml"))


def test_only_the_step_that_writes_the_issue_holds_the_token() -> None:
    assert ["GH_TOKEN" in step.get("env", {}) for step in read_link_steps()] == [
        False,
        False,
        False,
        False,
        True,
    ]


# What stands in for a program in the scripts below: it writes down how it was called.
STAND_IN = """#!/bin/sh
printf '%s' "$(basename "$0")" >> calls; printf ' [%s]' "$@" >> calls; echo >> calls
case "$1 $2" in "issue list") printf '%s' "$NUMBER";; "links --quotes") printf '%b' "$REPORT"; exit "$LINKS";; esac
"""


REPORT = f"`code`\n\n{END}\n"


def run_script(folder: Path, step: dict[str, Any], **settings: str) -> tuple[int, list[str]]:
    """Runs a step's script as GitHub does, with stand-ins; its exit code and what it called."""
    for name in ("gh", "factsheet"):
        (folder / name).write_text(STAND_IN)
        (folder / name).chmod(0o755)
    files = {
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "NUMBER": "",
        "LINKS": "0",
        "REPORT": REPORT,
        **files,
        **settings,
    }
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=folder, env=environment, capture_output=True
    )
    calls = folder / "calls"
    return done.returncode, calls.read_text().splitlines() if calls.exists() else []


@pytest.mark.parametrize("status", ["0", "1"])
def test_what_the_command_found_is_passed_on(tmp_path: Path, status: str) -> None:
    assert run_script(tmp_path, read_link_steps()[3], LINKS=status)[0] == 0
    assert (tmp_path / "output").read_text() == f"status={status}\n"
    assert (tmp_path / "report.md").read_text() == (tmp_path / "summary").read_text() == REPORT


@pytest.mark.parametrize("status", ["2", str(CRASHED), str(INTERRUPTED), "137"])
def test_the_workflow_fails_if_the_command_cannot_run(tmp_path: Path, status: str) -> None:
    assert run_script(tmp_path, read_link_steps()[3], LINKS=status)[0] != 0
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("report", ["", "`code`\n", f"`code`\n{END[:-3]}", f"{END}\n`code`\n"])
def test_a_report_without_its_end_is_none(tmp_path: Path, report: str) -> None:
    for status in ("0", "1"):
        code, _ = run_script(tmp_path, read_link_steps()[3], LINKS=status, REPORT=report)
        assert code != 0
    assert not (tmp_path / "output").exists()


ISSUE_CASES = {
    "well, and there was no issue": ({"STATUS": "0"}, []),
    "well again": ({"STATUS": "0", "NUMBER": "7"}, ["gh [issue] [close] [7]"]),
    "lost still": (
        {"STATUS": "1", "NUMBER": "7"},
        ["gh [issue] [edit] [7] [--body-file] [report.md]"],
    ),
    "lost now": ({"STATUS": "1"}, ["gh [label] [create] [links]", "gh [issue] [create]"]),
}


@pytest.mark.parametrize("case", ISSUE_CASES)
def test_one_issue_is_opened_updated_or_closed(tmp_path: Path, case: str) -> None:
    settings, expected = ISSUE_CASES[case]
    code, calls = run_script(tmp_path, read_link_steps()[4], **settings)
    assert code == 0
    assert calls[0].startswith("gh [issue] [list] [--label] [links] [--state] [open]")
    assert len(calls) == 1 + len(expected)
    assert [
        call for call, begin in zip(calls[1:], expected, strict=True) if not call.startswith(begin)
    ] == []


def test_the_addresses_come_from_github_and_mkdocs_takes_them() -> None:
    steps = read_steps(ROOT / ".github/workflows/publish.yml")
    (build,) = (step for step in steps if step.get("run") == "mkdocs build --strict")
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert build["env"]["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert all(
        re.search(rf"^\w+: !ENV \[{name},", settings, re.MULTILINE)
        for name in ("SITE_URL", "REPO_URL")
    )


@pytest.mark.parametrize(
    "path", [path for path in FORMS if path.name != "config.yml"], ids=lambda path: path.stem
)
def test_a_form_has_what_github_asks_for(path: Path) -> None:
    form = read(path)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(names) == len(set(names)) > 0
    assert all(field["attributes"]["label"] for field in fields)
    assert all(
        field["attributes"]["options"]
        for field in fields
        if field["type"] in ("dropdown", "checkboxes")
    )
