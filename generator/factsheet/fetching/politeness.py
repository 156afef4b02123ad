"""Many addresses asked politely: hosts side by side, the addresses of one host one after the other,
not too often.
"""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from factsheet.problems import Refusal

T = TypeVar("T")

Sleep = Callable[[float], None]
"""Waits so many seconds. Only tests give one of their own."""

HOSTS_AT_ONCE = 8
SECONDS_BETWEEN = 1.0
BACK_OFF = (2.0, 4.0, 8.0)
"""Seconds before the second try and those after it."""

LONGEST_WAIT = 60.0
"""A server that asks for a longer wait is not asked again: somebody runs this command and waits for
its end.
"""

TOO_MANY = 429


class Pace:
    """Lets requests to one host begin at least `seconds` apart. Called by those who hold that
    host's lock.
    """

    def __init__(
        self, seconds: float, sleep: Sleep = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self.sleep, self._clock = seconds, sleep, clock
        self._free: dict[str, float] = {}

    def __call__(self, host: str) -> None:
        now = self._clock()
        begin = max(now, self._free.get(host, now))
        self._free[host] = begin + self._seconds
        if begin > now:
            self.sleep(begin - now)


def ask_patiently(ask: Callable[[], T | Refusal], sleep: Sleep = time.sleep) -> T | Refusal:
    """What `ask` finds. Where another try may help it is asked again, each time after a longer
    wait, and never before the server's `Retry-After` is over."""
    found = ask()
    for wait in BACK_OFF:
        if not isinstance(found, Refusal) or found.again is None or found.again > LONGEST_WAIT:
            break
        sleep(max(wait, found.again))
        found = ask()
    return found


def ask_hosts(
    urls: Iterable[str],
    ask: Callable[[str], T | Refusal],
    told: Callable[[str], None],
    sleep: Sleep = time.sleep,
) -> dict[str, T | Refusal]:
    """What `ask` finds for each of `urls`; each is asked once.

    `told` hears of each as it is done, one at a time, from several threads. A host that still
    answers 429 after all tries is left alone: its other addresses get the same refusal.
    """
    groups: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        groups.setdefault(urlsplit(url).hostname or "", []).append(url)
    found: dict[str, T | Refusal] = {}
    stopped, one_at_a_time = threading.Event(), threading.Lock()

    def work(group: list[str]) -> None:
        tired: Refusal | None = None
        for url in group:
            if stopped.is_set():
                return
            answer = tired if tired is not None else ask_patiently(partial(ask, url), sleep)
            tired = answer if isinstance(answer, Refusal) and answer.status == TOO_MANY else None
            with one_at_a_time:
                found[url] = answer
                told(url)

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        tasks = [pool.submit(work, group) for group in groups.values()]
        try:
            for task in tasks:
                task.result()
        finally:
            stopped.set()  # where the user stops us
    return {url: found[url] for group in groups.values() for url in group}
