"""Write the pages of a built site as data, for generators that have templates of their own.

A page becomes pieces in the order of its body: a statement's row as its fields, and what stands
between rows as it is. Rows of the same content are kept once, for all pages.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal

from lxml.etree import tostring
from lxml.html import HtmlElement, fromstring

KINDS = ("events", "actors", "sources")
Fields = dict[str, Any]


def list_pages(project: Path) -> Iterator[tuple[str, Path]]:
    """The address and the HTML file of each record's page, in the built site of `project`."""
    for kind in KINDS:
        for record in sorted((project / "facts" / kind).glob("*.yml")):
            url = f"{kind}/{record.stem}/"
            yield url, project / "site" / url / "index.html"


def parse_article(html: str) -> HtmlElement:
    """What stands in the `article` element of a page."""
    inner = html.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    return fromstring(f"<article>{inner}</article>")


def read_description(html: str) -> str:
    """The text of the page's `description`."""
    return unescape(html.partition('<meta name="description" content="')[2].partition('"')[0])


def split_frame(html: str) -> list[str | Literal["title", "description", "article"]]:
    """What surrounds a page's title, description and article, as text and as the names of these, in
    the order of the page.
    """
    start, _, rest = html.partition("<article")
    end = rest.partition("</article>")[2]
    title = start.partition("<title>")[2].partition(" - ")[0]
    description = start.partition('<meta name="description" content="')[2].partition('"')[0]
    between = re.split(f"({re.escape(description)}|{re.escape(title)})", start)
    names = {title: "title", description: "description"}
    opening = f"<article{rest.partition('>')[0]}>"
    return [
        *(names.get(part, part) for part in between),
        opening,
        "article",
        f"</article>{end}",
    ]


def has_class(element: HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


@dataclass
class Rows:
    """The rows of all pages, by their JSON; the value is the number by which pages name a row."""

    numbers: dict[str, str] = field(default_factory=dict)

    def keep(self, row: Fields) -> str:
        text = json.dumps(row, ensure_ascii=False)
        return self.numbers.setdefault(text, str(len(self.numbers)))

    def write(self, path: Path) -> None:
        """Write all as one JSON object."""
        rows = ",\n".join(f'"{number}": {text}' for text, number in self.numbers.items())
        path.write_text(f"{{{rows}}}", encoding="utf-8")


def write_data(project: Path, folder: Path) -> None:
    """Write a file for each page of the built `project` into `folder`/pages, and all rows into
    `folder`/rows.json.
    """
    rows = Rows()
    for url, path in list_pages(project):
        html = path.read_text(encoding="utf-8")
        article = parse_article(html)
        page = {
            "title": article.find("h1").text_content(),
            "description": read_description(html),
            "pieces": list(cut_page(article, rows)),
        }
        target = folder / "pages" / f"{url.rstrip('/')}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    rows.write(folder / "rows.json")


def cut_page(article: HtmlElement, rows: Rows) -> Iterator[Fields]:
    """The pieces of a body: `{"html": …}` or `{"row": number}`."""
    html: list[str] = []
    for piece in _walk(article, rows):
        if isinstance(piece, str):
            html.append(piece)
        else:
            yield {"html": "".join(html)}
            yield piece
            html = []
    yield {"html": "".join(html)}


def _walk(element: HtmlElement, rows: Rows) -> Iterator[str | Fields]:
    """HTML within `element`, and the rows there."""
    yield escape(element.text or "", quote=False)
    for child in element:
        if has_class(child, "fs-row"):
            yield {"row": rows.keep(read_row(child))}
        elif child.find_class("fs-row"):
            start, end = tostring(child, encoding="unicode", with_tail=False, method="html"), ""
            start, end = start[: start.index(">") + 1], f"</{child.tag}>"
            yield start
            yield from _walk(child, rows)
            yield end
        else:
            yield write_html(child)
        yield escape(child.tail or "", quote=False)


def write_html(element: HtmlElement) -> str:
    return str(tostring(element, encoding="unicode", with_tail=False, method="html"))


def write_inner(element: HtmlElement) -> str:
    """The HTML within an element."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [write_html(child), escape(child.tail or "", quote=False)]
    return "".join(parts).strip()


def read_row(row: HtmlElement) -> Fields:
    """The fields of a statement's row, without those that are empty."""
    (sentence,) = row.find_class("fs-sentence")
    (link,) = sentence.find_class("fs-permalink")
    sign, target = link.text, link.get("href")
    link.drop_tree()
    fields: Fields = {
        "id": row.get("id"),
        "classes": row.get("class"),
        "says": write_inner(row.find_class("fs-says")[0]),
        "text": write_inner(sentence),
        "link": target,
        "sign": sign,
        "aside": "".join(write_html(part) for part in sentence.itersiblings()),
        "anchors": "".join(write_html(part) for part in sentence.itersiblings(preceding=True)),
    }
    for passages in row.find_class("fs-passages"):
        if passages.tag == "details":
            fields["count"] = passages[0].text
        fields["passages"] = [read_passage(part) for part in passages.iter("li")]
    for cells in row.find_class("fs-cells"):
        fields["cells"] = cells.text
        fields["label"] = cells.get("aria-label")
    return {name: value for name, value in fields.items() if value}


def read_passage(part: HtmlElement) -> Fields:
    """The fields of a passage: the article's letter and page, the quote, its addresses, and the
    `rest`.
    """
    fields: Fields = {"id": part.get("id")}
    quote = part.find("q")
    if quote is not None:
        fields |= {"quote": quote.text, "lang": quote.get("lang"), "dir": quote.get("dir")}
        mark = part[0] if part[0].tag in ("a", "b") else None
        if mark is not None:
            fields |= {"mark": mark.text, "source": mark.get("href")}
            mark.drop_tree()
        quote.drop_tree()
        for name, link in zip(("article", "archived"), part.find_class("fs-go"), strict=False):
            fields |= {name: link.get("href"), f"{name}_label": link.get("aria-label")}
            link.drop_tree()
    fields["rest"] = write_inner(part)
    return {name: value for name, value in fields.items() if value}
