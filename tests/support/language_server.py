"""A client of yaml-language-server, which `make test` installs: it opens files as an editor does,
and keeps what would be underlined.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.judges import miss
from support.places import TOOLS

SERVER = TOOLS / "yaml-language-server" / "bin" / "yaml-language-server"


class Editor:
    """An editor whose settings for the server are `settings`, and whose folder is `root`."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path, settings: Mapping[str, Any]):
        self.process = process
        self.root = root
        self.settings = settings
        self.number = 0
        self.underlined: dict[str, list[Any]] = {}
        folder = {"uri": root.as_uri(), "name": "project"}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def ask(self, method: str, params: object) -> Any:
        """Asks the server for something, and waits for the answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def tell(self, method: str, params: object) -> None:
        """Tells the server of something."""
        self._send({"method": method, "params": params})

    def open(self, path: Path) -> None:
        """Opens a file."""
        document = {
            "uri": path.as_uri(),
            "languageId": "yaml",
            "version": 1,
            "text": path.read_text("utf-8"),
        }
        self.tell("textDocument/didOpen", {"textDocument": document})

    def list_underlined(self, paths: Iterable[Path]) -> dict[str, list[str]]:
        """Opens all of `paths`, and returns what is underlined in each, as `line: message`."""
        opened = list(paths)
        for path in opened:
            self.open(path)
        while not all(path.as_uri() in self.underlined for path in opened):
            self._receive()
        return {
            path.relative_to(self.root).as_posix(): [
                f"{one['range']['start']['line'] + 1}: {one['message']}"
                for one in self.underlined[path.as_uri()]
            ]
            for path in opened
        }

    def _send(self, message: Mapping[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message of the server; what it asks is answered."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.underlined[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: Mapping[str, Any]) -> object:
        if message["method"] != "workspace/configuration":
            return None
        items = message["params"]["items"]
        return [self.settings.get(item.get("section", "")) for item in items]


@contextmanager
def open_editor(root: Path, settings: Mapping[str, Any]) -> Iterator[Editor]:
    """An editor in the folder `root`, whose server runs as long as the context does."""
    if not SERVER.exists() or not shutil.which("node"):
        miss("YAML-LANGUAGE-SERVER", "npm")
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Editor(process, root, settings)
        finally:
            process.kill()
