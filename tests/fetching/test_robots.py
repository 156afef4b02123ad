"""What a robots.txt allows: RFC 9309, with the examples that it gives."""

import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.fetching.robots import read_robots

# RFC 9309, section 5.1 and 5.2.
SIMPLE = b"""\
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot

EOF
"""
LONGEST = b"User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"


@pytest.mark.parametrize(
    ("text", "agent", "path", "allowed"),
    [
        (SIMPLE, "other", "/example/page.html", False),
        (SIMPLE, "other", "/a.gif", False),
        (SIMPLE, "other", "/a.gif?b", True),
        (SIMPLE, "other", "/publications/", True),
        (SIMPLE, "FooBot", "/example/page.html", True),
        (SIMPLE, "foobot", "/example/allowed.gif", True),
        (SIMPLE, "foobot", "/publications/", False),
        (SIMPLE, "barbot", "/example/page.html", False),
        (SIMPLE, "bazbot", "/example/page.html", False),
        (SIMPLE, "bazbot", "/example/", True),
        (SIMPLE, "quxbot", "/example/page.html", True),
        (LONGEST, "foobot", "/example/page/disallowed.gif", False),
        (LONGEST, "foobot", "/example/page/other.gif", True),
        (b"user-agent: *\nallow: /a\ndisallow: /a", "x", "/a", True),
        (b"user-agent: *\ndisallow: /a\nallow: /a", "x", "/a", True),
        (b"User-agent: *\nDisallow:", "x", "/a", True),
        (b"Disallow: /", "x", "/a", True),
        (b"", "x", "/a", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a # why\r\n", "x", "/a", False),
        (b"User-agent: *\rDisallow: /a", "x", "/a", False),
        (b"User-agent: Factsheet/1.0\nDisallow: /", "Factsheet", "/a", False),
        (b"User-agent: Fact\nDisallow: /", "Factsheet", "/a", True),
        (
            b"User-agent: x\nDisallow: /a\nUser-agent: y\nUser-agent: x\nDisallow: /b",
            "x",
            "/a",
            False,
        ),
        (
            b"User-agent: x\nDisallow: /a\nUser-agent: y\nUser-agent: x\nDisallow: /b",
            "x",
            "/b",
            False,
        ),
        (b"User-agent: x\nSitemap: /s\nUser-agent: y\nDisallow: /b", "x", "/b", False),
        (b"User-agent: x\nCrawl-delay: 5\nDisallow: /b", "x", "/b", False),
        ("User-agent: *\nDisallow: /été".encode(), "x", "/%C3%A9t%c3%a9/a", False),
        (b"User-agent: *\nDisallow: /foo/bar/%62%61%7A", "x", "/foo/bar/baz", False),
        (b"User-agent: *\nDisallow: /a%2Fb", "x", "/a/b", True),
        (b"User-agent: *\nDisallow: /a%2fb", "x", "/a%2Fb", False),
        (b"User-agent: *\nDisallow: /a?b", "x", "/a?b=c", False),
        (b"\xff\xfe\x00 nonsense", "x", "/", True),
    ],
)
def test_what_is_allowed(text, agent, path, allowed):
    assert read_robots(text, agent).allows(path) == allowed


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("/a", "/a/b", True),
        ("/a$", "/a", True),
        ("/a$", "/a/", False),
        ("/*.php", "/x.php5", True),
        ("/*.php$", "/x.php5", False),
        ("/*.php$", "/x.php/y.php", True),
        ("/a*a$", "/a", False),
        ("/a*b*c$", "/abc", True),
        ("/a*b*c$", "/acb", False),
        ("*", "/", True),
        ("*$", "/", True),
        ("$", "/", False),
        ("/a*", "/b", False),
        ("/a**b", "/ab", True),
        ("/*b*a", "/ab", False),
    ],
)
def test_pattern(pattern, path, matched):
    assert forbids(pattern, path) == matched


def forbids(pattern: str, path: str) -> bool:
    return not read_robots(f"User-agent: *\nDisallow: {pattern}".encode(), "x").allows(path)


@given(st.text("ab*", max_size=8), st.text("ab", max_size=12), st.booleans())
def test_pattern_means_what_a_regular_expression_would(pattern, path, anchored):
    expression = "/" + ".*".join(map(re.escape, pattern.split("*"))) + ("$" if anchored else "")
    expected = bool(re.match(expression, f"/{path}"))
    assert forbids(f"/{pattern}" + "$" * anchored, f"/{path}") == expected


def test_pattern_made_to_take_for_ever_does_not():
    """A regular expression would try every way to share out the stars."""
    assert not forbids("/" + "*a" * 5_000 + "b$", "/" + "a" * 60_000)


AGENT_LINES = (
    "User-agent: a{}",
    "user agent a{}",
    " UserAgent:a{}",
    "User-Agent\ta{}",
    "useragent :a{}",
)


@pytest.mark.parametrize("line", AGENT_LINES)
@pytest.mark.parametrize("end", ["\n", "\r", "\v", "\u2028"])
def test_many_names_and_many_rules_do_not_fill_the_memory(line, end):
    """Each rule is kept for each name in its group: of 300 each, 90,000."""
    names = [line.format(number) for number in range(300)]
    rules = [f"Disallow: /{number}" for number in range(300)]
    tracemalloc.start()
    try:
        robots = read_robots(end.join(names + rules).encode(), "Factsheet")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert robots.allows("/1")
    assert peak < 2 * 1024**2


@given(st.binary(), st.text())
def test_nothing_raises(data, path):
    read_robots(data, "x").allows(path)
