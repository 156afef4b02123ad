"""The Internet Archive as a local server plays it: jobs, refusals, and answers that confirm
nothing.
"""

import json
from collections.abc import Iterator

import pytest

from factsheet.facts.model import Archive, Source
from factsheet.fetching.archive import (
    POLLS,
    SECONDS_BETWEEN,
    Archiver,
    archive_sources,
    request_copy,
)
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.problems import Refusal
from support.misbehaving_server import MisbehavingServer, hang_up, ok, redirect, stay_silent

URL = "https://news.example/talk?a=b&c=d"
JOB = {"url": URL, "job_id": "spn2-0a1b"}
DONE = {"status": "success", "timestamp": "20220221101112", "original_url": URL, "http_status": 200}
KEYS = ("access", "s3cret")


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        yield server


def make_archiver(
    server: MisbehavingServer, slept: list[float], keys: tuple[str, str] | None = None
) -> Archiver:
    network = Network(
        resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
    )
    fetcher = Fetcher(limits=Limits(seconds=0.5), network=network)
    return Archiver(fetcher, slept.append, keys, f"http://archive.example:{server.port}")


def say(answer: object) -> bytes:
    return ok(json.dumps(answer).encode(), "application/json")


def play(server: MisbehavingServer, save: object, *states: object) -> None:
    """Has the server answer a wish with `save`, and questions after the job with `states`, the last
    one for ever.
    """
    left = list(states)

    def report(server: MisbehavingServer, connection) -> bytes:
        return left.pop(0) if len(left) > 1 else left[0]

    server.serve("/save", save)
    server.serve("/save/status/spn2-0a1b", report)


def request(
    server: MisbehavingServer, slept: list[float] | None = None, **options: object
) -> Archive | Refusal:
    return request_copy(URL, make_archiver(server, [] if slept is None else slept, **options))


def test_a_copy_is_asked_for_and_waited_for(server):
    play(server, say(JOB), say({"status": "pending"}), say({"status": "pending"}), say(DONE))
    slept: list[float] = []
    found = request(server, slept)
    assert isinstance(found, Archive)
    assert found.url == f"https://web.archive.org/web/20220221101112/{URL}"
    assert found.date.text == "2022-02-21"
    assert slept == [5.0, 5.0, 5.0]
    assert server.paths() == ["/save"] + 3 * ["/save/status/spn2-0a1b"]
    assert server.heads[0].startswith("POST /save ")
    assert "content-type: application/x-www-form-urlencoded" in server.heads[0].lower()
    assert "authorization" not in server.heads[0].lower()


def test_keys_are_sent_and_never_shown(server):
    play(server, say(JOB), say(DONE))
    assert isinstance(request(server, keys=KEYS), Archive)
    assert all("Authorization: LOW access:s3cret" in head for head in server.heads)
    assert "s3cret" not in repr(make_archiver(server, [], KEYS))


def test_keys_follow_no_redirect(server):
    play(server, redirect("/elsewhere"), say(DONE))
    found = request(server, keys=KEYS)
    assert isinstance(found, Refusal)
    assert server.paths() == ["/save"]


def test_a_busy_archive_is_asked_again_as_late_as_it_wishes(server):
    answers = [ok(b"", "text/html", "Retry-After: 30", status="429 Too Many"), say(JOB)]
    play(server, lambda server, connection: answers.pop(0), say(DONE))
    slept: list[float] = []
    assert isinstance(request(server, slept), Archive)
    assert slept == [30.0, 5.0]


NOTHING = {
    "wants an account": ((ok(b"{}", status="401 Unauthorized"), say(DONE)), "the archive: the server answered 401"),
    "fails": ((ok(b"", status="503 Unavailable"), say(DONE)), "the archive: the server answered 503"),
    "hangs up": ((hang_up, say(DONE)), 'the archive: "archive.example" failed'),
    "says nothing": ((stay_silent, say(DONE)), "the archive: it took longer than 0.5 s"),
    "page instead of an answer": ((ok(b"<html>"), say(DONE)), "the archive answered something else"),
    "list": ((say([JOB]), say(DONE)), "the archive answered something else"),
    "deep": ((ok(b"[" * 100_000), say(DONE)), "the archive answered something else"),
    "no job": ((say({"message": "See you \u202e tomorrow"}), say(DONE)),
               'the archive did not take it: "See you \\u202e tomorrow"'),
    "job that leads elsewhere": ((say({"job_id": "../x"}), say(DONE)), "the archive did not take it"),
    "error": ((say(JOB), say({"status": "error", "status_ext": "error:no-captures"})),
              'the archive did not take it: "error:no-captures"'),
    "odd state": ((say(JOB), say({"status": "odd"})), "the archive did not take it"),
    "pending for ever": ((say(JOB), say({"status": "pending"})), "the archive was not done after 240 s"),
    "no time": ((say(JOB), say({**DONE, "timestamp": ""})), "the archive does not say clearly"),
    "time that leads elsewhere": ((say(JOB), say({**DONE, "timestamp": "20220221/../../x"})),
                                  "the archive does not say clearly"),
    "no such day": ((say(JOB), say({**DONE, "timestamp": "20229921101112"})), "the archive does not say clearly"),
    "no address": ((say(JOB), say({**DONE, "original_url": "javascript:1"})), "the archive does not say clearly"),
    "unsound address": ((say(JOB), say({**DONE, "original_url": "http://a\n"})), "the archive does not say clearly"),
    "error page": ((say(JOB), say({**DONE, "http_status": 404})), "the archive kept an error page"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTHING)
def test_without_confirmation_there_is_no_copy(server, case):
    answers, reason = NOTHING[case]
    play(server, *answers)
    found = request(server, keys=KEYS)
    assert isinstance(found, Refusal)
    assert found.reason[: len(reason)] == reason
    assert "s3cret" not in f"{found}"
    assert len(server.paths()) <= POLLS + 1


def list_sources(count: int) -> list[Source]:
    return [Source(id=f"s{n}", title="T", kind="article", url=URL) for n in range(count)]


def test_sources_follow_each_other_slowly(server):
    play(server, say(JOB), say(DONE))
    slept: list[float] = []
    found = list(archive_sources(list_sources(3), make_archiver(server, slept)))
    assert [source.id for source, _ in found] == ["s0", "s1", "s2"]
    assert slept == [5.0, SECONDS_BETWEEN, 5.0, SECONDS_BETWEEN, 5.0]


@pytest.mark.parametrize(
    ("status", "asked"), [("401 Unauthorized", 1), ("429 Too Many", 1), ("500 Broken", 2)]
)
def test_an_archive_that_takes_no_more_from_us_is_left_alone(server, status, asked):
    play(server, ok(b"", status=status), say(DONE))
    assert len(list(archive_sources(list_sources(2), make_archiver(server, [])))) == asked
