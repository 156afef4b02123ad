"""The command `fetch` with a local server in the place of the internet."""

from functools import partial

from click.testing import CliRunner

from factsheet.cli import main
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.fetching.politeness import Pace
from support.clock import Clock
from support.examples import write_corpus
from support.misbehaving_server import MisbehavingServer, ok


def test_it_paces_its_requests_and_tries_again(tmp_path, monkeypatch):
    answers = [
        ok(b"", "text/html", "Retry-After: 3", status="429 Too Many Requests"),
        ok(b"They spoke for an hour. Then the", "text/plain"),
    ]
    with MisbehavingServer() as server:
        network = Network(
            resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
        )
        fetcher = partial(Fetcher, limits=Limits(seconds=5), network=network)
        clock = Clock()
        monkeypatch.setattr("factsheet.commands.fetch.Fetcher", fetcher)
        monkeypatch.setattr(
            "factsheet.commands.fetch.Pace", lambda seconds: Pace(seconds, clock.sleep, clock)
        )
        monkeypatch.chdir(tmp_path)
        article = f"title: T\nkind: article\nurl: http://gazette.example:{server.port}/talk\n"
        write_corpus(tmp_path, {"sources/article.yml": article})
        server.serve("/talk", lambda server, connection: answers.pop(0))
        result = CliRunner().invoke(main, ["fetch"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("article: saved as ")
    assert "  it breaks off in mid-sentence: " in result.stdout
    assert clock.slept == [1.0, 3.0]
