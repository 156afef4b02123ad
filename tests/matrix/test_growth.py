"""Every hostile shape of the growth benchmark, once and large: it ends. What took the square of its
length would not, or not within the time that it is given.
"""

import subprocess
import sys

import pytest

from support.places import BENCHMARKS

GROWTH = BENCHMARKS / "growth.py"
SIZE = 1 << 19
PATIENCE = 600
"""Seconds."""


def list_shapes() -> list[str]:
    command = [
        sys.executable,
        "-c",
        "from growth import list_names; print(*list_names(), sep='\\n')",
    ]
    done = subprocess.run(command, cwd=GROWTH.parent, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("shape", list_shapes())
def test_it_ends(shape: str) -> None:
    command = [sys.executable, str(GROWTH), "--once", shape, "--largest", str(SIZE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr[-2000:]
