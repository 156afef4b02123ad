"""A server that builds its site again and again does not grow."""

import re
from pathlib import Path

from support.sites import Served, copy_small, serve_site

REBUILDS = 200
SETTLED = 10
"""After so many rebuilds everything that stays has been made."""
ALLOWED = 20 * 1024
"""KiB by which the server may grow after that."""


def measure_memory(served: Served) -> int:
    """The memory of the server that is in use, in KiB (`VmRSS` of proc(5))."""
    status = Path(f"/proc/{served.process.pid}/status").read_text("utf-8")
    return int(re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)[1])


def test_a_server_does_not_grow_with_its_rebuilds(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    event = sorted((project / "facts" / "events").iterdir())[0]
    text, memory = event.read_text("utf-8"), []
    with serve_site(project) as served:
        for number in range(REBUILDS):
            page = served.read("events/")
            event.write_text(f"{text}# {number}\n", "utf-8")
            served.wait_for_rebuild(page)
            memory.append(measure_memory(served))
    print("MiB:", *(kib >> 10 for kib in memory[::SETTLED]), memory[-1] >> 10)
    assert max(memory[SETTLED:]) - memory[SETTLED - 1] < ALLOWED, memory
