"""Pages of strangers, handed to a process of its own that may be slow, greedy or crash."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Literal

from factsheet.problems import Refused
from factsheet.proof.extraction import OUT_OF_MEMORY

SECONDS = 20
"""As many of the processor may a page take; those of the clock are `PATIENCE` times as many."""
PATIENCE = 3
MEBIBYTES = 1024
"""As much memory may it take."""
MOST_TAGS = 50_000
"""Articles have a few thousand. Pages made of nothing else took the parsers minutes and gigabytes.
"""
MOST_ATTRIBUTES = 2000
"""Of one tag, with their values; parsers take the square of their number."""

# Possessive: a tag may be as long as the page, and no step back is remembered.
TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
ATTRIBUTE = re.compile(r"""[^\s"'>/]+|"[^"]*"|'[^']*'""")

PASSED_ON = (
    "APPDATA",
    "HOME",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
)
"""What of the environment the other process is told: it has no use for anybody's secrets."""

CRASH = "the program that parses it crashes"

Task = Literal["article", "page"]


def extract(page: str, task: Task, hint: str) -> Mapping[str, str]:
    """Extract the article of a page with what the page declares (`text`, `title`, `author`,
    `date`), or all its `text`.

    Raises Refused, with `hint` as the remedy, if the page has too many tags or attributes, takes
    too long or too much memory, or cannot be read.
    """
    _refuse_crowds(page, hint)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [*_make_command(), task, str(MEBIBYTES), str(SECONDS)],
            input=page.encode(errors="replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            timeout=PATIENCE * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(_explain_slow(), hint) from error
    except OSError as error:
        raise Refused(f"no process can be started: {error.strerror}", "try again later") from error
    if done.returncode == OUT_OF_MEMORY:
        raise Refused(f"reading the page takes more than {MEBIBYTES:,} MiB of memory", hint)
    if done.returncode in (-9, -24):  # SIGKILL, SIGXCPU
        raise Refused(_explain_slow(), hint)
    answer = _read_answer(done.stdout) if done.returncode == 0 else {"error": CRASH}
    if "error" in answer:
        raise Refused(f"the page cannot be read: {answer['error']}", hint)
    return answer


def _make_command() -> list[str]:
    # -P: nothing in the folder where we happen to be is taken for a module.
    return [sys.executable, "-P", "-m", "factsheet.proof.extraction"]


def _explain_slow() -> str:
    return f"reading the page takes more than {SECONDS} seconds"


def _refuse_crowds(page: str, hint: str) -> None:
    """Refuse pages of which parsers take more than their length lets one expect."""
    if page.count("<") > MOST_TAGS:
        raise Refused(f"the page has more than {MOST_TAGS:,} tags", hint)
    for tag in TAG.finditer(page):
        if len(tag[0]) > MOST_ATTRIBUTES and len(ATTRIBUTE.findall(tag[0])) > 2 * MOST_ATTRIBUTES:
            raise Refused(f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes", hint)


def _read_answer(data: bytes) -> Mapping[str, str]:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return {"error": CRASH}
    if not isinstance(answer, dict):
        return {"error": CRASH}
    return {str(name): str(value) for name, value in answer.items()}
