"""What a host shows beside pages: problems while a site is served, and the page left at a former
address.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urljoin

from factsheet.pipeline.gathering import gather_problems
from factsheet.problems import Problem, escape_unprintable, format_terminal
from factsheet.site.render import Templates, render_template

_BODY_TAG = re.compile(r"<body\b[^>]*>")


def redirect_page(templates: Templates, target: str, url: str, site_url: str) -> str:
    """The page at a former address, with the new one: relative, and below the site's if that is
    known.
    """
    canonical = urljoin(site_url.rstrip("/") + "/", url) if site_url else target
    return render_template(templates, "pages/moved.html", target=target, canonical=canonical)


def problem_banner(templates: Templates, lines: Sequence[str]) -> str:
    """Problems, one plain line each, as a block for the top of a page; nothing if there is none."""
    return render_template(templates, "sections/banner.html", lines=lines) if lines else ""


def list_errors(problems: Iterable[Problem]) -> list[str]:
    """The errors among `problems`, a line each; what one act mends in many places is told once."""
    errors = (problem for problem in problems if problem.severity == "error")
    return [format_terminal(problem) for problem in gather_problems(errors)]


def find_left_out(
    problems: Iterable[Problem], facts: str, written: Collection[str] = ()
) -> list[str]:
    """`events/x` for each file `<facts>/events/x.yml` with an error, if `events/x.md` is not
    `written`.
    """
    errors = {problem.position.path for problem in problems if problem.severity == "error"}
    parts = [path.removesuffix(".yml").split("/") for path in sorted(errors)]
    uris = (
        f"{kind}/{name}"
        for folder, kind, name in (part for part in parts if len(part) == 3)
        if folder == facts
    )
    return [uri for uri in uris if f"{uri}.md" not in written]


def left_out_page(templates: Templates, banner: str) -> str:
    """What stands, while the site is served, at the address of a record that is left out for its
    errors.
    """
    return add_banner(render_template(templates, "pages/left-out.html"), banner)


def error_body(templates: Templates, title: str, error: Exception) -> str:
    """The body of a page that could not be rendered."""
    line = format_error(error)
    return render_template(templates, "pages/error.html", title=title, line=line)


def format_error(error: Exception) -> str:
    """An error nobody expected, on one line."""
    return escape_unprintable(f"internal error: {type(error).__name__}: {error}")


def add_banner(page: str, banner: str) -> str:
    """Put a banner at the top of a finished page; one without a body tag gets it in front."""
    tag = _BODY_TAG.search(page)
    start = tag.end() if tag else 0
    return page[:start] + banner + page[start:]
