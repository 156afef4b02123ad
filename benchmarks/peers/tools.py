"""Each generator as a project in a folder of its own, with a command that builds it."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from peers.data import list_pages, split_frame, write_data
from peers.markdown import write_markdown
from projects import BUILD, write_material

HERE = Path(__file__).parent
ELEVENTY = HERE / "eleventy" / "node_modules" / "@11ty" / "eleventy"
OUR_NAME = "factsheet"
DOES = (
    "reads and checks the facts; works out voices, statuses and what stands beside what; pages of"
    " records, lists, search, sitemap, pictures, citations, linked data, pages to embed"
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator. `write` makes its project in a new folder out of our built project, `output` is
    where it writes its site.
    """

    name: str
    version: str
    command: tuple[str | Path, ...]
    output: str
    write: Callable[[Path, Path], None]
    does: str


def _write_mkdocs(ours: Path, folder: Path) -> None:
    write_material(folder)
    shutil.copytree(_make_once(write_markdown, ours), folder / "docs", dirs_exist_ok=True)


def _write_hugo(ours: Path, folder: Path) -> None:
    shutil.copytree(HERE / "hugo", folder)
    shutil.copytree(_make_once(write_data, ours), folder / "data")
    holes = {
        "title": "{{ .Title }}",
        "description": "{{ .Params.description }}",
        "article": '{{ partial "body.html" . }}',
    }
    page = "".join(holes.get(part, part) for part in _read_frame(ours))
    (folder / "layouts" / "page.html").write_text(page, encoding="utf-8")


def _write_eleventy(ours: Path, folder: Path) -> None:
    shutil.copytree(HERE / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(_make_once(write_data, ours), folder / "data")
    frame = json.dumps(_read_frame(ours))
    (folder / "data" / "frame.json").write_text(frame, encoding="utf-8")


def _make_once(write: Callable[[Path, Path], None], ours: Path) -> Path:
    """What `write` makes of our project, in a folder beside it: two generators read the same."""
    made = ours.parent / write.__name__
    if not made.exists():
        write(ours, made)
    return made


def _read_frame(ours: Path) -> list[str]:
    _, path = next(list_pages(ours))
    return split_frame(path.read_text(encoding="utf-8"))


def list_tools() -> dict[str, Tool]:
    """All generators by name; ours is the first."""
    material = f"{version('mkdocs')}, Material {version('mkdocs-material')}"
    package = json.loads((ELEVENTY / "package.json").read_text(encoding="utf-8"))
    zensical = Path(sys.executable).with_name("zensical")
    tools = (
        Tool(OUR_NAME, version("factsheet"), BUILD, "site", lambda *_: None, DOES),
        Tool(
            "hugo",
            version("hugo"),
            # What is installed as `hugo` is a Python program that starts this one.
            (Path(str(distribution("hugo").locate_file("hugo/binaries/hugo"))), "--quiet"),
            "public",
            _write_hugo,
            "pages of records, by its templates over data that is worked out already; sitemap",
        ),
        Tool(
            "eleventy",
            package["version"],
            ("node", ELEVENTY / "cmd.cjs", "--quiet"),
            "public",
            _write_eleventy,
            "the same by templates in JavaScript; no sitemap",
        ),
        Tool(
            "mkdocs",
            material,
            BUILD,
            "site",
            _write_mkdocs,
            "pages of records, out of Markdown; search, sitemap, checks of links",
        ),
        Tool(
            "zensical",
            version("zensical"),
            (zensical, "build"),
            "site",
            _write_mkdocs,
            "the same out of the same Markdown",
        ),
    )
    return {tool.name: tool for tool in tools}
