"""The desk as a user starts and closes it."""

import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from factsheet.facts.load import read_corpus
from support.desk import make_project

PROGRAM = "from factsheet.cli import main; main()"


def start(project: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-c", PROGRAM, "desk", "--no-open", "--port", str(port)]
    return subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_the_desk_is_at_the_printed_address_until_it_is_interrupted(tmp_path: Path) -> None:
    process = start(make_project(tmp_path), 0)
    assert process.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline())
    assert address
    page = build_opener(HTTPCookieProcessor()).open(address[0], timeout=30).read().decode()
    assert "Ferry crews of Lake Ostra" in page
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(make_project(tmp_path), port)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert f"port {port} cannot be used" in errors
    assert "--port" in errors


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_an_interrupt_while_it_writes_leaves_nothing_half_written(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    process = start(project, 0)
    assert process.stdout
    found = re.search(r"(http://127\.0\.0\.1:\d+)/\?token=\S+", process.stdout.readline())
    assert found
    address, told = found[1], []
    opener = build_opener(HTTPCookieProcessor())
    opener.open(found[0], timeout=30)

    def write(number: int) -> None:
        data = json.dumps({"make": "topic", "name": f"topic {number}"}).encode()
        headers = {"Content-Type": "application/json", "Origin": address}
        request = Request(f"{address}/do/make", data, headers)
        with suppress(OSError, HTTPException):
            told.append(json.loads(opener.open(request, timeout=30).read())["id"])

    threads = [Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    threads[0].join()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    for thread in threads:
        thread.join()
    assert (process.returncode, errors) == (0, "")
    assert told
    assert list(project.rglob(".writing-*")) == []
    corpus, problems = read_corpus(project)
    assert problems == []
    assert set(told) <= set(corpus.vocabulary.topics)
