"""Addresses asked of a real server that misbehaves: what is gone, what is only out of reach, and
drifted quotes.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.facts.dates import parse_date
from factsheet.facts.model import Source
from factsheet.facts.testimony import LinkCheck
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.fetching.links import (
    LinkChecker,
    check_links,
    check_quotes,
    format_link_check,
    is_bad,
    keep_quotes,
    list_addresses,
    list_proven,
)
from factsheet.pipeline.build import build_site, check_facts
from factsheet.proof.proofs import hash_use
from factsheet.proof.quotes import hash_quote
from support.examples import write_files
from support.misbehaving_server import MisbehavingServer, hang_up, ok, redirect, stay_silent

TODAY = parse_date("2026-11-22")
PAGE = (
    "<html><body><article><p>Alice said on Monday that the talk went on {} an"
    " hour.</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        yield server


SECONDS = 3
"""More than a busy machine takes for an answer, and few enough to wait for one that never comes."""


def make_checker(
    server: MisbehavingServer, slept: list[float], on_done=lambda _: None
) -> LinkChecker:
    def resolve(host: str, _: int) -> list[str]:
        if host.startswith("nowhere"):
            raise OSError("Name or service not known")
        return ["10.0.0.1" if host.startswith("inside") else "127.0.0.1"]

    network = Network(
        resolve=resolve,
        allow=lambda address: str(address) == "127.0.0.1",
        ports=frozenset({server.port}),
    )
    limits = Limits(seconds=SECONDS)
    return LinkChecker(Fetcher(limits=limits, network=network), slept.append, on_done)


def make_source(server: MisbehavingServer, path: str = "/", host: str = "news") -> Source:
    return Source(
        id="a", title="A", kind="article", url=f"http://{host}.example:{server.port}{path}"
    )


def ask_one(
    server: MisbehavingServer,
    *answers: object,
    host: str = "news",
    slept: list[float] | None = None,
):
    """What becomes of an address whose server gives `answers` one after the other, the last one for
    ever.
    """
    left = list(answers)

    def behave(server: MisbehavingServer, connection) -> bytes | None:
        answer = left.pop(0) if len(left) > 1 else left[0]
        return answer if isinstance(answer, bytes) else answer(server, connection)

    server.serve("/", behave)
    found = check_links(
        [make_source(server, host=host)],
        TODAY,
        make_checker(server, [] if slept is None else slept),
    )
    return found["a"].addresses[0]


def fail(status: str, *headers: str) -> bytes:
    return ok(b"", "text/html", *headers, status=status)


def test_a_page_that_answers_is_alive_whatever_its_kind_and_size(server):
    assert ask_one(server, ok(b"")).state == "alive"
    assert ask_one(server, ok(b"%PDF-", "application/pdf")).state == "alive"
    assert (
        ask_one(server, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n").state == "alive"
    )


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_gone_is_what_the_server_calls_gone_at_the_first_word(server, status):
    slept: list[float] = []
    found = ask_one(server, fail(status), slept=slept)
    assert (found.state, found.reason) == ("gone", f"the server answered {status[:3]}")
    assert (slept, len(server.paths())) == ([], 1)


def test_gone_behind_a_redirect_is_gone(server):
    assert ask_one(server, redirect("/nothing")).state == "gone"


def test_redirected_says_where_to(server):
    server.serve("/b?c=d", ok(b""))
    found = ask_one(server, redirect("/b?c=d"))
    assert (found.state, found.target) == ("redirected", f"http://news.example:{server.port}/b?c=d")


def test_a_redirect_to_what_facts_do_not_take_for_an_address_is_escaped(server):
    for path in ("/b?c=%7Bd%7D|`e`", "/b?c={d}|`e`", "/b?c=%7Bd%7D%7C%60e%60", "/b?c={d}|%60e%60"):
        server.serve(path, ok(b""))
    found = ask_one(server, redirect("/b?c={d}|`e`"))
    assert found.state == "redirected"
    assert not set("{}|`") & set(found.target)


@pytest.mark.parametrize("busy", ["429 Too Many Requests", "500 Broken", "503 Unavailable"])
def test_a_busy_server_is_asked_again_later(server, busy):
    slept: list[float] = []
    assert (
        ask_one(server, fail(busy), fail(busy, "Retry-After: 17"), ok(b""), slept=slept).state
        == "alive"
    )
    assert slept == [2.0, 17.0]


def test_retry_after_may_be_a_date_by_the_server_s_own_clock(server):
    slept: list[float] = []
    dates = ("Date: Sun, 22 Nov 2026 10:00:00 GMT", "Retry-After: Sun, 22 Nov 2026 10:00:31 GMT")
    assert ask_one(server, fail("503 Unavailable", *dates), ok(b""), slept=slept).state == "alive"
    assert slept == [31.0]


def test_a_retry_after_in_the_past_is_no_wait(server):
    slept: list[float] = []
    dates = ("Date: Sun, 22 Nov 2026 10:00:00 GMT", "Retry-After: Sun, 22 Nov 2026 09:59:20 GMT")
    assert ask_one(server, fail("503 Unavailable", *dates), ok(b""), slept=slept).state == "alive"
    assert slept == [2.0]


@pytest.mark.parametrize(
    "header", ["Retry-After: soon", "Retry-After: -5", "Retry-After: Sun, 22 Nov 2026 10:00:31 GMT"]
)
def test_a_retry_after_that_says_nothing_is_passed_over(server, header):
    slept: list[float] = []
    assert ask_one(server, fail("503 Unavailable", header), ok(b""), slept=slept).state == "alive"
    assert slept == [2.0]


UNREACHABLE = {
    "fails for ever": ((fail("503 Unavailable"),), "the server answered 503", 4),
    "wants a long wait": (
        (fail("429 Too Many", "Retry-After: 86400"),),
        "the server answered 429",
        1,
    ),
    "forbids": ((fail("403 Forbidden"),), "the server answered 403", 1),
    "wants money": ((fail("402 Payment Required"),), "the server answered 402", 1),
    "goes in circles": ((redirect("/"),), "the server redirects in a circle", 1),
    "resets": ((hang_up,), '"news.example" failed', 4),
    "says nothing": ((stay_silent,), f"it took longer than {SECONDS} s", 4),
}


@pytest.mark.parametrize("case", UNREACHABLE)
def test_unreachable_is_never_taken_for_gone(server, case):
    answers, reason, tries = UNREACHABLE[case]
    found = ask_one(server, *answers)
    assert (found.state, found.reason[: len(reason)]) == ("unreachable", reason)
    assert len(server.paths()) == tries


@pytest.mark.parametrize(
    ("host", "reason"), [("nowhere", "Name or service"), ("inside", "not on the public internet")]
)
def test_a_host_that_cannot_be_or_must_not_be_asked_is_unreachable(server, host, reason):
    found = ask_one(server, ok(b""), host=host)
    assert found.state == "unreachable"
    assert reason in found.reason
    assert server.connections == 0


def test_what_robots_txt_closes_is_not_asked(server):
    server.serve("/robots.txt", ok(b"User-agent: *\nDisallow: /", "text/plain"))
    found = ask_one(server, ok(b""))
    assert found.state == "unreachable"
    assert found.reason.startswith("robots.txt of")
    assert server.paths() == []


def test_address_and_archived_copy_are_asked_and_each_reported_once(server):
    server.serve("/", ok(b""))
    base = f"http://news.example:{server.port}"
    archive = {"url": f"{base}/gone", "date": "2022-02-21"}
    both = Source(id="a", title="A", kind="article", url=f"{base}/", archive=archive)
    same = Source(id="b", title="B", kind="article", url=f"{base}/")
    none = Source(id="c", title="C", kind="article")
    assert list_addresses(none) == ()
    done: list[str] = []
    found = check_links([both, same, none], TODAY, make_checker(server, [], done.append))
    assert list(found) == ["a", "b"]
    assert [one.state for one in found["a"].addresses] == ["alive", "gone"]
    assert sorted(done) == [f"{base}/", f"{base}/gone"]
    assert sorted(server.paths()) == ["/", "/gone"]


# Quotes


def write_project(root: Path, server: MisbehavingServer, **files: str) -> Path:
    quote, late = "on for an hour", "on Monday"
    address = f"http://news.example:{server.port}/a"
    proof = (
        f"url: {address}\nsha256: {'0' * 64}\ntext_sha256: {'0' * 64}\nwords: 100\n"
        "characters: 900\nchecked: 2022-02-22\nmethod: supplied\nquotes:\n"
    )
    for name, place in ((quote, 10), (late, 90)):
        proof += (
            f'  - {{statement: "talk#a", sha256: {hash_quote(name)}, context:'
            f" {hash_use('supports', ())}, found: {place}-{place + len(name)}}}\n"
        )
    return write_files(
        root,
        {
            "vocabulary.yml": "event_kinds: {call: Call}\n",
            "sources/article.yml": f"title: T\nkind: article\nurl: {address}\n",
            "proofs/article.yml": proof,
            "events/talk.yml": (
                "title: A talk\nkind: call\nstatements:\n  - id: a\n    text: T\n    evidence:\n  "
                f"    - {{source: article, quote: {quote}}}\n      - {{source: article, quote:"
                f" {late}}}\n      - {{source: article, quote: never proven}}\n"
            ),
            **files,
        },
    )


def ask_quotes(root: Path, server: MisbehavingServer) -> LinkCheck:
    corpus, _ = check_facts(root)
    checker = make_checker(server, [])
    checks = check_links(corpus.sources.values(), TODAY, checker)
    return check_quotes(corpus, checks, list_proven(corpus), checker)["article"]


@pytest.mark.parametrize(
    ("page", "states"),
    [
        (ok(PAGE.format("for").encode()), ["present", "present"]),
        (ok(PAGE.format("<b>for</b>").encode()), ["present", "present"]),
        (ok(PAGE.format("for about").encode()), ["drifted", "present"]),
        (ok(b"<html><body><script>app()</script></body></html>"), ["unreachable", "unreachable"]),
        (ok(b"%PDF-", "application/pdf"), ["unreachable", "unreachable"]),
        (fail("404 Not Found"), ["gone", "gone"]),
        (fail("503 Unavailable"), ["unreachable", "unreachable"]),
    ],
)
def test_each_proven_quote_is_looked_up_on_its_page(server, tmp_path, page, states):
    server.serve("/a", page)
    check = ask_quotes(write_project(tmp_path, server), server)
    found = {one.sha256: one.state for one in check.quotes}
    assert [found[hash_quote(quote)] for quote in ("on for an hour", "on Monday")] == states
    assert len(check.quotes) == 2
    assert is_bad(check) == bool({"gone", "drifted"} & set(states))


def test_a_quote_outside_the_article_s_text_is_still_on_the_page(server, tmp_path):
    page = PAGE.format("about").replace(
        "<article>", "<nav><ul><li>went on for an hour</li></ul></nav><article>"
    )
    server.serve("/a", ok(page.encode()))
    assert {one.state for one in ask_quotes(write_project(tmp_path, server), server).quotes} == {
        "present"
    }


def test_the_record_is_read_back_as_it_was_and_earlier_quotes_are_kept(server, tmp_path):
    server.serve("/a", ok(PAGE.format("about").encode()))
    root = write_project(tmp_path, server)
    check = ask_quotes(root, server)
    write_files(root, {"links/article.yml": format_link_check(check)})
    corpus, problems = check_facts(root)
    assert [
        problem for problem in problems if problem.position.path.startswith("facts/links")
    ] == []
    assert corpus.links["article"] == check
    bare = check_links(corpus.sources.values(), parse_date("2026-12-01"), make_checker(server, []))
    kept = keep_quotes(corpus, bare, list_proven(corpus))["article"]
    assert (kept.checked.text, kept.quotes_checked, kept.quotes) == (
        "2026-12-01",
        check.quotes_checked,
        check.quotes,
    )
    talk = root / "facts/events/talk.yml"
    talk.write_text(talk.read_text().replace("quote: on for an hour", "quote: on for a day"))
    changed = check_facts(root)[0]
    kept = keep_quotes(changed, bare, list_proven(changed))["article"]
    assert [quote.state for quote in kept.quotes] == ["present"]
    assert "no longer stands on the page" not in render_to_do(root)


@pytest.mark.parametrize(
    "location",
    ['/\u202e"\n', "http://[", "http://a@b/", "//\x1b[2J/", "`' #: \\", "/é\u2028x", "\\\u202e"],
)
def test_a_record_of_hostile_words_can_be_read(server, tmp_path, location):
    head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    server.serve("/a", head.encode())
    root = write_project(tmp_path, server)
    check = ask_quotes(root, server)
    write_files(root, {"links/article.yml": format_link_check(check)})
    assert check_facts(root)[0].links["article"] == check


def test_the_page_of_what_is_to_be_done_says_what_is_lost_with_the_date(server, tmp_path):
    root = write_project(tmp_path, server)
    assert "22 November 2026" not in render_to_do(root)
    server.serve("/a", ok(PAGE.format("about").encode()))
    write_files(root, {"links/article.yml": format_link_check(ask_quotes(root, server))})
    assert (
        "the quote no longer stands on the page of &#34;article&#34;, 22 November 2026"
        in render_to_do(root)
    )
    server.serve("/a", fail("410 Gone"))
    write_files(root, {"links/article.yml": format_link_check(ask_quotes(root, server))})
    assert "is gone: the server answered 410, 22 November 2026" in render_to_do(root)


def test_the_page_of_what_is_to_be_done_says_nothing_of_addresses_that_the_facts_no_longer_have(
    server, tmp_path
):
    root = write_project(tmp_path, server)
    write_files(root, {"links/article.yml": format_link_check(ask_quotes(root, server))})
    assert "answered 404" in render_to_do(root)
    write_files(
        root, {"sources/article.yml": "title: T\nkind: article\nurl: http://other.example/\n"}
    )
    assert "answered 404" not in render_to_do(root)


def render_to_do(root: Path) -> str:
    site = build_site(root)
    page = next(page for page in site.pages if page.url == "to-do/")
    return site.render(page, page.make_body())


def test_the_fetcher_pauses_before_each_request_robots_txt_and_redirects_too(server):
    server.serve("/", redirect(f"http://other.example:{server.port}/b"))
    server.serve("/b", ok(b""))
    network = Network(
        resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
    )
    paused: list[tuple[str, int]] = []
    fetcher = Fetcher(
        network=network, pause=lambda host: paused.append((host, len(server.requests)))
    )
    fetcher.probe(f"http://news.example:{server.port}/")
    assert paused == [
        ("news.example", 0),
        ("news.example", 1),
        ("other.example", 2),
        ("other.example", 3),
    ]
