"""The command: exit codes, which problems it reports, and in which form."""

import json
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.pipeline.build import check_facts
from factsheet.problems import format_github, format_terminal
from support.examples import write_corpus
from support.places import ROOT

WRONG = {"actors/carol.yml": "name: Carol\n", "sources/memo.yml": "title: [\n"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def list_places(result: Result) -> list[str]:
    return [line.split(": ")[0] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("project")
def test_warnings_alone_exit_with_0() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        'facts/events/talk.yml:12:40: warning: the quote from "article" is not proven yet; run'
        " factsheet verify [quote-not-proven]"
    ]
    assert result.stderr.splitlines()[0] == "0 errors, 1 warning"
    assert result.stderr.splitlines()[1].startswith(
        "Quotes: 0 proven, 0 changed since, 1 never looked up, 0 not found."
    )


def test_schemas_that_cannot_be_written_are_told_and_change_nothing_else(project: Path) -> None:
    run()
    assert (project / ".factsheet" / "schemas" / "event.json").is_file()
    path = project / ".factsheet" / "schemas" / "actor.json"
    path.unlink()
    path.mkdir()
    result = run()
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "the schemas for editors cannot be written: Is a directory"
    )


@pytest.mark.usefixtures("project")
def test_warnings_exit_with_1_under_strict() -> None:
    assert run("--strict").exit_code == 1


def test_no_problems_exit_with_0_even_under_strict(project: Path) -> None:
    (project / "facts/events/talk.yml").unlink()
    for path in (project / "facts/actors").iterdir():
        path.unlink()
    (project / "facts/sources/article.yml").unlink()
    result = run("--strict")
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[0]) == (
        0,
        "",
        "0 errors, 0 warnings",
    )


def test_errors_exit_with_1_and_come_by_file_and_line(project: Path) -> None:
    write_corpus(project, WRONG)
    result = run()
    assert result.exit_code == 1
    assert list_places(result) == [
        "facts/actors/carol.yml:1:1",
        "facts/events/talk.yml:12:40",
        "facts/sources/memo.yml:1:9",
    ]
    assert result.stderr.splitlines()[0] == "2 errors, 1 warning"


def test_a_folder_without_facts_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 2
    assert "there is no folder facts/ here; run this in the project's folder" in result.stderr


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("wrong", [["nowhere.yml"], ["--format", "xml"], ["--loudly"]])
def test_what_cannot_be_asked_exits_with_2(wrong: list[str]) -> None:
    result = run(*wrong)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("paths", "places"),
    [
        (["facts/actors"], ["facts/actors/carol.yml:1:1"]),
        (["facts/actors/carol.yml"], ["facts/actors/carol.yml:1:1"]),
        (
            ["facts/actors/carol.yml", "facts/sources"],
            ["facts/actors/carol.yml:1:1", "facts/sources/memo.yml:1:9"],
        ),
        (["facts/actors/alice.yml"], []),
        (["facts/sources/../actors"], ["facts/actors/carol.yml:1:1"]),
        (
            ["."],
            [
                "facts/actors/carol.yml:1:1",
                "facts/events/talk.yml:12:40",
                "facts/sources/memo.yml:1:9",
            ],
        ),
    ],
)
def test_with_paths_only_their_problems_are_reported(
    project: Path, paths: list[str], places: list[str]
) -> None:
    write_corpus(project, WRONG)
    result = run(*paths)
    assert list_places(result) == places
    assert result.exit_code == bool([place for place in places if "talk" not in place])


def test_paths_may_be_absolute_or_lead_through_a_link(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_corpus(project, WRONG)
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(project, target_is_directory=True)
    for path in (project / "facts/actors", link / "facts/actors"):
        assert list_places(run(str(path))) == ["facts/actors/carol.yml:1:1"]


def test_a_file_that_is_a_link_is_reported_where_it_stands(project: Path) -> None:
    (project / "facts/actors/carol.yml").symlink_to("../sources/letter.yml")
    for path in ("facts/actors", "facts/actors/carol.yml"):
        assert list_places(run(path)) == ["facts/actors/carol.yml:1:1"]


def test_problems_elsewhere_do_not_fail_a_file_that_is_sound(project: Path) -> None:
    write_corpus(project, WRONG)
    result = run("facts/actors/alice.yml")
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[0]) == (
        0,
        "",
        "0 errors, 0 warnings",
    )


def test_blocks_that_pages_ask_for_are_checked(project: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text(
        "# Home\n\n[facts: statement talk#lenght]\n\n[facts: event talk]\n"
    )
    result = run("docs/index.md")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        'docs/index.md:3:1: error: no statement "talk#lenght"; did you mean "talk#length"?'
        " [unknown-reference]"
    ]
    assert list_places(run())[0] == "docs/index.md:3:1"
    assert "file=docs/index.md,line=3" in run("--format", "github").stdout


def test_what_is_no_plain_file_is_told_and_nothing_waits_for_it(project: Path) -> None:
    for folder in ("docs", "site_templates"):
        (project / folder).mkdir()
        os.mkfifo(project / folder / "page.md")
        (project / folder / "zeros.md").symlink_to("/dev/zero")
    result = run()
    assert result.exit_code == 1
    assert list_places(result)[:4] == [
        "docs/page.md:1:1",
        "docs/zeros.md:1:1",
        "site_templates/page.md:1:1",
        "site_templates/zeros.md:1:1",
    ]


def test_live_html_in_a_page_is_a_warning_and_an_annotation(project: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("# Home\n\nText <script>alert(1)</script>\n")
    result = run("--format", "github", "docs")
    assert result.exit_code == 0
    assert result.stdout.startswith("::warning file=docs/index.md,line=3,col=6,title=live-html::")
    assert run("--strict", "docs").exit_code == 1


def test_github_gets_annotations(project: Path) -> None:
    write_corpus(project, WRONG)
    problems = check_facts(project)[1]
    assert run("--format", "github").stdout.splitlines() == [format_github(one) for one in problems]
    assert run("--format", "terminal").stdout.splitlines() == [
        format_terminal(one) for one in problems
    ]


def test_json_is_one_array(project: Path) -> None:
    write_corpus(project, WRONG)
    result = run("--format", "json")
    assert result.exit_code == 1
    assert [one["rule"] for one in json.loads(result.stdout)] == [
        "missing-field",
        "quote-not-proven",
        "yaml-syntax",
    ]


def test_json_of_no_problems_is_an_empty_array(project: Path) -> None:
    write_corpus(project, WRONG)
    assert json.loads(run("--format", "json", "facts/actors/alice.yml").stdout) == []


def test_text_that_could_steer_a_terminal_comes_out_escaped(project: Path) -> None:
    write_corpus(
        project,
        {
            "actors/carol.yml": 'name: C\nkind: person\n"::error::forged": x\n',
            "actors/\x1b[2J.yml": "x",
        },
    )
    result = run("--format", "github")
    assert "\x1b" not in result.stdout
    assert all(
        line.startswith(("::error file=", "::warning file=")) for line in result.stdout.splitlines()
    )


def list_commands() -> list[tuple[str, click.Command]]:
    return [
        ("factsheet", main),
        *((f"factsheet {name}", one) for name, one in sorted(main.commands.items())),
    ]


OPTIONS = [
    (name, option)
    for name, command in list_commands()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
    if option.startswith("--") and option != "--version"
]


def read_documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("name", [name for name, _ in list_commands()])
def test_every_command_is_documented(name: str) -> None:
    assert name in read_documentation()


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_is_documented_in_one_line_with_its_command_or_near(
    name: str, option: str
) -> None:
    pages = read_documentation().split("\n#")
    assert any(name in section and option in section for section in pages)


@pytest.mark.parametrize(("name", "command"), list_commands())
def test_every_command_and_option_explains_itself(name: str, command: click.Command) -> None:
    assert command.help, name
    assert all(
        one.help
        for one in command.params
        if isinstance(one, click.Option) and one.name != "version"
    )
