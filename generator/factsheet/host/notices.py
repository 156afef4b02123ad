"""What a host shows beside pages: problems while a site is served, and the page left at a former
address.
"""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urljoin

from factsheet.problems import Problem, escape_unprintable
from factsheet.wording import count_things

_BODY_TAG = re.compile(r"<body\b[^>]*>")

# Sends the reader on with query and fragment, so that a statement's old permalink leads to the
# statement. Without JavaScript the refresh does, to the top of the page. The script takes the
# address from the link, and so is always the same.
_MOVED = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex">
    <title>This page has moved</title>
    <link rel="canonical" href="{canonical}">
    <noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
  </head>
  <body>
    <p>This page has moved to <a href="{target}">{canonical}</a>.</p>
    <script>
      location.replace(document.querySelector("a").href + location.search + location.hash)
    </script>
  </body>
</html>
"""

_BANNER = """
<aside role="alert" style="position:relative;z-index:9;max-height:50vh;overflow:auto;\
padding:.75rem 1rem;background:#fff;color:#000;border:.25rem solid #a00;\
font:.8rem/1.5 ui-monospace,monospace">
<strong>{summary}</strong>
<ul style="margin:.5rem 0 0;padding-left:1.2rem;overflow-wrap:anywhere">
{items}
</ul>
</aside>
"""


def redirect_page(target: str, url: str, site_url: str) -> str:
    """The page at a former address, with the new one: relative, and below the site's where that is
    known.
    """
    canonical = urljoin(site_url.rstrip("/") + "/", url) if site_url else target
    return _MOVED.format(target=html.escape(target), canonical=html.escape(canonical))


def problem_banner(lines: Sequence[str]) -> str:
    """Problems, one plain line each, as a block for the top of a page; nothing where there are
    none.
    """
    if not lines:
        return ""
    summary = (
        "The facts have a problem:" if len(lines) == 1 else f"The facts have {len(lines)} problems:"
    )
    items = "\n".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return _BANNER.format(summary=summary, items=items)


def find_left_out(
    problems: Iterable[Problem], facts: str, written: Collection[str] = ()
) -> list[str]:
    """`events/x` for each file `<facts>/events/x.yml` with an error, if `events/x.md` is not
    `written`.
    """
    errors = {problem.position.path for problem in problems if problem.severity == "error"}
    parts = [path.removesuffix(".yml").split("/") for path in sorted(errors)]
    found = (
        f"{kind}/{name}"
        for folder, kind, name in (part for part in parts if len(part) == 3)
        if folder == facts
    )
    return [uri for uri in found if f"{uri}.md" not in written]


def left_out_page(banner: str) -> str:
    """What stands, while the site is served, at the address of a record that is left out for its
    errors.
    """
    title = "This record is left out until its errors are mended"
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return (
        "<!doctype html>\n<html"
        f' lang="en"><head>{head}</head><body>{banner}<h1>{title}</h1></body></html>\n'
    )


def error_body(title: str, error: Exception) -> str:
    """The body of a page that could not be rendered."""
    return f"<h1>{html.escape(title)}</h1>\n<pre>{html.escape(format_error(error))}</pre>"


def format_error(error: Exception) -> str:
    """An error nobody expected, on one line."""
    return escape_unprintable(f"internal error: {type(error).__name__}: {error}")


def add_banner(page: str, banner: str) -> str:
    """Put a banner at the top of a finished page; one without a body tag gets it in front."""
    tag = _BODY_TAG.search(page)
    at = tag.end() if tag else 0
    return page[:at] + banner + page[at:]


def summarize_warnings(problems: Iterable[Problem]) -> str:
    """How many warnings there are, by rule, on one line; nothing where there are none."""
    rules = Counter(problem.rule for problem in problems if problem.severity == "warning")
    counts = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    return (
        f"{count_things(rules.total(), 'warning')} ({counts}); `factsheet check` lists them"
        if rules
        else ""
    )
