"""The download against a server that misbehaves. What is proven of addresses: no connection goes to
a refused one.
"""

import socket
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.fetching.fetcher import (
    Fetched,
    Fetcher,
    Limits,
    Network,
    name_agent,
    trust_authorities,
)
from factsheet.fetching.public_hosts import NAT64, SIX_TO_FOUR, Address, is_public
from factsheet.problems import Refusal
from support.misbehaving_server import (
    CERTIFICATE,
    MisbehavingServer,
    count_in_chunks,
    drip,
    hang_up,
    make_client_tls,
    ok,
    pack_bomb,
    pack_gzip,
    redirect,
    repeat,
    stay_silent,
)

PAGE = b"<p>An article."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = Limits(size=100_000, redirects=3)
QUICK = Limits(seconds=0.3, connect_seconds=0.2)
HERE = IPv4Address("127.0.0.1")


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        yield server


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which connections were tried."""
    tried: list[str] = []
    connect = socket.create_connection

    def record(address, *arguments, **options):
        tried.append(address[0])
        return connect(address, *arguments, **options)

    monkeypatch.setattr("socket.create_connection", record)
    return tried


def only_here(port: int, **names: str) -> Network:
    """Every name leads to the server, but those in `names`; only the server's address is allowed."""
    return Network(
        resolve=lambda host, _: [
            names.get(host.partition(".")[0], host if host[:1].isdigit() else str(HERE))
        ],
        allow=lambda address: address == HERE,
        ports=frozenset({port, 80, 443}),
    )


def fetch_document(
    url: str, limits: Limits | None = None, network: Network | None = None
) -> Fetched | Refusal:
    return Fetcher(limits=limits, network=network).fetch(url)


def fetch(
    server: MisbehavingServer, path: str = "/", limits: Limits = SMALL, **names: str
) -> Fetched | Refusal:
    url = f"http://news.example:{server.port}{path}"
    return fetch_document(url, limits=limits, network=only_here(server.port, **names))


def refuse(
    server: MisbehavingServer, answer: object, path: str = "/", limits: Limits = SMALL, **names: str
) -> str:
    """The reason for which `answer` is refused."""
    server.serve(path, answer)
    found = fetch(server, path, limits, **names)
    assert isinstance(found, Refusal), found
    return found.reason


# What goes right


def test_document_comes_as_it_is(server):
    server.serve("/a?b=c", ok(PAGE, "text/html; charset=ISO-8859-1"))
    found = fetch(server, "/a?b=c#passage")
    url = f"http://news.example:{server.port}/a?b=c"
    assert found == Fetched(
        url=url + "#passage", final_url=url, media_type="text/html; charset=iso-8859-1", data=PAGE
    )


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", pack_gzip(PAGE)),
        ("x-gzip", pack_gzip(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_packed_document_is_unpacked(server, coding, packed):
    server.serve("/", ok(packed, "text/html", f"Content-Encoding: {coding}"))
    found = fetch(server)
    assert isinstance(found, Fetched)
    assert found.data == PAGE


def test_chunked_document(server):
    chunks = b"".join(count_in_chunks(bytes([byte])) for byte in PAGE) + b"0\r\n\r\n"
    server.serve("/", HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
    found = fetch(server)
    assert isinstance(found, Fetched)
    assert found.data == PAGE


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_redirects_are_followed(server, status):
    server.serve("/", redirect("../b#c", status))
    server.serve("/b", ok(PAGE))
    found = fetch(server)
    assert isinstance(found, Fetched)
    assert found.final_url == f"http://news.example:{server.port}/b"


def test_request_says_who_asks_and_nothing_else(server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("default login me password secret")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.serve("/", ok(PAGE, "text/html", "Set-Cookie: a=b; Path=/"))
    assert isinstance(fetch(server), Fetched)
    names = [line.partition(":")[0].lower() for line in server.heads[-1].split("\r\n")[1:-2]]
    assert sorted(names) == ["accept", "accept-encoding", "connection", "host", "user-agent"]
    assert (
        "br" not in server.heads[-1].lower().partition("accept-encoding:")[2].partition("\r\n")[0]
    )


def test_user_agent_names_the_site_only_where_there_is_one():
    assert name_agent("").startswith("Factsheet/")
    assert "(" not in name_agent("")
    assert name_agent("https://facts.example/").endswith(" (+https://facts.example/)")
    assert "evil" not in name_agent("https://a\r\nevil: 1")
    assert "evil" not in name_agent("https://a) evil")


def test_cookies_are_not_kept(server):
    server.serve("/", redirect("/b").replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b; Path=/\r\n\r\n"))
    server.serve("/b", ok(PAGE))
    assert isinstance(fetch(server), Fetched)
    assert not any("cookie" in head.lower() for head in server.heads)


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1", "http://127.0.0.1", "http://0x7f000001", "http://0x7f.1", "http://2130706433", "http://0",
        "http://017700000001", "http://0177.0.0.1", "http://[::1]", "http://[::]", "http://[::ffff:127.0.0.1]",
        "http://[::ffff:7f00:1]", "http://[64:ff9b::7f00:1]", "http://[2002:7f00:1::]", "http://[fe80::1%25lo]",
        "http://[fe80::1%lo]", "http://localhost", "http://localhost.", "http://LOCALHOST", "http://127。0。0。1",
        "http://１２７.0.0.1", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1", "http://[fd00::1]",
        "http://224.0.0.1", "http://255.255.255.255", "http://100.64.0.1", "http://user@127.0.0.1",
        "http://example.com@127.0.0.1", "http://user:secret@news.example", "http://@news.example",
        "http://news.example\\@127.0.0.1", "http://127.0.0.1\t", "http:/\n/127.0.0.1",
        "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "data:text/html,x", "//news.example",
        "news.example", "", "http://", "http:///x", "http://[", "http://[::1", "http://a..b", "http://-" + "a" * 64,
        "http://" + "a." * 200 + "example", "http://news.example:0", "http://news.example:22",
        "http://news.example:99999", "http://news.example:x", "https://news.example:8443", "http://ex%61mple\ud800",
        "http://xn--\u00fc.example", "http://\u202eevil.example", "http://news.example/" + "a" * 70_000,
    ],
)  # fmt: skip
def test_address_is_refused_without_a_connection(url, reached):
    found = fetch_document(url, network=Network(resolve=lambda *_: ["127.0.0.1"]))
    assert isinstance(found, Refusal)
    assert reached == []


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "0x7f000001",
        "0x7f.1",
        "2130706433",
        "0",
        "1.2.3.0x4",
        "a..b",
        "-" + "a" * 64,
        "a" * 64,
        "a." * 127 + "a",
    ],
)
def test_host_is_refused_even_where_the_resolver_makes_sense_of_it(host, reached):
    found = fetch_document(
        f"http://{host}/", limits=SMALL, network=Network(resolve=lambda *_: ["93.184.215.14"])
    )
    assert isinstance(found, Refusal)
    assert reached == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://news.example:0/", "port 0 is not"),
        ("http://news.example:22/", "port 22 is not"),
        ("https://news.example:8443/", "port 8443 is not"),
        ("http://user@news.example/", "holds a user's name"),
        ("http://:secret@news.example/", "holds a user's name"),
        ("http://news.example\\@other.example/", "a backslash"),
        ("http://news.example/a\\b", "a backslash"),
        ("file:///etc/passwd", "does not begin with"),
        ("ftp://news.example/", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
    ],
)
def test_address_is_refused_wherever_it_leads(url, reason, reached):
    found = fetch_document(url, limits=SMALL, network=Network(resolve=lambda *_: ["93.184.215.14"]))
    assert isinstance(found, Refusal)
    assert reason in found.reason
    assert reached == []


@pytest.mark.parametrize("location", ["/a\\b", "\\\\other.example\\"])
def test_redirect_that_parsers_read_differently(server, location):
    assert "which is not an address" in refuse(server, redirect(location))


def test_host_written_in_other_letters_is_asked_under_its_own(server):
    server.serve("/", ok(PAGE))
    found = fetch_document(
        f"http://BÜCHER.example.:{server.port}/", limits=SMALL, network=only_here(server.port)
    )
    assert isinstance(found, Fetched)
    assert {host for host, _ in server.requests} == {"xn--bcher-kva.example"}


def test_production_refuses_loopback(server, reached):
    network = Network(resolve=lambda *_: ["127.0.0.1"], ports=frozenset({server.port}))
    found = fetch_document(f"http://news.example:{server.port}/", network=network)
    assert isinstance(found, Refusal)
    assert "127.0.0.1, which is not on the public internet" in found.reason
    assert (reached, server.connections) == ([], 0)


def test_one_refused_address_among_public_ones_is_enough(reached):
    network = Network(resolve=lambda *_: ["93.184.215.14", "2606:2800:21f::1", "127.0.0.1"])
    assert isinstance(fetch_document("http://news.example/", network=network), Refusal)
    assert reached == []


def test_name_that_changes_its_address_is_asked_at_the_one_checked(server, reached, monkeypatch):
    """The answer to the first question is checked and used; to later ones, a refused address,
    nobody connects.
    """
    looked_up: list[str] = []
    real = socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda host, *rest: looked_up.append(host) or real(host, *rest)
    )
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    network = Network(
        resolve=lambda *_: answers.pop(0),
        allow=lambda address: address == HERE,
        ports=frozenset({server.port}),
    )
    server.serve("/", ok(PAGE))
    fetcher = Fetcher(limits=SMALL, network=network)
    url = f"http://rebinds.example:{server.port}/"
    assert isinstance(fetcher.fetch(url), Fetched)
    assert len(answers) == 1, "one look-up for each request"
    found = fetcher.fetch(url)
    assert isinstance(found, Refusal)
    assert "10.0.0.1" in found.reason
    assert set(looked_up) == set(reached) == {"127.0.0.1"}, "no name is looked up a second time"


@pytest.mark.parametrize(
    "location",
    [
        "http://inner.example/", "http://10.0.0.7/", "//10.0.0.7/", "http://169.254.169.254/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://127.1/", "http://0x7f000001/", "http://[64:ff9b::a00:1]/",
        "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "http://user:secret@news.example/",
        "http://news.example:22/", "http://news.example:9/", "http://[", "http://[::1", "\\\\10.0.0.7\\", "http://",
        "http://ü\x01.example", "https:", "http://a b/", "http://%31%32%37.0.0.1/", "http:\x0b//x", "http://..",
    ],
)  # fmt: skip
def test_redirect_to_a_refused_place_is_not_followed(server, reached, location):
    server.serve("/", redirect(location))
    found = fetch(server, "/", inner="10.0.0.7")
    assert isinstance(found, Refusal)
    assert set(reached) == {"127.0.0.1"}
    assert server.paths() == ["/"]


def test_refused_place_at_the_end_of_a_chain(server, reached):
    server.serve("/", redirect(f"http://other.example:{server.port}/2"))
    assert "10.0.0.7" in refuse(server, redirect("http://inner.example/"), "/2", inner="10.0.0.7")
    server.serve("/2", redirect("http://inner.example/"))
    found = fetch(server, "/", inner="10.0.0.7")
    assert isinstance(found, Refusal)
    assert "10.0.0.7" in found.reason
    assert set(reached) == {"127.0.0.1"}


def test_robots_txt_does_not_lead_to_a_refused_place_either(server, reached):
    server.serve("/robots.txt", redirect("http://inner.example/"))
    assert "10.0.0.7" in refuse(server, ok(PAGE), inner="10.0.0.7")
    assert (set(reached), server.paths()) == ({"127.0.0.1"}, [])


@pytest.mark.parametrize(
    ("location", "reason"),
    [("/", "in a circle"), ("/?", "in a circle"), ("", "in a circle"), ("#x", "in a circle")],
)
def test_redirect_to_itself(server, location, reason):
    assert reason in refuse(server, redirect(location))


def test_redirects_without_end(server):
    for step in range(6):
        server.serve(f"/{step}", redirect(f"/{step + 1}"))
    assert "more than 3 times" in refuse(server, redirect("/1"), "/0")
    assert server.paths() == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_redirect_that_does_not_say_where_to(server, answer):
    assert "does not say clearly where to" in refuse(server, answer)


def test_all_addresses_of_a_host_are_tried(server, monkeypatch):
    connect = socket.create_connection

    def fail_at_first(address, *arguments, **options):
        if address[0] == "127.0.0.2":
            raise ConnectionRefusedError
        return connect(address, *arguments, **options)

    monkeypatch.setattr("socket.create_connection", fail_at_first)
    server.serve("/", ok(PAGE))
    network = Network(
        resolve=lambda *_: ["127.0.0.2", "127.0.0.1"],
        allow=lambda _: True,
        ports=frozenset({server.port}),
    )
    assert isinstance(
        fetch_document(f"http://news.example:{server.port}/", network=network), Fetched
    )


def list_disguises(address: IPv4Address) -> list[IPv6Address]:
    """The IPv6 addresses at which packets for an IPv4 address are taken on."""
    return [
        IPv6Address(0xFFFF << 32 | int(address)),
        IPv6Address(int(NAT64.network_address) | int(address)),
        IPv6Address(int(SIX_TO_FOUR.network_address) | int(address) << 80),
    ]


@given(st.ip_addresses(v=4))
def test_ipv4_is_public_in_no_disguise_but_as_itself(address):
    public = is_public(address)
    assert not public or address.is_global
    assert all(is_public(disguise) == public for disguise in list_disguises(address))
    assert not is_public(IPv6Address(int(address))), "IPv4-compatible (RFC 4291, section 2.5.5.1)"


@given(st.ip_addresses(v=6))
def test_public_ipv6_is_global_unicast(address):
    assert not is_public(address) or address.is_global or address in NAT64 or address in SIX_TO_FOUR


SPECIAL = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.175.48.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/128",
    "::1/128",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/32",
    "2001:2::/48",
    "2001:db8::/32",
    "2001:20::/28",
    "2620:4f:8000::/48",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
]


@given(st.sampled_from(SPECIAL).flatmap(lambda network: st.ip_addresses(network=network)))
def test_special_address_is_refused(address: Address):
    assert not is_public(address)


@pytest.mark.parametrize("special", SPECIAL)
def test_a_special_network_is_refused_from_its_first_address_to_its_last(special: str) -> None:
    network = ip_network(special)
    assert not is_public(network[0])
    assert not is_public(network[-1])


CLOUDS = [
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "192.0.0.192",
    "161.26.0.7",
    "166.9.48.1",
    "fd00:ec2::254",
    "fd20:ce::254",
]


@pytest.mark.parametrize("address", CLOUDS)
def test_what_a_cloud_serves_its_own_machines_with_is_refused_in_every_disguise(address):
    plain = ip_address(address)
    assert not is_public(plain)
    if isinstance(plain, IPv4Address):
        assert [one for one in list_disguises(plain) if is_public(one)] == []


@given(st.ip_addresses(v=4), st.sampled_from([0x00005EFE, 0x02005EFE]))
def test_a_tunnel_within_a_site_leads_no_further_than_the_address_in_it(address, middle):
    outside, inside = int(ip_address("2a00:1450::")), int(ip_address("fe80::"))
    lower = middle << 32 | int(address)
    assert is_public(IPv6Address(outside | lower)) == is_public(address)
    assert not is_public(IPv6Address(inside | lower))


def test_address_of_one_interface_is_refused():
    assert not is_public(ip_address("2606:4700::1111%1"))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::200e"]
)
def test_public_address_is_allowed(address):
    assert is_public(ip_address(address))


# Size


@pytest.mark.parametrize(
    ("coding", "wbits", "size"),
    [("gzip", 31, 1024**3), ("deflate", 15, 1024**2 * 99), ("deflate", -15, 1024**2 * 99)],
)
def test_bomb_is_refused_in_little_memory(server, coding, wbits, size):
    """A gigabyte of nothing; the limit is the one that users have, 10 MiB."""
    answer = ok(pack_bomb(size, wbits), "text/html", f"Content-Encoding: {coding}")
    tracemalloc.start()
    try:
        reason = refuse(server, answer, limits=Limits())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert reason == "the document is larger than 10,485,760 bytes"
    assert peak < 40 * 1024**2


def test_bomb_within_a_bomb(server):
    packed = pack_gzip(pack_gzip(PAGE))
    assert "was not asked to" in refuse(
        server, ok(packed, "text/html", "Content-Encoding: gzip, gzip")
    )


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "nonsense", "\xff"])
def test_coding_that_was_not_asked_for(server, coding):
    assert "was not asked to" in refuse(
        server, ok(PAGE, "text/html", f"Content-Encoding: {coding}")
    )


@pytest.mark.parametrize(
    "body",
    [PAGE, pack_gzip(PAGE)[:-4], pack_gzip(PAGE) + b"more", pack_gzip(PAGE) * 2, b"", b"\x1f\x8b"],
    ids=["not-packed", "cut-off", "more", "twice", "empty", "begun"],
)
def test_document_packed_wrongly(server, body):
    assert "packed" in refuse(server, ok(body, "text/html", "Content-Encoding: gzip"))


def test_announced_size_is_enough_to_refuse(server):
    reason = refuse(server, HEAD + b"Content-Length: 100001\r\n\r\n")
    assert reason == "the document is larger than 100,000 bytes"


@pytest.mark.parametrize(
    "behaviour",
    [
        repeat(HEAD + b"\r\n", b"a" * 10_000),
        repeat(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", count_in_chunks(b"a" * 10_000)),
        repeat(HEAD + b"Content-Encoding: gzip\r\n\r\n", bytes(range(256)) * 40),
    ],
    ids=["until-close", "chunked", "packed"],
)
def test_document_without_end(server, behaviour):
    limits = Limits(seconds=20, size=100_000)
    assert refuse(server, behaviour, limits=limits) == "the document is larger than 100,000 bytes"


def test_largest_document_allowed(server):
    server.serve("/", ok(b"a" * SMALL.size))
    assert isinstance(fetch(server), Fetched)
    assert "larger" in refuse(server, ok(b"a" * (SMALL.size + 1)))


# Time

TOO_LONG = ("it took longer than 0.3 s", '"news.example" did not answer in time')


@pytest.mark.parametrize(
    "behaviour",
    [
        stay_silent,
        drip(b""),
        drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(HEAD + b"\r\n"),
        drip(HEAD + b"Content-Length: 9999\r\n\r\n"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", count_in_chunks(b"a")),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    ],
    ids=["silence", "status", "headers", "continue", "body", "length", "chunks", "trailers"],
)
def test_slow_drip_ends_with_the_deadline(server, behaviour):
    assert refuse(server, behaviour, limits=QUICK).startswith(TOO_LONG)


def test_time_counts_over_all_redirects(server):
    """Each answer is quick enough by itself."""

    def dawdle(server: MisbehavingServer, connection: socket.socket) -> bytes:
        server.closing.wait(0.12)
        return redirect(f"/{len(server.requests)}")

    for step in range(20):
        server.serve(f"/{step}", dawdle)
    reason = refuse(server, dawdle, limits=Limits(seconds=0.3, redirects=20))
    assert reason.startswith(TOO_LONG)


def test_slow_robots_txt_counts(server):
    server.serve("/robots.txt", drip(HEAD + b"\r\n"))
    assert refuse(server, ok(PAGE), limits=QUICK).startswith(TOO_LONG)
    assert server.paths() == []


def test_slow_name_server(server):
    def resolve(*_: object) -> list[str]:
        server.closing.wait(20)
        return ["127.0.0.1"]

    found = fetch_document("http://news.example/", limits=QUICK, network=Network(resolve=resolve))
    assert found == Refusal(
        "it took longer than 0.3 s to look up the host (asked for robots.txt first)",
        "try again later",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, such a listener refuses")
def test_host_that_takes_connections_and_does_not_open_them(reached):
    """A listener whose queue is full answers no further connection."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        crowd = []
        for _ in range(8):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", port))
            crowd.append(waiting)
        found = fetch_document(
            f"http://news.example:{port}/", limits=QUICK, network=only_here(port)
        )
        for waiting in crowd:
            waiting.close()
    assert isinstance(found, Refusal)
    assert found.reason.startswith(TOO_LONG)


def test_drip_within_the_tls_handshake():
    with MisbehavingServer() as server:
        server._reply = drip(b"\x16\x03\x03\x3f\xff").__get__(server)  # a record that never ends
        network = only_here(server.port)
        found = fetch_document(
            f"https://news.example:{server.port}/", limits=QUICK, network=network
        )
    assert isinstance(found, Refusal)
    assert found.reason.startswith(TOO_LONG)


# What is no HTTP, or no text


@pytest.mark.parametrize(
    "answer",
    [
        hang_up,
        b"",
        b"\x00\xff\x80" * 100,
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: a\x00b\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        HEAD + b"Content-Length: 99999999999999999999999\r\n\r\nabc",
        HEAD + b"Content-Length: 500\r\n\r\n" + PAGE,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + count_in_chunks(PAGE),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nabc",
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        HEAD
        + b"Content-Length: 14\r\nConnection: close\r\n"
        + b"X: y\r\n" * 100_000
        + b"\r\n"
        + PAGE,
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 999 Never heard of\r\n\r\n",
    ],
)
def test_garbage_is_refused(server, answer):
    refuse(server, answer)


@pytest.mark.parametrize("piece", [b"X: y\r\n", b"a" * 1000], ids=["lines", "one-line"])
def test_headers_without_end(server, piece):
    assert "failed" in refuse(
        server, repeat(b"HTTP/1.1 200 OK\r\nX: ", piece), limits=Limits(seconds=20)
    )


@pytest.mark.parametrize(
    "status", ["400 Bad", "401 Who", "403 No", "404 Not Found", "410 Gone", "500 Oh", "503 Later"]
)
def test_other_answers_are_named(server, status):
    assert refuse(server, ok(PAGE, status=status)) == f"the server answered {status[:3]}"


@pytest.mark.parametrize(
    "media_type",
    [
        "application/pdf",
        "image/png",
        "text/javascript",
        "application/octet-stream",
        "",
        "text/htmlx",
        "\xff",
    ],
)
def test_other_media_types(server, media_type):
    assert refuse(server, ok(PAGE, media_type)).startswith("the document ")


@pytest.mark.parametrize("body", [b"%PDF-1.7 text", b"a\x00b", b"", b" \r\n"])
def test_what_is_no_text_whatever_its_header_says(server, body):
    refuse(server, ok(body))


@given(
    prefix=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", HEAD, HEAD + b"\r\n", b"HTTP/1.1 302 Found\r\nLocation: ",
                            HEAD + b"Content-Encoding: gzip\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"]),
    noise=st.binary(max_size=200),
)  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_no_answer_raises_an_exception(shared_server, prefix, noise):
    shared_server.serve("/", prefix + noise)
    shared_server.serve("/robots.txt", ok(b"", "text/plain"))
    assert isinstance(fetch(shared_server, limits=Limits(seconds=5)), Fetched | Refusal)


@pytest.fixture(scope="module")
def shared_server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        yield server


@given(
    st.one_of(
        st.text(),
        st.text().map(lambda text: f"http://{text}"),
        st.from_regex(r"\Ahttps?://[\s\S]{1,30}"),
    )
)
def test_no_address_raises_an_exception(url):
    assert isinstance(
        fetch_document(url, network=Network(resolve=lambda *_: ["127.0.0.1"])), Refusal
    )


# TLS


def fetch_tls(server: MisbehavingServer, host: str, **settings: object) -> Fetched | Refusal:
    network = Network(
        resolve=lambda *_: ["127.0.0.1"],
        allow=lambda _: True,
        ports=frozenset({server.port}),
        **settings,
    )
    return fetch_document(
        f"https://{host}:{server.port}/", limits=Limits(seconds=10), network=network
    )


@pytest.mark.parametrize("host", ["news.example", "NEWS.example.", "bücher.example"])
def test_certificate_is_checked_for_the_name_not_the_address(host):
    with MisbehavingServer(tls=True) as server:
        server.serve("/", ok(PAGE))
        found = fetch_tls(server, host, tls=make_client_tls)
    assert isinstance(found, Fetched)
    assert found.data == PAGE
    assert set(server.server_names) <= {"news.example", "xn--bcher-kva.example", "bücher.example"}
    assert server.server_names


@pytest.mark.parametrize(
    ("host", "settings"),
    [
        ("news.example", {}),
        ("other.example", {"tls": make_client_tls}),
        ("127.0.0.1", {"tls": make_client_tls}),
    ],
    ids=["unknown-authority", "other-name", "address"],
)
def test_certificate_that_proves_nothing(host, settings):
    with MisbehavingServer(tls=True) as server:
        server.serve("/", ok(PAGE))
        found = fetch_tls(server, host, **settings)
    assert isinstance(found, Refusal)
    assert "CERTIFICATE_VERIFY_FAILED" in found.reason
    assert server.requests == []


def test_environment_brings_no_authority(monkeypatch, tmp_path: Path):
    (tmp_path / "ca.pem").write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with MisbehavingServer(tls=True) as server:
        server.serve("/", ok(PAGE))
        assert isinstance(
            fetch_tls(server, "news.example", tls=trust_authorities.__wrapped__), Refusal
        )


def test_tls_asked_of_a_server_that_knows_none(server):
    assert isinstance(fetch_tls(server, "news.example"), Refusal)


def test_plain_text_asked_of_a_server_that_wants_tls():
    with MisbehavingServer(tls=True) as server:
        assert isinstance(fetch(server), Refusal)


# robots.txt over the wire; what it means is in test_robots.py


def test_robots_txt_is_asked_first_and_once(server):
    server.serve("/robots.txt", ok(b"User-agent: *\nDisallow: /private", "text/plain"))
    server.serve("/a", ok(PAGE))
    fetcher = Fetcher(limits=SMALL, network=only_here(server.port))
    base = f"http://news.example:{server.port}"
    assert isinstance(fetcher.fetch(f"{base}/a"), Fetched)
    found = fetcher.fetch(f"{base}/private/b")
    assert isinstance(found, Refusal)
    assert "robots.txt" in found.reason
    assert [path for _, path in server.requests] == ["/robots.txt", "/a"]


def test_robots_txt_of_the_place_redirected_to_counts(server):
    server.serve("/", redirect("/private"))
    server.serve("/robots.txt", ok(b"User-agent: factsheet\nDisallow: /private", "text/plain"))
    assert isinstance(fetch(server), Refusal)
    assert server.paths() == ["/"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (ok(b"", status="404 Not Found"), True),
        (ok(b"", status="403 Forbidden"), True),
        (ok(b"", status="429 Too Many Requests"), False),
        (ok(b"", status="500 Oh"), False),
        (ok(b"", status="503 Later"), False),
        (hang_up, False),
        (redirect("/robots.txt"), False),
        (redirect("/elsewhere"), True),
        (ok(b"<html>not rules at all", "text/html"), True),
        (
            ok(pack_gzip(b"User-agent: *\nDisallow: /"), "text/plain", "Content-Encoding: gzip"),
            False,
        ),
        (ok(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000, "text/plain"), False),
        (ok(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /", "text/plain"), True),
        (ok(pack_bomb(64 * 1024**2, 31), "text/plain", "Content-Encoding: gzip"), True),
    ],
)
def test_robots_txt_that_cannot_be_had(server, answer, allowed):
    server.serve("/robots.txt", answer)
    server.serve("/", ok(PAGE))
    assert isinstance(fetch(server, limits=Limits(seconds=10)), Fetched) == allowed
    assert bool(server.paths()) == allowed or server.paths() == ["/elsewhere", "/"]
