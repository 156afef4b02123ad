"""Having the Internet Archive keep copies of pages (Save Page Now 2).

A POST begins a job, whose state is then asked for until the copy is there. Without the keys of an
account the archive may refuse, as it does at the time of writing (401).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.model import Archive, Source
from factsheet.fetching.fetcher import Fetcher, Request
from factsheet.fetching.politeness import TOO_MANY, Sleep, ask_patiently
from factsheet.problems import Refusal, Refused, escape_unprintable, quote_name

BASE = "https://web.archive.org"
SECONDS_BETWEEN = 20.0
"""Between two pages: the archive takes some three a minute from those without an account, and six
from others.
"""

POLL_SECONDS = 5.0
POLLS = 48
"""How often a job's state is asked for. Most take less than a minute."""

JOB = re.compile(r"[A-Za-z0-9-]{1,100}")
TIMESTAMP = re.compile(r"\d{14}")
LATER = "try again later"
ACCOUNT = (
    "make keys at https://archive.org/account/s3.php and set IA_ACCESS_KEY_ID and"
    " IA_SECRET_ACCESS_KEY"
)


@dataclass(frozen=True, slots=True)
class Archiver:
    """How copies are asked for.

    `keys` are an account's access key and secret. Only tests use another `base`.
    """

    fetcher: Fetcher
    sleep: Sleep
    keys: tuple[str, str] | None = field(default=None, repr=False)
    base: str = BASE


def choose_unarchived(corpus: Corpus) -> tuple[str, ...]:
    """The ids of the sources that have an address and no archived copy."""
    return tuple(
        name for name, source in corpus.sources.items() if source.url and not source.archive
    )


def archive_sources(
    sources: Iterable[Source], archiver: Archiver
) -> Iterator[tuple[Source, Archive | Refusal]]:
    """Ask for a copy of each source in turn, until the archive takes no more from us."""
    for index, source in enumerate(sources):
        if index:
            archiver.sleep(SECONDS_BETWEEN)
        outcome = request_copy(source.url or "", archiver)
        yield source, outcome
        if isinstance(outcome, Refusal) and outcome.status in (401, 403, TOO_MANY):
            return


def request_copy(url: str, archiver: Archiver) -> Archive | Refusal:
    """Ask for a copy of the page at `url`; a refusal unless the archive confirms it."""
    try:
        answer = _ask(archiver, "/save", {"url": url})
        job = str(answer.get("job_id") or "")
        if not JOB.fullmatch(job):
            raise _refuse(answer)
        return _read_copy(_await_job(archiver, job))
    except Refused as refused:
        return refused.refusal


def _await_job(archiver: Archiver, job: str) -> dict[str, Any]:
    for _ in range(POLLS):
        archiver.sleep(POLL_SECONDS)
        answer = _ask(archiver, f"/save/status/{job}")
        if answer.get("status") == "success":
            return answer
        if answer.get("status") != "pending":
            raise _refuse(answer)
    raise Refused(f"the archive was not done after {POLL_SECONDS * POLLS:g} s", LATER)


def _read_copy(answer: dict[str, Any]) -> Archive:
    """Raise Refused unless the answer clearly names a copy, and not that of an error page."""
    stamp, original = str(answer.get("timestamp", "")), str(answer.get("original_url", ""))
    if answer.get("http_status", 200) != 200:
        raise Refused("the archive kept an error page", LATER)
    try:
        if not TIMESTAMP.fullmatch(stamp) or urlsplit(original).scheme not in ("http", "https"):
            raise ValueError
        date = parse_date(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")
        return Archive(url=f"{BASE}/web/{stamp}/{original}", date=date)
    except ValueError as error:
        raise Refused("the archive does not say clearly where the copy is", LATER) from error


def _ask(archiver: Archiver, path: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    headers = {"Accept": "application/json"}
    if archiver.keys:
        headers["Authorization"] = "LOW {}:{}".format(*archiver.keys)
    url, request = archiver.base + path, Request(form, headers)
    reply = ask_patiently(lambda: archiver.fetcher.call(url, request), archiver.sleep)
    if isinstance(reply, Refusal):
        hint = ACCOUNT if reply.status in (401, 403) else LATER
        raise Refused(f"the archive: {reply.reason}", hint, status=reply.status)
    try:
        answer = json.loads(reply)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise Refused("the archive answered something else than it should", LATER)
    return answer


def _refuse(answer: dict[str, Any]) -> Refused:
    answered = str(answer.get("message") or answer.get("status_ext") or "no reason given")
    shown = quote_name(escape_unprintable(answered)[:200])
    return Refused(f"the archive did not take it: {shown}", LATER)
