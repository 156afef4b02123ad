"""The plugin under a stub of the site: projects written, built, and their frames looked at."""

import gzip
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Vocabulary
from factsheet.host import frame
from factsheet.host.mkdocs import maker as mkdocs_maker
from factsheet.host.mkdocs.maker import Maker
from factsheet.host.mkdocs.plugin import FactsheetPlugin
from factsheet.pipeline.build import Facts
from factsheet.pipeline.past import Past
from factsheet.pipeline.watched import Watch
from factsheet.problems import Problem
from factsheet.site.catalogue import Page, Redirect
from factsheet.site.search.entries import Entry
from factsheet.site.section import Body, Section, make_body
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading
from factsheet.voices.index import Index

HOSTILE = '"><script>window.pwned=1</script><img src=x onerror=window.pwned=1>'


CONFIG = {
    "site_name": "Facts",
    "site_url": "https://facts.example/base/",
    "repo_url": "https://github.com/someone/facts",
    "edit_uri": "edit/main/docs/",
    "theme": {
        "name": "material",
        "font": False,
        "features": [
            *("navigation.tabs", "navigation.footer", "navigation.path", "navigation.instant"),
            *("content.action.edit", "content.action.view"),
        ],
    },
    "plugins": ["search", "factsheet"],
    "nav": [
        {"Home": "index.md"},
        {"Events": "events/index.md"},
        {"More": [{"People": "actors/index.md"}, "disputed.md"]},
        {"Rules": "reference/rules.md"},
        "events/in-nav.md",
    ],
    "validation": {
        "omitted_files": "ignore",
        "absolute_links": "relative_to_docs",
        "unrecognized_links": "warn",
        "anchors": "warn",
    },
}


HOME = """\
# Home

[event](events/alpha.md) [statement](events/alpha.md#said) [absolute](/events/alpha.md#said)
[list](events/index.md) [former](events/former.md#said) [rules](reference/rules.md#rules)
"""


NO_FACTS = Corpus({}, {}, {}, {}, Vocabulary())


@dataclass(frozen=True, kw_only=True)
class StubSite:
    """As `build.Site`, made by hand."""

    pages: tuple[Page, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    assets: tuple[tuple[str, Path], ...] = ()
    facts: Facts = field(default_factory=lambda: Facts(NO_FACTS, ()))
    documents: Mapping[str, str] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=lambda: Shelf(Index(NO_FACTS)))
    watch: Watch = field(default_factory=lambda: Watch(NO_FACTS, {}))
    searched: bool = False

    def render(self, page: Page, body: Body) -> str:
        if page.template == "crash":
            raise ValueError("<b>cannot</b>")
        return f"<h1>{html.escape(page.title)}</h1>\n<p id='said'>Body of {page.src_uri}.</p>\n"

    def write_search(self, pages: Iterable[Entry]) -> Iterator[tuple[str, str]]:
        for number, page in enumerate(pages):
            shown = {"owners": [], "entries": [[page.url, page.title, *page.shown]]}
            yield f"entries/{number}.json", json.dumps(shown)

    def write_beside(self, page: Page) -> Mapping[str, bytes]:
        return {"said/index.html": page.title.encode()} if page.edit_path else {}

    def fill_blocks(
        self, content: str, source: str, path: str, url: str, tell: Callable[[str], None]
    ) -> str:
        if "crash" in source:
            raise ValueError("<b>cannot</b>")
        if "wrong" in source:
            tell(f"{path}:{len(source.splitlines())}:1: error: <b>")
        return content.replace(
            "<p>block</p>", f"<div data-search-exclude><p>unfindable block at '{url}'</p></div>"
        )


def make_page(kind: str, src_uri: str, title: str, **given: Any) -> Page:
    headings = given.pop("headings", (("all", "All statements"), ("evidence", "Evidence & <more>")))
    url = (
        src_uri.removesuffix("index.md")
        if src_uri.endswith("index.md")
        else src_uri.removesuffix(".md") + "/"
    )
    description = given.pop("description", f"About {title}")
    sections = [
        Section(
            Heading(id=anchor, title=text), "x.html", lambda: None, list_anchors=lambda: ["said"]
        )
        for anchor, text in headings
    ]
    fields = {
        "template": "x.html",
        "make_body": lambda: make_body(description, sections),
        "make_work": lambda: None,
        "edit_path": ""
        if kind in ("events", "actors", "disputed")
        else f"facts/{src_uri.removesuffix('md')}yml",
        **given,
    }
    return Page(
        kind=kind,
        src_uri=src_uri,
        url=url,
        title=title,
        **fields,
    )


PAGES = (
    make_page("events", "events/index.md", "All events"),
    make_page("actors", "actors/index.md", "All actors", headings=()),
    make_page("disputed", "disputed.md", "What is disputed", description=""),
    make_page("event", "events/alpha.md", "Alpha & Omega"),
    make_page(
        "event", "events/beta.md", HOSTILE, headings=(("one", HOSTILE),), description=HOSTILE
    ),
    make_page("event", "events/gamma.md", frame.BODY, headings=(), description=""),
    make_page("event", "events/in-nav.md", HOSTILE),
    make_page("event", "events/no-description.md", "One", description=""),
    make_page("event", "events/no-file.md", "Two", edit_path=""),
    make_page("event", "events/no-headings.md", "Three", headings=()),
    make_page("actor", "actors/one.md", "Édouard 'Ed' One", edit_path=""),
    make_page("source", "sources/a-b.md", "</title><script>window.pwned=1</script>"),
)


def write_project(folder: Path, config: Mapping[str, Any] = CONFIG, **documents: str) -> Path:
    """Write a project; `documents` are hand-written pages by name. Returns the path of its
    `mkdocs.yml`.
    """
    docs = folder / "docs"
    for name, text in {"index": HOME, **documents}.items():
        path = docs / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "facts").mkdir()
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(dict(config)), "utf-8")
    return path


def stub_site(folder: Path, problems: Sequence[Problem] = (), **given: Any) -> StubSite:
    script = folder / "factsheet.js"
    script.write_text("// nothing\n", "utf-8")
    fields: dict[str, Any] = {
        "pages": PAGES,
        "redirects": (
            Redirect(src_uri="events/former.md", url="events/former/", target="events/alpha/"),
        ),
        "assets": (("assets/scripts/factsheet.js", script),),
        "documents": {
            "assets/factsheet.css": "p { color: black }\n",
            "reference/rules.md": "# Rules\n\nOf facts.\n",
        },
        "facts": Facts(NO_FACTS, problems),
        **given,
    }
    return StubSite(**fields)


def run_build(
    config_file: Path, site: StubSite | Exception, command: str = "build", **options: Any
) -> MkDocsConfig:
    """Build as `mkdocs build` or `mkdocs serve` does, with `site` in place of what the facts would
    give.
    """

    def fake_build_site(
        root: Path, name: str, url: str, *, searched: bool, kept: object, watched: bool
    ) -> StubSite:
        assert not (kept and watched)
        assert searched == ("material/search" in config.plugins)
        assert root == config_file.parent
        assert (name, url) == (config.site_name, config.site_url or "")
        if isinstance(site, Exception):
            raise site
        return site

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs_maker, "build_site", fake_build_site)
        # No file tells what `site` is.
        patch.setattr(Past, "is_whole", lambda *_: False)
        config = load_config(str(config_file), **options)
        config.plugins.on_startup(command=cast(Any, command), dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/" if command == "serve" else None)
    return config


def read(config: MkDocsConfig, path: str) -> str:
    return Path(config.site_dir, path).read_text("utf-8")


def find_maker(config: MkDocsConfig) -> Maker:
    """What made the site of a build."""
    maker = cast(FactsheetPlugin, config.plugins["factsheet"]).maker
    assert maker is not None
    return maker


def check_frames(config: MkDocsConfig) -> int:
    """Compare every fact page of a built site with the host's own rendering of it; return how many
    there are.

    The host renders its template for that very page, with its address, edit address and contents
    list; title, description and body are sentinels, which are then replaced one after the other.
    """
    maker = find_maker(config)
    config.plugins.on_env(config.theme.get_env(), config=config, files=maker.files)
    assert maker.site is not None
    for page in maker.site.pages:
        body = page.make_body()
        expected = maker.frames.render(page, body, own=True)
        assert frame.BODY in expected
        head, tail = expected.split(frame.BODY)
        for word, value in ((frame.TITLE, page.title), (frame.DESCRIPTION, body.description)):
            head, tail = (
                re.sub(f'(?<="){word}(?=")', lambda _, v=value: html.escape(v), part)
                for part in (head, tail)
            )
            head, tail = (
                part.replace(word, html.escape(value, quote=False)) for part in (head, tail)
            )
        whole = head + maker.site.render(page, body) + tail
        assert read(config, f"{page.url}index.html") == whole, page.src_uri
    return len(maker.site.pages)


def has_sentinel(text: str) -> bool:
    """Whether any word stands in `text` that only frames have, in the place of a page's own."""
    return re.search("xqz[a-z]+zqx", text) is not None


def find_sentinels(config: MkDocsConfig) -> list[str]:
    """The built files in which a sentinel is left."""
    paths = [path for path in sorted(Path(config.site_dir).rglob("*")) if path.is_file()]
    contents = (
        (path, gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        for path in paths
    )
    return [
        str(path) for path, content in contents if has_sentinel(content.decode("utf-8", "replace"))
    ]


def build_below(folder: Path) -> None:
    run_build(write_project(folder), stub_site(folder))
