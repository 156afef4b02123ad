"""Many addresses asked politely: pauses, tries, and who is left alone. Nothing here waits."""

import threading

import pytest

from factsheet.fetching.politeness import BACK_OFF, LONGEST_WAIT, Pace, ask_hosts, ask_patiently
from factsheet.problems import Refusal
from support.clock import Clock


def test_requests_to_one_host_begin_a_second_apart_and_others_do_not_wait():
    clock = Clock()
    pace = Pace(1.0, clock.sleep, clock)
    for host in ("a", "b", "a", "a"):
        pace(host)
    assert clock.slept == [1.0, 1.0]
    clock.now += 0.75
    pace("a")
    assert clock.slept == [1.0, 1.0, 0.25]
    clock.now += 5
    pace("a")
    assert clock.slept == [1.0, 1.0, 0.25]


def answer(*refusals: Refusal | str):
    left = list(refusals)
    return lambda: left.pop(0)


@pytest.mark.parametrize(
    ("refusals", "slept"),
    [
        ([Refusal("busy", retry_after=0)], [2.0]),
        ([Refusal("busy", retry_after=0)] * 3, [2.0, 4.0, 8.0]),
        ([Refusal("busy", retry_after=30), Refusal("busy", retry_after=1)], [30.0, 4.0]),
        ([Refusal("busy", retry_after=LONGEST_WAIT)], [LONGEST_WAIT]),
    ],
)
def test_another_try_follows_after_a_longer_wait_and_never_before_retry_after(refusals, slept):
    clock = Clock()
    assert ask_patiently(answer(*refusals, "fine"), clock.sleep) == "fine"
    assert clock.slept == slept


@pytest.mark.parametrize(
    "refusal", [Refusal("gone", status=404), Refusal("busy", retry_after=LONGEST_WAIT + 1)]
)
def test_no_other_try_where_none_helps_or_the_wait_is_too_long(refusal):
    clock = Clock()
    assert ask_patiently(answer(refusal), clock.sleep) == refusal
    assert clock.slept == []


def test_tries_come_to_an_end():
    clock = Clock()
    busy = Refusal("busy", retry_after=0)
    assert ask_patiently(answer(*[busy] * (len(BACK_OFF) + 1)), clock.sleep) == busy


def test_a_host_that_has_had_enough_is_left_alone_and_others_are_not():
    asked: list[str] = []

    def ask(url: str) -> str | Refusal:
        asked.append(url)
        return (
            Refusal("the server answered 429", status=429, retry_after=3600)
            if "//a" in url
            else "fine"
        )

    answers: dict[str, str | Refusal] = {}
    urls = ["http://a/1", "http://b/1", "http://a/2", "http://b/1"]
    ask_hosts(urls, ask, answers.__setitem__, Clock().sleep)
    assert sorted(asked) == ["http://a/1", "http://b/1"]
    assert sorted(answers) == ["http://a/1", "http://a/2", "http://b/1"]
    assert answers["http://a/1"] == answers["http://a/2"] != answers["http://b/1"] == "fine"


def test_nothing_more_is_asked_once_the_caller_fails():
    asked: list[str] = []
    failing = threading.Event()

    def ask(url: str) -> str:
        asked.append(url)
        if url == "http://a/1":
            failing.wait(20)
        return "fine"

    def fail(url: str, _: object) -> None:
        if url == "http://b/1":
            failing.set()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_hosts(["http://a/1", "http://a/2", "http://b/1"], ask, fail)
    assert sorted(asked) == ["http://a/1", "http://b/1"]
