"""`mkdocs_plugin`: real builds by MkDocs and Material over a small hand-made site."""

import gzip
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from markupsafe import escape
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from factsheet.host.mkdocs.plugin import FactsheetPlugin
from factsheet.problems import Position, Problem
from factsheet.site.catalogue import Page, Redirect
from support.plugin import (
    CONFIG,
    HOSTILE,
    PAGES,
    check_frames,
    find_maker,
    find_sentinels,
    has_sentinel,
    make_page,
    read,
    run_build,
    stub_site,
    write_project,
)
from support.searching import list_shown

# building


@pytest.fixture(scope="session", autouse=True)
def quiet() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("built")
    return run_build(write_project(folder), stub_site(folder), strict=True)


# frames


def test_framing_gives_what_the_host_gives_for_the_page_itself(built: MkDocsConfig) -> None:
    assert check_frames(built) == len(PAGES)


def test_no_sentinel_is_left(tmp_path: Path) -> None:
    pages = tuple(page for page in PAGES if not has_sentinel(page.title))
    config = run_build(write_project(tmp_path), stub_site(tmp_path, pages=pages))
    assert find_sentinels(config) == []


def test_the_host_renders_one_page_per_kind(tmp_path: Path) -> None:
    pages = tuple(make_page("event", f"events/e{i}.md", f"E{i}") for i in range(9))
    config = run_build(write_project(tmp_path), stub_site(tmp_path, pages=pages))
    assert len(find_maker(config).frames.cut) == 1
    assert check_frames(config) == 9


def test_a_theme_that_puts_a_title_into_a_script_is_refused(tmp_path: Path) -> None:
    theme = tmp_path / "site_templates" / "hosts" / "material"
    theme.mkdir(parents=True)
    libs = '<script>let a = "{{ page.meta.title }}"</script>'
    main = f'{{% extends "base.html" %}}{{% block libs %}}{libs}{{% endblock %}}'
    (theme / "main.html").write_text(main)
    with pytest.raises(Abort):
        run_build(write_project(tmp_path), stub_site(tmp_path))


# pages


class Elements(HTMLParser):
    """The start tags and texts of a page: `(tag, attributes, text that follows)`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_data(self, data: str) -> None:
        if self.found and data.strip():
            self.found[-1][2].append(data.strip())

    def texts(self, tag: str, /, **attributes: str) -> list[str]:
        """The texts of the elements with this tag and these attributes (classes: among others)."""
        return [
            " ".join(text)
            for name, given, text in self.found
            if name == tag and _matches(given, attributes)
        ]

    def values(self, tag: str, name: str, /, **attributes: str) -> list[str]:
        return [
            given[name]
            for found, given, _ in self.found
            if found == tag and name in given and _matches(given, attributes)
        ]


def _matches(given: dict[str, str], wanted: dict[str, str]) -> bool:
    return all(value in given.get(name.strip("_"), "").split() for name, value in wanted.items())


def elements(config: MkDocsConfig, path: str) -> Elements:
    return Elements(read(config, path))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.src_uri)
def test_a_page_has_its_title_once_and_as_text(built: MkDocsConfig, page: Page) -> None:
    found = elements(built, f"{page.url}index.html")
    assert found.texts("title") == [f"{page.title} - Facts"]
    assert found.texts("h1") == [page.title]
    assert found.values("meta", "content", name="description") == (
        [page.description] if page.description else []
    )
    harmless = elements(built, "events/alpha/index.html")
    assert len(found.texts("script")) == len(harmless.texts("script"))
    assert len(found.texts("img")) == len(harmless.texts("img"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.src_uri)
def test_a_page_has_its_address_and_leads_to_its_source(built: MkDocsConfig, page: Page) -> None:
    found = elements(built, f"{page.url}index.html")
    assert found.values("link", "href", rel="canonical") == [
        f"https://facts.example/base/{page.url}"
    ]
    edit = (
        [f"https://github.com/someone/facts/edit/main/{page.edit_path}"] if page.edit_path else []
    )
    assert found.values("a", "href", rel="edit") == edit


def test_without_a_repository_there_are_no_edit_links(tmp_path: Path) -> None:
    config_file = write_project(tmp_path, {**CONFIG, "repo_url": "", "site_url": ""})
    config = run_build(config_file, stub_site(tmp_path), strict=True)
    found = elements(config, "events/alpha/index.html")
    assert (
        found.values("a", "href", rel="edit") == found.values("link", "href", rel="canonical") == []
    )
    assert check_frames(config) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.src_uri)
def test_a_page_lists_its_headings(built: MkDocsConfig, page: Page) -> None:
    listed = read(built, f"{page.url}index.html")
    assert listed.count('data-md-component="toc"') == (
        0 if not page.headings else 2 if nav_has(page) else 1
    )
    found = Elements(
        listed[listed.index('data-md-type="toc"') : listed.index('<div class="md-content"')]
    )
    assert found.values("a", "href") == [f"#{heading.id}" for heading in page.headings]
    assert found.texts("span", class_="md-ellipsis") == [heading.title for heading in page.headings]
    assert elements(built, f"{page.url}index.html").values("a", "href", class_="md-skip") == [
        "#_top"
    ]


def nav_has(page: Page) -> bool:
    return page.src_uri in yaml.safe_dump(CONFIG["nav"])


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("events/index.html", ["Events"]),
        ("events/alpha/index.html", ["Events"]),
        ("events/in-nav/index.html", ["in-nav"]),
        ("actors/index.html", ["More"]),
        ("actors/one/index.html", ["More"]),
        ("disputed/index.html", ["More"]),
        ("sources/a-b/index.html", []),
        ("index.html", ["Home"]),
        ("reference/rules/index.html", ["Rules"]),
        ("404.html", []),
    ],
)
def test_the_navigation_marks_where_the_reader_is(
    built: MkDocsConfig, path: str, active: list[str]
) -> None:
    page = read(built, path)
    tabs = Elements(page[page.index('class="md-tabs"') : page.index("<main")]).found
    marked = [
        i
        for i, (_, attributes, _) in enumerate(tabs)
        if "md-tabs__item--active" in attributes.get("class", "")
    ]
    assert [tabs[i + 1][2][0] for i in marked] == active


def test_no_title_of_the_facts_enters_the_navigation(built: MkDocsConfig) -> None:
    for path in Path(built.site_dir).rglob("*.html"):
        page = path.read_text("utf-8")
        assert "Next: None" not in page
        assert "Previous: None" not in page
    found = elements(built, "disputed/index.html")
    assert found.values("a", "aria-label", class_="md-footer__link") == [
        "Previous: People",
        "Next: Rules",
    ]
    assert elements(built, "reference/rules/index.html").values(
        "a", "aria-label", class_="md-footer__link--next"
    ) == ["Next: in-nav"]


def test_a_record_shows_the_way_to_its_list(built: MkDocsConfig) -> None:
    page = read(built, "events/alpha/index.html")
    path = Elements(page[page.index('class="md-path"') : page.index("<article")])
    assert path.texts("span", class_="md-ellipsis") == ["Home", "Events"]
    assert path.values("a", "href") == ["../..", "../"]


def test_assets_are_copied_and_loaded_on_every_page(built: MkDocsConfig) -> None:
    assert read(built, "assets/factsheet.css") == "p { color: black }\n"
    for path, up in (("events/alpha/index.html", "../.."), ("index.html", ".")):
        found = elements(built, path)
        assert f"{up}/assets/factsheet.css".removeprefix("./") in found.values(
            "link", "href", rel="stylesheet"
        )
        assert f"{up}/assets/scripts/factsheet.js".removeprefix("./") in found.values(
            "script", "src"
        )


def test_no_page_asks_another_host_when_it_loads(built: MkDocsConfig) -> None:
    for path in Path(built.site_dir).rglob("*.html"):
        found = Elements(path.read_text("utf-8"))
        loaded = [
            *found.values("link", "href", rel="stylesheet"),
            *found.values("link", "href", rel="preconnect"),
        ]
        for tag, name in (
            ("script", "src"),
            ("img", "src"),
            ("iframe", "src"),
            ("link", "imagesrcset"),
        ):
            loaded += found.values(tag, name)
        assert [url for url in loaded if re.match(r"(\w+:)?//", url)] == []
        assert not any(given.get("data-md-component") == "source" for _, given, _ in found.found)
    assert "https://github.com/someone/facts" in elements(built, "index.html").values(
        "a", "href", class_="md-source"
    )


# links


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_from_hand_written_pages_lead_to_fact_pages(
    tmp_path: Path, directory_urls: bool
) -> None:
    config_file = write_project(tmp_path, method="[x](events/alpha.md#said)")
    site = stub_site(tmp_path)
    config = run_build(config_file, site, strict=True, use_directory_urls=directory_urls)
    page = read(config, "index.html")
    article = Elements(page[page.index("<article") : page.index("</article")])
    rules = "reference/rules/#rules" if directory_urls else "reference/rules.html#rules"
    expected = [
        "events/alpha/",
        "events/alpha/#said",
        "events/alpha/#said",
        "events/",
        "events/former/#said",
        rules,
    ]
    assert article.values("a", "href")[-6:] == expected
    method = "method/index.html" if directory_urls else "method.html"
    up = "../" if directory_urls else ""
    assert f"{up}events/alpha/#said" in elements(config, method).values("a", "href")
    assert (Path(config.site_dir) / "events/alpha/index.html").is_file()
    assert check_frames(config) == len(PAGES)


BROKEN = [
    *(
        "events/nope.md",
        "events/alpha.md#nope",
        "events/index.md#nope",
        "events/former.md#nope",
        "/events/nope.md",
    ),
    *(
        "events/alpha/",
        "/events/alpha/",
        "events/alpha",
        "/events/alpha.md#nor-this",
        "#nope",
        "disputed.md#nope",
    ),
]


def test_every_broken_link_fails_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    links = "\n".join(f"- [{i}]({link})" for i, link in enumerate(BROKEN))
    config_file = write_project(tmp_path, index=links)
    with pytest.raises(Abort, match=f"{len(BROKEN)} warnings"):
        run_build(config_file, stub_site(tmp_path), strict=True)
    warnings = [
        record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING
    ]
    assert [
        link for link in BROKEN if not any(f"'{link}'" in warning for warning in warnings)
    ] == []


def test_a_hand_written_page_in_the_place_of_a_fact_page_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config_file = write_project(
        tmp_path, events="# Mine"
    )  # events.md, whose address is events/ too
    config = run_build(config_file, stub_site(tmp_path))
    assert "events.md has the address of the generated events/index.md" in caplog.text
    assert "All events" in read(config, "events/index.html")
    (tmp_path / "docs" / "events").mkdir()
    (tmp_path / "docs" / "events" / "alpha.md").write_text("# Mine")  # other address, same name
    config = run_build(config_file, stub_site(tmp_path), use_directory_urls=False)
    assert "events/alpha.md has the address of the generated events/alpha.md" in caplog.text
    assert not Path(config.site_dir, "events", "alpha.html").exists()


def test_a_former_address_leads_to_the_new_one(built: MkDocsConfig) -> None:
    found = elements(built, "events/former/index.html")
    assert found.values("a", "href") == ["../alpha/"]
    assert '<meta http-equiv="refresh" content="0; url=../alpha/">' in read(
        built, "events/former/index.html"
    )
    assert found.values("link", "href", rel="canonical") == [
        "https://facts.example/base/events/alpha/"
    ]


def test_a_record_keeps_its_address_from_a_redirect(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken = (Redirect(src_uri="events/beta.md", url="events/beta/", target="events/alpha/"),)
    config = run_build(write_project(tmp_path, index="x"), stub_site(tmp_path, redirects=taken))
    assert elements(config, "events/beta/index.html").texts("h1") == [HOSTILE]


# what belongs to the whole site


def test_the_sitemap_holds_fact_pages_and_no_dates(built: MkDocsConfig) -> None:
    sitemap = read(built, "sitemap.xml")
    host_pages = ["", "reference/rules/"]
    expected = [
        f"https://facts.example/base/{url}" for url in [*host_pages, *(page.url for page in PAGES)]
    ]
    assert sorted(re.findall("<loc>(.*?)</loc>", sitemap)) == sorted(expected)
    assert "lastmod" not in sitemap
    packed = Path(built.site_dir, "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == sitemap.encode()
    assert packed[4:8] == b"\0\0\0\0"


def test_the_search_is_given_the_pages_that_the_host_rendered_and_no_frame(
    built: MkDocsConfig,
) -> None:
    assert list_shown(Path(built.site_dir)) == [
        ["", "Home", "", "event statement absolute list former rules"],
        ["reference/rules/", "Rules", "", "Of facts."],
    ]
    assert not Path(built.site_dir, "search", "search_index.json").exists()


@pytest.mark.parametrize(("path", "action"), [("", "/search/"), ("base/", "/base/search/")])
def test_the_search_of_the_page_of_errors_stays_on_the_site(
    tmp_path: Path, path: str, action: str
) -> None:
    """At the host's root, too, where one slash more makes an address of another host."""
    given = {**CONFIG, "site_url": f"https://facts.example/{path}"}
    config = run_build(write_project(tmp_path, given), stub_site(tmp_path))
    assert f'action="{action}"' in read(config, "404.html")
    assert 'action="../../search/"' in read(config, "events/alpha/index.html")


def test_without_a_search_among_the_plugins_there_is_none(tmp_path: Path) -> None:
    config_file = write_project(tmp_path, {**CONFIG, "plugins": ["factsheet"]})
    config = run_build(config_file, stub_site(tmp_path), strict=True)
    assert not Path(config.site_dir, "search").exists()
    assert "fs-search-field" not in read(config, "events/alpha/index.html")


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for number, zone in (("1", "Asia/Tokyo"), ("2222222", "America/Lima")):
        folder = tmp_path / number
        folder.mkdir()
        code = "import sys, pathlib, support.plugin as t; t.build_below(pathlib.Path(sys.argv[1]))"
        environment = {
            **os.environ,
            "PYTHONHASHSEED": number,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": f"{number}000",
            "LC_ALL": "C" if number == "1" else "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env=environment,
            check=True,
            capture_output=True,
        )
        site = folder / "site"
        trees.append(
            {
                path.relative_to(site): path.read_bytes()
                for path in site.rglob("*")
                if path.is_file()
            }
        )
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


# problems, and serving

ERROR = Problem(Position("facts/events/x.yml", 3, 5), "unknown-key", "error", f"no {HOSTILE}")
WARNING = Problem(Position("facts/events/x.yml", 4, 5), "unarchived", "warning", "not archived")


def log_lines(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno == level and record.name == "mkdocs.plugins.factsheet"
    ]


def test_errors_are_warnings_of_mkdocs_and_warnings_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    site = stub_site(tmp_path, problems=(WARNING, ERROR, WARNING))
    config = run_build(write_project(tmp_path), site)
    assert log_lines(caplog, logging.WARNING) == [
        f"factsheet: facts/events/x.yml:3:5: error: no {HOSTILE} [unknown-key]"
    ]
    assert log_lines(caplog, logging.INFO) == [
        "factsheet: 2 warnings: unarchived 2; `factsheet check` lists them",
        f"factsheet: The site stands in its place: {tmp_path / 'site'}",
    ]
    assert 'role="alert"' not in read(config, "index.html") + read(
        config, "events/alpha/index.html"
    )


def test_errors_fail_a_strict_build_and_warnings_do_not(tmp_path: Path) -> None:
    config_file = write_project(tmp_path)
    run_build(config_file, stub_site(tmp_path, problems=(WARNING,)), strict=True)
    with pytest.raises(Abort, match="the facts have errors"):
        run_build(config_file, stub_site(tmp_path, problems=(ERROR,)), strict=True)


@pytest.mark.parametrize("strict", [False, True])
def test_while_serving_problems_are_on_every_page_and_stop_nothing(
    tmp_path: Path, strict: bool
) -> None:
    config_file = write_project(tmp_path)
    config = run_build(
        config_file, stub_site(tmp_path, problems=(ERROR, WARNING)), "serve", strict=strict
    )
    for path in (
        "index.html",
        "reference/rules/index.html",
        "events/alpha/index.html",
        "events/index.html",
    ):
        assert f"error: no {escape(HOSTILE)} [unknown-key]" in read(config, path)
        assert read(config, path).count('role="alert"') == 1
    assert "unknown-key" not in str(list_shown(Path(config.site_dir)))
    config = run_build(config_file, stub_site(tmp_path), "serve", strict=strict)
    assert 'role="alert"' not in read(config, "index.html") + read(
        config, "events/alpha/index.html"
    )


def test_while_serving_a_record_that_is_left_out_says_why(tmp_path: Path) -> None:
    config_file = write_project(tmp_path, index="[x](events/x.md)")
    problems = (ERROR, replace(ERROR, position=Position("facts/vocabulary.yml")))
    config = run_build(config_file, stub_site(tmp_path, problems=problems), "serve", strict=True)
    assert "left out" in read(config, "events/x/index.html")
    assert str(escape(HOSTILE)) in read(config, "events/x/index.html")
    assert not Path(config.site_dir, "vocabulary").exists()
    assert "events/x" not in read(config, "sitemap.xml")
    config = run_build(config_file, stub_site(tmp_path, problems=(ERROR,)))
    assert not Path(config.site_dir, "events/x").exists()


def test_while_serving_the_last_site_outlives_a_crash(tmp_path: Path) -> None:
    config_file = write_project(tmp_path)
    cast(FactsheetPlugin, load_config(str(config_file)).plugins["factsheet"]).maker = None
    first = run_build(config_file, RuntimeError("<b>"), "serve")
    assert "internal error: RuntimeError: &lt;b&gt;" in read(first, "index.html")
    run_build(config_file, stub_site(tmp_path), "serve")
    third = run_build(config_file, RuntimeError("<b>"), "serve")
    for path in ("index.html", "events/alpha/index.html"):
        assert "internal error: RuntimeError: &lt;b&gt;" in read(third, path)


def test_while_serving_a_page_that_cannot_be_rendered_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bad = (
        make_page("event", f"events/{name}.md", "Bad", template="crash")
        for name in ("bad", "worse")
    )
    pages = (*PAGES, *bad)
    config = run_build(write_project(tmp_path), stub_site(tmp_path, pages=pages), "serve")
    assert "internal error: ValueError: &lt;b&gt;cannot&lt;/b&gt;" in read(
        config, "events/bad/index.html"
    )
    assert "Body of" in read(config, "events/alpha/index.html")
    assert caplog.text.count("Traceback") == 1


def test_a_crash_stops_a_build(tmp_path: Path) -> None:
    config_file = write_project(tmp_path)
    with pytest.raises(RuntimeError):
        run_build(config_file, RuntimeError("x"))
    pages = (make_page("event", "events/bad.md", "Bad", template="crash"),)
    with pytest.raises(ValueError, match="cannot"):
        run_build(config_file, stub_site(tmp_path, pages=pages, redirects=()))


BLOCKS = {"index": "# Home\n\nblock\n\nAfter.", "a__b": "---\ntitle: B\n---\n\nblock\n"}


@pytest.mark.parametrize("directory_urls", [True, False])
def test_blocks_stand_in_hand_written_pages_and_not_in_the_search_index(
    tmp_path: Path, directory_urls: bool
) -> None:
    config_file = write_project(tmp_path, **BLOCKS)
    config = run_build(
        config_file, stub_site(tmp_path), strict=True, use_directory_urls=directory_urls
    )
    addresses = ("", "a/b/") if directory_urls else ("index.html", "a/b.html")
    for address in addresses:
        path = f"{address}index.html" if directory_urls else address
        assert f"<p>unfindable block at '{address}'</p>" in read(config, path)
    shown = str(list_shown(Path(config.site_dir)))
    assert "unfindable" not in shown
    assert "After." in shown


def test_mistakes_in_blocks_of_all_pages_fail_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config_file = write_project(
        tmp_path, index="wrong\n\nwrong", a__b="---\ntitle: B\n---\n\nwrong", c="right"
    )
    run_build(config_file, stub_site(tmp_path))
    with pytest.raises(Abort, match="2 warnings"):
        run_build(config_file, stub_site(tmp_path), strict=True)
    lines = ["factsheet: docs/a/b.md:5:1: error: <b>", "factsheet: docs/index.md:3:1: error: <b>"]
    assert sorted(log_lines(caplog, logging.WARNING)) == sorted([*lines, *lines])


@pytest.mark.parametrize("strict", [False, True])
def test_while_serving_mistakes_in_blocks_stop_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, strict: bool
) -> None:
    caplog.set_level(logging.INFO)
    config_file = write_project(tmp_path, index="wrong", a__b="crash", c="Sound.")
    config = run_build(config_file, stub_site(tmp_path), "serve", strict=strict)
    level = logging.INFO if strict else logging.WARNING
    assert "factsheet: docs/index.md:1:1: error: <b>" in log_lines(caplog, level)
    assert "internal error: ValueError: &lt;b&gt;cannot&lt;/b&gt;" in read(config, "a/b/index.html")
    assert "Sound." in read(config, "c/index.html")
    with pytest.raises(ValueError, match="cannot"):
        run_build(config_file, stub_site(tmp_path))


def test_a_page_keeps_its_placeholders_while_no_site_could_be_built(tmp_path: Path) -> None:
    config_file = write_project(tmp_path, index="block")
    cast(FactsheetPlugin, load_config(str(config_file)).plugins["factsheet"]).maker = None
    config = run_build(config_file, RuntimeError("x"), "serve")
    assert "<p>block</p>" in read(config, "index.html")


def test_a_rebuild_shows_what_changed(tmp_path: Path) -> None:
    config_file = write_project(tmp_path)
    first = run_build(config_file, stub_site(tmp_path), "serve")
    changed = tuple(
        replace(page, title="Changed") if page.src_uri == "events/alpha.md" else page
        for page in PAGES
    )
    second = run_build(config_file, stub_site(tmp_path, pages=changed), "serve")
    assert first.plugins["factsheet"] is second.plugins["factsheet"]
    assert elements(second, "events/alpha/index.html").texts("title") == ["Changed - Facts"]


def test_a_project_overrides_the_theme_and_its_custom_dir_overrides_that(tmp_path: Path) -> None:
    overrides = {"site_templates/hosts/material": ("copyright", "logo"), "custom": ("logo",)}
    for folder, names in overrides.items():
        (tmp_path / folder / "partials").mkdir(parents=True)
        for name in names:
            (tmp_path / folder / "partials" / f"{name}.html").write_text(
                f"<i>{name} of {folder}</i>"
            )
    theme = {**cast(dict[str, Any], CONFIG["theme"]), "custom_dir": "custom"}
    config = run_build(write_project(tmp_path, {**CONFIG, "theme": theme}), stub_site(tmp_path))
    page = read(config, "events/alpha/index.html")
    assert "<i>logo of custom</i>" in page
    assert "<i>copyright of site_templates/hosts/material</i>" in page
    assert "<i>logo of site_templates/hosts/material</i>" not in page


def test_what_stands_beside_a_page_is_written_below_its_folder(tmp_path: Path) -> None:
    config = run_build(write_project(tmp_path), stub_site(tmp_path))
    assert read(config, "events/alpha/said/index.html") == "Alpha & Omega"
    assert not (Path(config.site_dir) / "events" / "said").exists()
