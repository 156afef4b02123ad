"""The desk's server: at one port of this machine, for as long as nobody presses Ctrl-C."""

import os
import socket as sockets
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from factsheet.desk.app import make_app
from factsheet.desk.guard import Guard, make_secret
from factsheet.desk.state import Desk

LOOPBACK = "127.0.0.1"
PATIENCE = 10
"""So many seconds a request may still take when the desk is closed."""


def open_socket(port: int) -> sockets.socket:
    """Listen at `port` of this machine's loopback address; 0 takes a free one.

    Raises OSError if it cannot be had.
    """
    socket = sockets.socket()
    try:
        if os.name == "posix":  # elsewhere it lets others take the port away
            socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
        socket.bind((LOOPBACK, port))
        socket.listen()
    except OSError:
        socket.close()
        raise
    return socket


def serve(desk: Desk, socket: sockets.socket, tell: Callable[[str], None]) -> None:
    """Serve `desk` at `socket` until it is interrupted; what is being written then is finished.
    `tell` is called with the address to open.
    """
    port, token = socket.getsockname()[1], make_secret()
    guard = Guard(make_app(desk), port, token)
    config = uvicorn.Config(
        guard,
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=PATIENCE,
    )
    tell(f"http://{LOOPBACK}:{port}/?token={token}")
    with socket, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[socket])
