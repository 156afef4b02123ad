"""`factsheet desk`: the reading desk in the browser."""

import webbrowser
from pathlib import Path

import click

from factsheet.commands import Unwritten, find_project, find_today, say, snapshots_option
from factsheet.desk.server import open_socket, serve
from factsheet.desk.state import Desk
from factsheet.fetching.fetcher import Fetcher

PORT = 8765


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port of this machine at which the desk is; 0 takes a free one.",
)
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@snapshots_option
def desk(port: int, no_open: bool, snapshots: Path) -> None:
    """Read saved articles and take statements from them, in a browser on this machine.

    The desk writes the files in facts/ and in the snapshots folder, and shows what is changed; git
    is left to you. Only the browser that opens the printed address can use it, and only from this
    machine. Ctrl-C closes it. Exit with 0 then, 2 if it cannot run.
    """
    root = find_project()
    try:
        socket = open_socket(port)
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror}; try another with --port"
        raise Unwritten(message) from error

    def tell(address: str) -> None:
        say(f"The desk is at {address}")
        say("Ctrl-C closes it.")
        if not no_open:
            webbrowser.open(address)

    serve(Desk(root, root / snapshots, today=find_today, fetch=Fetcher().fetch), socket, tell)
