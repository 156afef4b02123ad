"""A command is measured with all that it started."""

import subprocess
import sys
from pathlib import Path

import pytest

from processes import list_processes, read_memory, run_command

SHARED = """
import os, sys
block = b"x" * 100_000_000
child = os.fork()
if child:
    print("ready", flush=True)
sys.stdin.read()
"""
"""Two processes that have the same 100 MB, until their input ends."""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells of it")
def test_memory_that_two_processes_share_counts_once() -> None:
    with subprocess.Popen(
        (sys.executable, "-c", SHARED), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"ready\n"
        both = list(list_processes(process.pid))
        assert len(both) == 2
        assert 100 < sum(map(read_memory, both)) < 150
        process.stdin.close()


def test_a_command_that_fails_ends_all(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"failed:\nno such thing"):
        run_command((sys.executable, "-c", "raise SystemExit('no such thing')"), tmp_path)
