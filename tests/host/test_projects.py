"""Whole projects, built and served by MkDocs as their curators do: what mistakes stop, and what an
edit shows.
"""

from pathlib import Path

from support.sites import build_site, copy_valid, read_page, run_mkdocs, serve_site

TALK = "events/talk"


def test_a_broken_link_to_a_statement_fails_a_strict_build(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    home = project / "docs" / "index.md"
    home.write_text(
        f"{home.read_text('utf-8')}\n[x]({TALK}.md#nowhere) [y](events/nothing.md)\n", "utf-8"
    )
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert "#nowhere" in done.stderr
    assert "events/nothing.md" in done.stderr


def test_errors_in_the_facts_stop_a_strict_build_and_are_all_told(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    (project / "facts" / "actors" / "one.yml").write_text("name: One\nkind: persn\n")
    (project / "facts" / "actors" / "two.yml").write_text("name: Two\nkind: person\nkind: person\n")
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert "facts/actors/one.yml:2:7: error:" in done.stderr
    assert "facts/actors/two.yml:3:1: error:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists(), "half a site was written"


def test_a_former_id_leads_to_the_page(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    talk = project / "facts" / f"{TALK}.yml"
    talk.write_text(f"{talk.read_text('utf-8')}former_ids: the-chat\n", "utf-8")
    page = build_site(project) / "events" / "the-chat" / "index.html"
    link = read_page(page).find("a")["href"]
    assert (page.parent / link / "index.html").resolve() == project / "site" / TALK / "index.html"


def test_while_serving_edits_show_and_mistakes_stop_nothing(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    talk, actor = project / "facts" / f"{TALK}.yml", project / "facts" / "actors" / "bob.yml"
    good, path = talk.read_text("utf-8"), f"{TALK}/"
    actor.write_text(f"{actor.read_text('utf-8')}nickname: x\n", "utf-8")
    with serve_site(project) as served:
        page = served.read(path)
        assert "facts/actors/bob.yml" in page, "a mistake before the first build is not shown"
        assert "spoke for an hour" in page
        talk.write_text(good.replace("spoke for an hour", "spoke for hours"), "utf-8")
        served.wait_for_rebuild(page)
        page = served.read(path)
        assert "spoke for hours" in page
        talk.write_text("title: [", "utf-8")
        served.wait_for_rebuild(page)
        page = served.read(path)
        assert f"facts/{TALK}.yml" in page
        talk.write_text(good, "utf-8")
        served.wait_for_rebuild(page)
        assert "spoke for an hour" in served.read(path)
        assert served.process.poll() is None
