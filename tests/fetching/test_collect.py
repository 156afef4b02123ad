"""Several sources at once, from a real server: order, politeness, and what is left alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source, Vocabulary
from factsheet.fetching.collect import Collector, choose_sources, fetch_sources
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.fetching.politeness import SECONDS_BETWEEN, Pace
from factsheet.problems import Refusal
from factsheet.proof.copies import Saved, Snapshot
from support.clock import Clock
from support.misbehaving_server import MisbehavingServer, ok, redirect

TODAY = date(2026, 11, 22)


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        yield server


def make_corpus(*sources: Source) -> Corpus:
    return Corpus({source.id: source for source in sources}, {}, {}, {}, Vocabulary())


def make_source(name: str, url: str | None, **fields: object) -> Source:
    return Source(**{"id": name, "title": name, "kind": "article", "url": url, **fields})


def collect(
    server: MisbehavingServer,
    corpus: Corpus,
    folder: Path,
    ids=None,
    on_done=lambda *_: None,
    clock: Clock | None = None,
):
    network = Network(
        resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
    )
    clock = clock or Clock()
    pace = Pace(SECONDS_BETWEEN, clock.sleep, clock)
    fetcher = Fetcher(limits=Limits(seconds=10), network=network, pause=pace)
    return fetch_sources(
        corpus, ids or corpus.sources, Collector(fetcher, pace.sleep, folder, TODAY, on_done)
    )


def test_sources_are_saved_and_reported_in_the_order_asked(server, tmp_path):
    sources = [
        make_source(f"s{n}", f"http://h{n % 3}.example:{server.port}/{n}") for n in range(12)
    ]
    for n in range(12):
        server.serve(f"/{n}", ok(b"Text %d" % n, "text/plain"))
    done: list[str] = []
    order = [f"s{n}" for n in reversed(range(12))]
    found = collect(
        server, make_corpus(*sources), tmp_path, order, lambda name, _: done.append(name)
    )
    assert list(found) == order
    assert sorted(done) == sorted(order)
    assert all(isinstance(outcome, Saved) for outcome in found.values())
    assert (tmp_path / "s7.txt").read_text() == "Text 7"


def test_one_request_per_host_at_a_time_also_where_others_redirect_to_it(server, tmp_path):
    sources = [make_source(f"s{n}", f"http://h{n}.example:{server.port}/{n}") for n in range(8)]

    def dawdle(server: MisbehavingServer, connection) -> bytes:
        server.closing.wait(0.01)
        return ok(b"Text", "text/plain")

    for n in range(8):
        server.serve(f"/{n}", redirect(f"http://shared.example:{server.port}/to"))
    server.serve("/to", dawdle)
    found = collect(server, make_corpus(*sources), tmp_path)
    assert all(isinstance(outcome, Saved) for outcome in found.values())
    assert set(server.most_at_once.values()) == {1}


def test_documents_of_one_host_are_asked_for_a_second_apart(server, tmp_path):
    clock, asked_at = Clock(), []

    def note(server: MisbehavingServer, connection) -> bytes:
        asked_at.append(clock.now)
        return ok(b"Text", "text/plain")

    for path in ("/robots.txt", "/0", "/1", "/2", "/3"):
        server.serve(path, note)
    sources = [make_source(f"s{n}", f"http://a.example:{server.port}/{n}") for n in range(4)]
    found = collect(server, make_corpus(*sources), tmp_path, clock=clock)
    assert all(isinstance(outcome, Saved) for outcome in found.values())
    assert asked_at == [100, 101, 102, 103, 104]


def test_a_busy_server_is_asked_again_as_late_as_it_wishes(server, tmp_path):
    busy = "503 Service Unavailable"
    answers = [
        ok(b"", "text/html", "Retry-After: 1", status=busy),
        ok(b"", "text/html", "Retry-After: 17", status=busy),
        ok(b"Text", "text/plain"),
    ]
    server.serve("/", lambda server, connection: answers.pop(0))
    clock = Clock()
    corpus = make_corpus(make_source("a", f"http://a.example:{server.port}/"))
    assert isinstance(collect(server, corpus, tmp_path, clock=clock)["a"], Saved)
    assert clock.slept == [1.0, 2.0, 17.0]  # after robots.txt, then after each refusal


def test_an_address_that_two_sources_share_is_asked_once(server, tmp_path):
    server.serve("/", ok(b"Text", "text/plain"))
    url = f"http://a.example:{server.port}/"
    found = collect(server, make_corpus(make_source("a", url), make_source("b", url)), tmp_path)
    assert [outcome.files[-1] for outcome in found.values()] == ["a.txt", "b.txt"]
    assert server.paths() == ["/"]


def test_what_cannot_be_fetched_is_refused_and_the_rest_saved(server, tmp_path):
    server.serve("/b", ok(b"Text", "text/plain"))
    corpus = make_corpus(
        make_source("gone", f"http://a.example:{server.port}/a"),
        make_source("there", f"http://a.example:{server.port}/b"),
        make_source("nowhere", None, note="not known"),
    )
    found = collect(server, corpus, tmp_path, ["gone", "nowhere", "their", "there", "there"])
    assert found["gone"] == Refusal("the server answered 404", found["gone"].hint, 404)
    assert found["nowhere"].reason == "the source has no address"
    assert found["their"] == Refusal('no source "their"', 'did you mean "there"?')
    assert isinstance(found["there"], Saved)
    assert server.paths() == ["/a", "/b"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".gitignore",
        "there.json",
        "there.original.txt",
        "there.txt",
    ]


def test_source_with_a_copy_is_left_alone(server, tmp_path):
    (tmp_path / "a.txt").write_text("by hand")
    found = collect(
        server, make_corpus(make_source("a", f"http://a.example:{server.port}/")), tmp_path
    )
    assert isinstance(found["a"], Snapshot)
    assert server.connections == 0


def test_only_sources_that_we_read_and_that_have_an_address_are_chosen():
    corpus = make_corpus(
        make_source("a", "https://a.example/", read="complete"),
        make_source("b", "https://b.example/", read="partial"),
        make_source("c", "https://c.example/", read="no"),
        make_source("d", "https://d.example/"),
        make_source("e", None, note="not known", read="complete"),
    )
    assert choose_sources(corpus) == ("a", "b")


def test_failing_report_stops_the_rest(server, tmp_path, monkeypatch):
    monkeypatch.setattr("factsheet.fetching.politeness.HOSTS_AT_ONCE", 1)
    sources = [make_source(f"s{n}", f"http://h{n % 2}.example:{server.port}/{n}") for n in range(6)]

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(server, make_corpus(*sources), tmp_path, on_done=fail)
    assert server.paths() == ["/0"]
