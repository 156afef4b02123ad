"""What hosts make of the Markdown of pages written by hand, looked through in a process of its own.

Hosts render with Python-Markdown, whose time grows faster than some pages do: a page that takes too
long is given up.
"""

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator

from markdown import Markdown

from factsheet.checks.written.live import Live, find_live
from factsheet.facts.reader import Tree, read_text

SECONDS = 20
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html", "admonition", "footnotes")
"""Those that MkDocs always has, and common ones that can make an attribute or an element."""

# As MkDocs finds it; without it, lines at the beginning may be metadata, too.
_FRONT_MATTER = re.compile(
    r"\ufeff?-{3}[ \t]*\r?\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\r?\n|$)", re.DOTALL
)
_PLAIN_MATTER = re.compile(r"\ufeff?(?: {0,3}[\w-]+:[^\n]*\n?(?: {4}[^\n]*\n?)*)+")


def find_live_in_child(source: str, is_markdown: bool) -> list[Live] | None:
    """Find what is live in a page's source; None if that takes more than `SECONDS`."""
    command = [sys.executable, "-m", __name__, "markdown" if is_markdown else "html"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and the page is on its input
            command, input=source.encode(), stdout=subprocess.PIPE, timeout=SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return [Live(what, tuple(words)) for what, words in json.loads(done.stdout)]


def find_live_in_page(source: str, is_markdown: bool) -> Iterator[Live]:
    """Find what is live in a page's source: in what a host renders, and in its metadata, which
    hosts' templates put into pages as they are, or after undoing escapes.
    """
    if not is_markdown:
        yield from find_live(source)
        return
    matter = _FRONT_MATTER.match(source)
    head = matter or _PLAIN_MATTER.match(source)
    if head:
        values = _list_values(read_text(matter[1], "")[0]) if matter else ()
        for value in (head[0], *values):
            yield from find_live(html.unescape(value))
    body = source[head.end() :] if head else source
    yield from find_live(Markdown(extensions=list(EXTENSIONS)).convert(body))


def _list_values(document: object) -> Iterator[str]:
    waiting: list[Tree] = [getattr(document, "tree", "")]
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, str):
            yield tree
        else:
            waiting += tree.values() if isinstance(tree, dict) else tree


if __name__ == "__main__":
    page = sys.stdin.buffer.read().decode("utf-8", "replace")
    found = find_live_in_page(page, sys.argv[1] == "markdown")
    sys.stdout.write(json.dumps([(live.what, live.words) for live in found]))
