"""A build that makes only what has changed leaves the same site, byte for byte, as a clean one."""

import json
import logging
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from factsheet.host.writing import put_beside, write_page
from factsheet.kept import OPEN
from factsheet.pipeline.build import Site, build_site, list_given
from factsheet.pipeline.digests import digest_value, list_program
from factsheet.pipeline.past import Past, load_past
from factsheet.pipeline.remake import Remake
from factsheet.pipeline.swap import begin_building, discard_building
from factsheet.site.render import load_templates
from support.editing import WORDED, Editing, edit, run_edits
from support.sites import copy_small, copy_valid

LOG = logging.getLogger("test_remake")
URL = "https://example.org/"
TEMPLATES = load_templates([])


class Killed(Exception):
    """In the middle of a build."""


def remake(
    root: Path,
    *,
    most: int = 10_000,
    meanwhile: Callable[[], None] = lambda: None,
    whole: str = "",
) -> list[str]:
    """Build the site of a project in its folder `site`, as a host does; the addresses of the pages
    that were made. It is killed after so many pages as `most`.
    """
    building = begin_building(root / "site")
    work = Remake(building, LOG, load_past(building.final), whole)
    made: list[str] = []
    try:
        site = work.take(build_site(root, "Facts", URL, watched=True))
        site = replace(site, templates=TEMPLATES)
        unchanged = work.choose(site, list_given(site, root))
        for page in site.pages:
            if page.url not in unchanged:
                if len(made) == most:
                    raise Killed
                folder = building.folder / page.url
                work.make(page.url, lambda page=page, folder=folder: write(site, page, folder))  # type: ignore[misc]
                made.append(page.url)
        meanwhile()
        work.put_in_place()
    except Killed:
        discard_building(building)
    finally:
        work.close()
    return made


def write(site: Site, page: Any, folder: Path) -> None:
    write_page(folder, site.render(page, page.make_body()))
    put_beside(folder, site.write_beside(page))


def make_clean(root: Path) -> Mapping[str, bytes]:
    """All files of the site, made at once by a program that takes no notes."""
    site = replace(build_site(root, "Facts", URL), templates=TEMPLATES)
    files: dict[str, bytes] = {}
    for page in site.pages:
        html = site.render(page, page.make_body())
        files[f"{page.url}index.html"] = html.encode("utf-8", "xmlcharrefreplace")
        files |= {page.url + name: text for name, text in site.write_beside(page).items()}
    return files


def read_files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Remaking(Editing):
    """Builds after every third edit, in the folder of the last build."""

    edits = 0

    @rule(most=st.integers(0, 9))
    def kill(self, most: int) -> None:
        remake(self.root, most=most)

    @rule(data=st.data())
    def spoil(self, data: st.DataObject) -> None:
        """Somebody changes what was built."""
        files = sorted(path for path in (self.root / "site").rglob("*") if path.is_file())
        if files:
            data.draw(st.sampled_from(files)).write_text("spoilt", "utf-8")

    @invariant()
    def is_as_if_built_anew(self) -> None:
        self.edits += 1
        if self.edits % 5 == 0:
            remake(self.root)
            assert read_files(self.root / "site") == make_clean(self.root)


def test_every_other_text_that_changes_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "project")
    remake(root)
    seen = 0
    for path in sorted((root / "facts").glob("*/*.yml")):
        text = path.read_text("utf-8")
        for place in list(WORDED.finditer(text))[::2]:
            path.write_text(f"{text[: place.end()]}Anew {text[place.end() :]}", "utf-8")
            made = remake(root)
            seen += len(list_records(made))
            assert read_files(root / "site") == make_clean(root), (path, place)
        path.write_text(text, "utf-8")
    assert seen


@pytest.mark.parametrize("number", range(4))
def test_a_thousand_edits_leave_the_site_that_a_clean_build_makes(
    tmp_path_factory: Any, number: int
) -> None:
    run_edits(Remaking, tmp_path_factory, number=number, runs=7, edits=50)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = copy_valid(tmp_path / "project")
    remake(root)
    return root


def list_records(made: list[str]) -> list[str]:
    return [url for url in made if url.count("/") == 2 and url.startswith(("e", "a", "so"))]


def test_what_another_build_put_there_meanwhile_does_not_pass_for_ours(project: Path) -> None:
    def build_other() -> None:
        edit(talk, "spoke for an hour", "spoke for two hours")
        remake(project)
        edit(talk, "spoke for two hours", "spoke for an hour")

    talk = project / "facts/events/talk.yml"
    remake(project, meanwhile=build_other)
    remake(project)
    assert read_files(project / "site") == make_clean(project)


def test_what_has_not_changed_is_not_made_again(project: Path) -> None:
    assert list_records(remake(project)) == []
    edit(project / "facts/events/talk.yml", "spoke for an hour", "spoke for two hours")
    assert "events/talk/" in list_records(remake(project))
    assert OPEN == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text("[]", "utf-8"),
        lambda path: path.write_text("{", "utf-8"),
        lambda path: path.write_text(
            json.dumps({"given": 1, "said": [], "pages": {"": 1}}), "utf-8"
        ),
        lambda path: path.write_text("[" * 100_000, "utf-8"),
        lambda path: path.chmod(0o666),
        lambda path: path.unlink(),
    ],
)
def test_a_record_that_cannot_be_trusted_counts_for_nothing(
    project: Path, cache: Path, spoil: Any
) -> None:
    for path in (cache / "factsheet").iterdir():
        spoil(path)
    assert list_records(remake(project))
    assert read_files(project / "site") == make_clean(project)


def test_only_its_owner_can_read_or_write_the_record(project: Path, cache: Path) -> None:
    folder = cache / "factsheet"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {0o700, 0o600}


def test_nothing_is_compared_with_a_site_that_is_gone(project: Path) -> None:
    assert load_past(project / "site").said
    shutil.rmtree(project / "site")
    assert load_past(project / "site") == Past()
    assert list_records(remake(project))


def test_no_more_records_are_kept_than_of_some_sites(tmp_path: Path, cache: Path) -> None:
    for number in range(18):
        remake(copy_valid(tmp_path / f"p{number}"))
    assert len(list((cache / "factsheet").iterdir())) == 16
    assert load_past(tmp_path / "p17" / "site").pages
    assert not load_past(tmp_path / "p1" / "site").pages


def test_a_site_of_other_templates_is_not_the_one_to_build(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_done() -> bool:
        return load_past(project / "site").is_whole(digest(), project / "site")

    def digest() -> str:
        return digest_value(list(list_program()))

    templates = tmp_path / "templates"
    templates.mkdir()
    monkeypatch.setattr("factsheet.pipeline.digests.shipped_templates", lambda: templates)
    remake(project, whole=digest())
    assert is_done()
    (templates / "page.html").write_text("another", "utf-8")
    assert not is_done()


def test_a_build_goes_on_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    root = copy_valid(tmp_path / "project")
    remake(root)
    assert read_files(root / "site") == make_clean(root)


def test_a_link_out_of_the_site_is_not_followed(project: Path, tmp_path: Path) -> None:
    """Neither to write there nor to clear what stands there."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", "utf-8")
    site = project / "site"
    (site / "statements").rename(tmp_path / "moved")
    (site / "statements").symlink_to(outside, target_is_directory=True)
    (site / "old").symlink_to(outside, target_is_directory=True)
    remake(project)
    assert read_files(outside) == {"kept.txt": b"kept"}
    assert read_files(site) == make_clean(project)
    assert not os.path.lexists(site / "old")
