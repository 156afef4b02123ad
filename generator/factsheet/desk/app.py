"""The desk's pages, and what they ask for: one function for each address."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from factsheet.desk.adding import add_source, look_at
from factsheet.desk.answers import answer_look, answer_save
from factsheet.desk.changes import list_changes
from factsheet.desk.choices import list_choices
from factsheet.desk.marking.acting import undo_last
from factsheet.desk.marking.making import make_record, prove_quotes, set_aside, set_reading
from factsheet.desk.preview import read_site_styles
from factsheet.desk.reading import read_article
from factsheet.desk.shelf import list_shelf
from factsheet.desk.state import Desk, read_facts
from factsheet.problems import Refusal, Refused
from factsheet.site.render import Templates, load_templates, render_template
from factsheet.site.shipped import shipped_templates

FOLDER = "desk"
DIGITS = 12
"""So many hexadecimal digits tell projects apart in what the browser keeps for each."""
FILES: Mapping[str, str] = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "choose.js": "text/javascript",
    "compose.js": "text/javascript",
    "add.js": "text/javascript",
    "make.js": "text/javascript",
    "mark.js": "text/javascript",
    "row.css": "text/css",
}
"""What pages load, by the name of the file among the templates."""

Given: TypeAlias = Mapping[str, Any]
Do: TypeAlias = Callable[[Desk, Given], Mapping[str, object]]
Page: TypeAlias = Callable[[Desk, Templates, Request], Response]


def make_app(desk: Desk) -> Starlette:
    """The desk as a web application; a guard stands before it."""
    templates = load_templates(())
    templates.globals["project"] = hashlib.sha256(bytes(desk.root.resolve())).hexdigest()[:DIGITS]
    files = [
        Route(f"/{name}", partial(_send_file, shipped_templates() / FOLDER / name, kind))
        for name, kind in FILES.items()
    ]
    pages = [
        Route(path, _bind(show, desk, templates))
        for path, show in (
            ("/", show_shelf),
            ("/read/{source}", show_article),
            ("/changes", show_changes),
            ("/choices", send_choices),
            ("/site.css", send_styles),
        )
    ]
    acts = [
        Route(f"/do/{name}", _bind_act(do, desk), methods=["POST"]) for name, do in ACTS.items()
    ]
    acts.append(Route("/do/find", _bind_act(look_at, desk, waits=True), methods=["POST"]))
    return Starlette(routes=[*pages, *acts, *files])


def _bind(page: Page, desk: Desk, templates: Templates) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        with desk.lock:
            return page(desk, templates, request)

    return answer


def _bind_act(
    do: Do, desk: Desk, *, waits: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """The answer to a request in JSON; what is refused is told with its reason. What `waits` for
    others takes the lock itself.
    """

    def work(given: object) -> Response:
        try:
            if not isinstance(given, Mapping):
                raise Refused("this is no form of the desk")
            with nullcontext() if waits else desk.lock:
                return JSONResponse(do(desk, given))
        except Refused as refused:
            told = {"refused": refused.refusal.reason, "hint": refused.refusal.hint}
            return JSONResponse(told, 422)

    async def answer(request: Request) -> Response:
        try:
            given = await request.json()
        except (ValueError, RecursionError):
            return JSONResponse({"refused": "this is not JSON", "hint": ""}, 400)
        return await run_in_threadpool(work, given)

    return answer


def _send_file(path: Path, media_type: str, request: Request) -> Response:
    return FileResponse(path, media_type=media_type)


def send_styles(desk: Desk, templates: Templates, request: Request) -> Response:
    """The site's stylesheet, for previews."""
    return Response(read_site_styles(desk.root), media_type="text/css")


def send_choices(desk: Desk, templates: Templates, request: Request) -> Response:
    """All that may be chosen by typing."""
    return JSONResponse(list_choices(read_facts(desk)))


def show_shelf(desk: Desk, templates: Templates, request: Request) -> Response:
    """The page of all sources."""
    shelf = list_shelf(desk, read_facts(desk))
    return _send_page(templates, "shelf.html", shelf=shelf, problems=desk.found)


def show_changes(desk: Desk, templates: Templates, request: Request) -> Response:
    """The page of what is not as in the last commit."""
    return _send_page(templates, "changes.html", changes=list_changes(desk))


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
    return _send_page(templates, "article.html", article=article)


def _send_page(templates: Templates, name: str, *, status: int = 200, **values: object) -> Response:
    return HTMLResponse(render_template(templates, f"{FOLDER}/{name}", **values), status)


def _undo(desk: Desk, given: Given) -> Mapping[str, object]:
    return {"done": f"undone: {undo_last(desk)}"}


def _set_aside(desk: Desk, given: Given) -> Mapping[str, object]:
    set_aside(desk, given)
    return {"done": "set aside" if given.get("words") else "taken back"}


def _set_reading(desk: Desk, given: Given) -> Mapping[str, object]:
    set_reading(desk, given)
    return {"done": "said to be read completely"}


def _prove(desk: Desk, given: Given) -> Mapping[str, object]:
    prove_quotes(desk, given)
    return {"done": "looked up"}


ACTS: Mapping[str, Do] = {
    "look": answer_look,
    "save": answer_save,
    "make": lambda desk, given: {**make_record(desk, given)},
    "add": add_source,
    "aside": _set_aside,
    "complete": _set_reading,
    "prove": _prove,
    "undo": _undo,
}
"""What pages ask to be done, by the name in their address."""
