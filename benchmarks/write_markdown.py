"""Write the pages of a corpus as Markdown, for MkDocs without Factsheet: the same addresses, the
same words.

This is what a competent person would write by hand with the extensions that Material users know:
headings with ids, tables, lists, and a footnote for each piece of evidence. The templates are in
`markdown/`, one for each page and section. They leave out what such a person would not repeat: the
sentence above its evidence, and how to cite the page.
"""

import posixpath
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from factsheet.checks import run_checks
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index

TEMPLATES = Path(__file__).resolve().parent / "markdown"
LEFT_OUT = ("sections/cite.html",)
LISTS = ("events", "actors", "sources")
ANCHOR = re.compile(r'<a href="([^"]*)">(.*?)</a>')
# The anchor that our pages give a piece of evidence, and that of its footnote.
EVIDENCE = re.compile(r"#_(?=[a-z0-9-]+-[0-9a-f]{6}(-\d+)?$)")


def write_markdown(root: Path, docs: Path) -> int:
    """Write the pages of the project `root` into the folder `docs`; return how many they are."""
    corpus, problems = read_corpus(root)
    problems = [*problems, *run_checks(corpus)]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": _escape, "address": _find_address, "prose": _write_prose, "twin": _find_twin,
    }  # fmt: skip
    pages = build_pages(Shelf(Index(corpus)), problems)
    for page in pages:
        path = docs / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        template, view = (
            environment.get_template(Path(page.template).with_suffix(".md").name),
            page.view,
        )
        sections = [section for section in view.sections if section.template not in LEFT_OUT]
        text = template.render(page=page, view=view.head, sections=sections)
        path.write_text(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", encoding="utf-8")
    return len(pages)


def _find_twin(template: str) -> str:
    return template.replace(".html", ".md")


@pass_context
def _find_address(context: Context, url: str) -> str:
    """The Markdown file that `url`, relative to the page, leads to: MkDocs checks such links."""
    if url.startswith(("http:", "https:", "#")):
        return url
    page: Page = context["page"]
    path, _, anchor = url.partition("#")
    path, _, query = path.partition("?")
    target = posixpath.normpath(posixpath.join(page.url, path))
    file = f"{target}/index.md" if target in LISTS else f"{target}.md"
    address = posixpath.relpath(file, posixpath.dirname(page.src_uri)) + (
        f"?{query}" if query else ""
    )
    if not anchor:
        return address
    return f"{address}#{anchor}" if target in LISTS else EVIDENCE.sub("#fn:", f"{address}#{anchor}")


@pass_context
def _write_prose(context: Context, text: str) -> str:
    """A sentence of ours, which is HTML, as it would be written in Markdown."""
    return ANCHOR.sub(lambda match: f"[{match[2]}]({_find_address(context, match[1])})", str(text))


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
