"""The desk's pages, and what they ask for: one function for each address."""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from factsheet.desk.reading import read_article
from factsheet.desk.shelf import list_shelf
from factsheet.desk.state import Desk, read_facts
from factsheet.problems import Refusal
from factsheet.site.render import Templates, load_templates, render_template, shipped_templates

FOLDER = "desk"
FILES: Mapping[str, str] = {"desk.css": "text/css", "desk.js": "text/javascript"}
"""What pages load, by the name of the file among the templates."""

Page = Callable[[Desk, Templates, Request], Response]


def make_app(desk: Desk) -> Starlette:
    """The desk as a web application; a guard stands before it."""
    templates = load_templates(())

    def bind(page: Page) -> Callable[[Request], Response]:
        @wraps(page)
        def answer(request: Request) -> Response:
            with desk.lock:
                return page(desk, templates, request)

        return answer

    files = [
        Route(f"/{name}", partial(_send_file, shipped_templates() / FOLDER / name, kind))
        for name, kind in FILES.items()
    ]
    pages = [
        Route("/", bind(show_shelf)),
        Route("/read/{source}", bind(show_article)),
    ]
    return Starlette(routes=[*pages, *files])


def _send_file(path: Path, media_type: str, request: Request) -> Response:
    return FileResponse(path, media_type=media_type)


def show_shelf(desk: Desk, templates: Templates, request: Request) -> Response:
    """The page of all sources."""
    corpus = read_facts(desk)
    shelf = list_shelf(desk, corpus)
    return _send_page(templates, "shelf.html", shelf=shelf, problems=desk.found)


def show_article(desk: Desk, templates: Templates, request: Request) -> Response:
    """The page on which a source is read."""
    corpus = read_facts(desk)
    source = corpus.sources.get(request.path_params["source"])
    if source is None:
        refusal = Refusal("there is no such source", "go back to the shelf")
        return _send_page(templates, "refused.html", status=404, refusal=refusal)
    article = read_article(desk, corpus, source)
    if isinstance(article, Refusal):
        return _send_page(templates, "refused.html", status=404, refusal=article)
    return _send_page(templates, "article.html", article=article, corpus=corpus)


def _send_page(templates: Templates, name: str, *, status: int = 200, **values: object) -> Response:
    return HTMLResponse(render_template(templates, f"{FOLDER}/{name}", **values), status)
