"""Many addresses asked politely: pauses, tries, and who is left alone. Nothing here waits."""

import pytest

from factsheet.fetching.politeness import BACK_OFF, LONGEST_WAIT, Pace, ask_hosts, ask_patiently
from factsheet.problems import Refusal


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


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
        ([Refusal("busy", again=0)], [2.0]),
        ([Refusal("busy", again=0)] * 3, [2.0, 4.0, 8.0]),
        ([Refusal("busy", again=30), Refusal("busy", again=1)], [30.0, 4.0]),
        ([Refusal("busy", again=LONGEST_WAIT)], [LONGEST_WAIT]),
    ],
)
def test_another_try_follows_after_a_longer_wait_and_never_before_retry_after(refusals, slept):
    clock = Clock()
    assert ask_patiently(answer(*refusals, "fine"), clock.sleep) == "fine"
    assert clock.slept == slept


@pytest.mark.parametrize(
    "refusal", [Refusal("gone", status=404), Refusal("busy", again=LONGEST_WAIT + 1)]
)
def test_no_other_try_where_none_helps_or_the_wait_is_too_long(refusal):
    clock = Clock()
    assert ask_patiently(answer(refusal), clock.sleep) == refusal
    assert clock.slept == []


def test_tries_come_to_an_end():
    clock = Clock()
    busy = Refusal("busy", again=0)
    assert ask_patiently(answer(*[busy] * (len(BACK_OFF) + 1)), clock.sleep) == busy


def test_a_host_that_has_had_enough_is_left_alone_and_others_are_not():
    asked: list[str] = []

    def ask(url: str) -> str | Refusal:
        asked.append(url)
        return (
            Refusal("the server answered 429", status=429, again=3600) if "//a" in url else "fine"
        )

    told: list[str] = []
    found = ask_hosts(
        ["http://a/1", "http://b/1", "http://a/2", "http://b/1"], ask, told.append, Clock().sleep
    )
    assert sorted(asked) == ["http://a/1", "http://b/1"]
    assert sorted(told) == ["http://a/1", "http://a/2", "http://b/1"]
    assert found["http://a/1"] == found["http://a/2"] != found["http://b/1"] == "fine"


def test_where_the_user_stops_nothing_more_is_asked(monkeypatch):
    monkeypatch.setattr("factsheet.fetching.politeness.HOSTS_AT_ONCE", 1)
    asked: list[str] = []

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_hosts(["http://a/1", "http://a/2"], asked.append, stop)
    assert asked == ["http://a/1"]
