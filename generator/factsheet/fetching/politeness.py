"""Polite asking: hosts in parallel, the addresses of one host in turn and not too often."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
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
"""Seconds before the second attempt and those after it."""

LONGEST_WAIT = 60.0
"""A server that asks for a longer wait is not asked again: a person waits for the command to end.
"""

TOO_MANY = 429


class Pace:
    """Lets requests to one host begin at least `seconds` apart. Callers hold that host's lock."""

    def __init__(
        self, seconds: float, sleep: Sleep = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self.sleep, self._clock = seconds, sleep, clock
        self._next_begin: dict[str, float] = {}

    def __call__(self, host: str) -> None:
        now = self._clock()
        begin = max(now, self._next_begin.get(host, now))
        self._next_begin[host] = begin + self._seconds
        if begin > now:
            self.sleep(begin - now)


def ask_patiently(ask: Callable[[], T | Refusal], sleep: Sleep = time.sleep) -> T | Refusal:
    """Ask, and ask again for as long as another attempt may help.

    Each wait is longer than the one before, and none shorter than the server's `Retry-After`.
    """
    answer = ask()
    for wait in BACK_OFF:
        if not isinstance(answer, Refusal):
            break
        if answer.retry_after is None or answer.retry_after > LONGEST_WAIT:
            break
        sleep(max(wait, answer.retry_after))
        answer = ask()
    return answer


def ask_hosts(
    urls: Iterable[str],
    ask: Callable[[str], T | Refusal],
    on_done: Callable[[str, T | Refusal], None],
    sleep: Sleep = time.sleep,
) -> None:
    """Ask each of `urls` once, and pass it with the answer to `on_done`.

    `on_done` is called from several threads, but by one at a time; if it raises, nothing more is
    asked. A host that still answers 429 after all attempts is left alone: its other addresses get
    the same refusal.
    """
    stopped, one_at_a_time = threading.Event(), threading.Lock()

    def ask_host(group: Sequence[str]) -> None:
        enough: Refusal | None = None
        for url in group:
            if stopped.is_set():
                return
            answer = enough if enough is not None else ask_patiently(partial(ask, url), sleep)
            if isinstance(answer, Refusal) and answer.status == TOO_MANY:
                enough = answer
            with one_at_a_time:
                try:
                    on_done(url, answer)
                except BaseException:
                    stopped.set()
                    raise

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        tasks = [pool.submit(ask_host, group) for group in _group_by_host(urls)]
        try:
            for task in tasks:
                task.result()
        finally:
            stopped.set()  # also when the user interrupts the command


def _group_by_host(urls: Iterable[str]) -> Iterable[Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        groups.setdefault(urlsplit(url).hostname or "", []).append(url)
    return groups.values()
