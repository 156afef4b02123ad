"""The desk as a user starts and closes it."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

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
