"""A real server of a whole project: what it sees, and what it lets go of."""

import re
import socket
import weakref
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from support.editing import edit
from support.plugin import find_maker
from support.sites import Served, copy_valid, run_mkdocs, serve_site

CHANGED = {
    "facts": ("facts/events/talk.yml", "spoke for an hour"),
    "docs": ("docs/index.md", "Index"),
    "site_templates": ("site_templates/hosts/material/partials/copyright.html", "our own words"),
}
"""A file of each folder that is watched, and words in it that stand on the home page."""


@pytest.mark.parametrize("name", CHANGED)
def test_a_folder_that_is_removed_and_put_back_is_seen_again(tmp_path: Path, name: str) -> None:
    project, aside = copy_valid(tmp_path / "project"), tmp_path / "aside"
    templates = project / CHANGED["site_templates"][0]
    templates.parent.mkdir(exist_ok=True)
    templates.write_text("our own words")
    path, words = project / CHANGED[name][0], CHANGED[name][1]
    with serve_site(project) as served:
        assert words in served.read("")
        (project / name).rename(aside)
        if name == "docs":  # no site can be built without it
            served.wait_for_words("docs_dir")
        else:
            served.read_once("", lambda page: words not in page)
        aside.rename(project / name)
        served.read_once("", lambda page: words in page and "no such folder" not in page)
        path.write_text(path.read_text("utf-8").replace(words, "other words"), "utf-8")
        served.read_once("", lambda page: "other words" in page)


def test_a_folder_that_comes_while_the_site_is_served_is_seen(tmp_path: Path) -> None:
    project, aside = copy_valid(tmp_path / "project"), tmp_path / "aside"
    (project / "facts").rename(aside)
    with serve_site(project) as served:
        assert "no such folder" in served.read("")
        aside.rename(project / "facts")
        served.read_once("", lambda page: "spoke for an hour" in page)


def test_an_address_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        host, port = taken.getsockname()
        address = f"{host}:{port}"
        done = run_mkdocs(copy_valid(tmp_path), "serve", "--livereload", "--dev-addr", address)
    told = [line for line in (done.stdout + done.stderr).splitlines() if "cannot be served" in line]
    assert done.returncode == 1
    assert told == [
        f"the site cannot be served at http://{address}/: Address already in use; end what is served"
        f" there, or take another port: mkdocs serve --livereload --dev-addr 127.0.0.1:{port + 1}"
    ]
    assert "Traceback" not in done.stderr


def test_what_is_written_beside_the_settings_is_no_change(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    with serve_site(project) as served:
        served.read("events/talk/")
        (project / "log.txt").write_text("A line.", "utf-8")
        edit(project / "facts" / "events" / "talk.yml", "spoke for an hour", "spoke at length")
        served.read_once("events/talk/", lambda page: "spoke at length" in page)
        assert "Building" not in served.read_words("Reloading browsers")


def test_the_schemas_for_editors_are_kept_in_step_while_a_site_is_served(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    schema = project / ".factsheet" / "schemas" / "event.json"
    with serve_site(project) as served:
        assert "Another outlet" not in served.read("actors/")
        assert '"another-outlet"' not in schema.read_text("utf-8")
        actor = project / "facts" / "actors" / "another-outlet.yml"
        actor.write_text("name: Another outlet\nkind: outlet\n", "utf-8")
        served.read_once("actors/", lambda page: "Another outlet" in page)
        assert '"another-outlet"' in schema.read_text("utf-8")


def test_a_build_writes_no_schemas(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    assert run_mkdocs(project, "build").returncode == 0
    assert not (project / ".factsheet").exists()


def test_what_earlier_builds_made_is_let_go(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    made: list[weakref.ref[object]] = []
    for _ in range(6):
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        maker = find_maker(config)
        assert isinstance(maker.files, Files)
        made += [weakref.ref(maker.site), weakref.ref(maker.files), weakref.ref(config)]
    alive = sum(ref() is not None for ref in made)
    assert alive <= 2 * 3, "more than the last build's and the one before's"


def ask_for_news(served: Served, path: str, page: str) -> int:
    """Ask, as the script in a page does, whether it is newer by now; waits until it is, or until
    the server says that it is not. Returns the number of the site that has the newer one, else 0.
    """
    epoch, number = re.search(r"livereload\((\d+), (\d+)\);", page).groups()
    request = Request(
        f"{served.address}livereload/{epoch}/{number}",
        headers={"Referer": served.address + path},
    )
    with urlopen(request, timeout=90) as answer:
        newest = int(answer.read())
    return newest if newest > int(epoch) else 0


def test_what_is_changed_in_the_facts_is_seen_on_every_kind_of_page(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    event = project / "facts" / "events" / "talk.yml"
    paths = ("events/talk/", "actors/alice/", "sources/article/", "statements/", "")
    with serve_site(project) as served:
        pages = {path: served.read(path) for path in paths}
        assert all("spoke for an hour" in page for page in pages.values())
        edit(event, "spoke for an hour", "spoke for two hours")
        for path, page in pages.items():
            assert ask_for_news(served, path, page), path
            assert "spoke for two hours" in served.read(path)
        clipping = served.read("events/talk/embed-length.html")
        assert "spoke for two hours" in clipping
        entries = served.read("search/entries/0.json")
        assert "spoke for two hours" in entries


def test_a_page_that_has_not_changed_is_not_loaded_anew(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    (project / "facts/actors/carol.yml").write_text("name: Carol\nkind: person\n", "utf-8")
    with serve_site(project) as served:
        other, page = served.read("actors/carol/"), served.read("events/talk/")
        edit(project / "facts" / "events" / "talk.yml", "for an hour.", "for two hours.")
        first = ask_for_news(served, "events/talk/", page)
        assert first
        told: list[int] = []
        waiting = Thread(target=lambda: told.append(ask_for_news(served, "actors/carol/", other)))
        waiting.start()
        edit(project / "facts" / "actors" / "carol.yml", "Carol", "Caroline")
        waiting.join()
        assert told[0] > first, "it was told of the first change, which is none of its"
        assert "Caroline" in served.read("actors/carol/")


def test_errors_show_at_once_and_go_when_they_are_mended(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    event = project / "facts" / "events" / "talk.yml"
    with serve_site(project) as served:
        page = served.read("events/talk/")
        edit(event, "source: article", "source: artikle")
        assert ask_for_news(served, "events/talk/", page)
        assert "artikle" in served.read("events/talk/")
        page = served.read_once("events/talk/", lambda page: "unknown-reference" in page)
        assert "unknown-reference" in served.read("")
        edit(event, "title: A talk", "title: [")
        assert ask_for_news(served, "events/talk/", page)
        assert "left out" in served.read("events/talk/")
        edit(event, "title: [", "title: A talk")
        edit(event, "source: artikle", "source: article")
        served.read_once("events/talk/", lambda page: "spoke for an hour" in page)
        served.read_once("events/talk/", lambda page: "unknown-reference" not in page)


def test_records_come_and_go(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    path = project / "facts" / "actors" / "carol.yml"
    with serve_site(project) as served:
        page = served.read("actors/")
        path.write_text("name: Carol\nkind: person\n", "utf-8")
        assert ask_for_news(served, "actors/", page)
        assert "Carol" in served.read("actors/carol/")
        page = served.read("actors/")
        assert "Carol" in page
        path.unlink()
        assert ask_for_news(served, "actors/", page)
        assert "Carol" not in served.read("actors/")
        with pytest.raises(HTTPError, match="404"):
            served.read("actors/carol/")


def test_without_live_reload_every_page_is_there(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    with serve_site(project, "--no-livereload") as served:
        assert "spoke for an hour" in served.read("events/talk/")
        assert "spoke for an hour" in served.read("search/entries/0.json")


def test_what_is_used_of_mkdocs_server_is_there(tmp_path: Path) -> None:
    server = LiveReloadServer(builder=str, host="127.0.0.1", port=0, root=str(tmp_path))
    try:
        server.watch(str(tmp_path))
        assert list(server._watched_paths) == [str(tmp_path)]
        assert isinstance(server._visible_epoch, int)
        with server._epoch_cond:
            assert not server._epoch_cond.wait_for(bool, timeout=0)
        assert callable(server.builder)
    finally:
        server.server_close()
