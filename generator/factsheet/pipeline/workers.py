"""Much of the same work, shared with forked copies of this process: what a copy needs it has, and
memory that nobody changes they have in common.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

Item = TypeVar("Item")

FEWEST = 400
"""For fewer items a worker is not worth its start."""
MOST_PARTS = 4096
"""So many numbers of parts a pipe takes without anybody reading them."""
NUMBER = 4
"""Bytes of a number in the pipe: so few are read in one step."""


def count_workers(items: int) -> int:
    """How many copies of this process are worth while for so many `items`: one for each further
    processor. None where the system has no `fork`, or where that is not safe (macOS).
    """
    if not hasattr(os, "fork") or sys.platform == "darwin" or items < FEWEST:
        return 0
    return len(os.sched_getaffinity(0)) - 1


class Crew(Generic[Item]):
    """Does `work` once for each of `items`, in this process and in so many `copies` of it. These
    begin at once; this process helps when it is told to `finish`.

    `work` leaves its results in files: what it changes in memory is lost.
    """

    def __init__(self, items: Sequence[Item], work: Callable[[Item], None], *, copies: int) -> None:
        self.items, self.work = items, work
        self.size = -(-len(items) // MOST_PARTS) or 1
        self.workers: list[int] = []
        self.numbers, numbers = os.pipe()
        parts = range(0, len(items), self.size)
        os.write(numbers, b"".join(start.to_bytes(NUMBER, "big") for start in parts))
        os.close(numbers)
        sys.stdout.flush()
        sys.stderr.flush()
        gc.freeze()
        for _ in range(copies):
            worker = os.fork()
            if not worker:
                self._work_and_exit()
            self.workers.append(worker)

    def finish(self) -> None:
        """Help until all is done. If a worker failed, or somebody killed it, all is done again
        here, where what is wrong can be told.

        Raises what `work` raises.
        """
        self._work()
        failed = [worker for worker in self.workers if os.waitpid(worker, 0)[1]]
        self.workers.clear()
        if failed:
            for item in self.items:
                self.work(item)

    def stop(self) -> None:
        """End before all is done; what was begun may be half done."""
        for worker in self.workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        self.workers.clear()

    def _work_and_exit(self) -> None:
        code = 1
        try:
            gc.disable()
            self._work()
            code = 0
        finally:
            os._exit(code)

    def _work(self) -> None:
        for item in self._take():
            self.work(item)

    def _take(self) -> Iterator[Item]:
        """What nobody else has taken; whoever reads a number from the pipe has it alone."""
        while number := os.read(self.numbers, NUMBER):
            start = int.from_bytes(number, "big")
            yield from self.items[start : start + self.size]
        os.close(self.numbers)
