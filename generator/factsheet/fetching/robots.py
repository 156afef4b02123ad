"""What a site's robots.txt allows (RFC 9309): text to rules, rules and path to yes or no. No
network here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 500 * 1024
"""How many bytes of a robots.txt are read: what RFC 9309, section 2.5, asks for at least."""

ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one crawler: (path pattern, whether it allows), in the order of the file."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, path: str) -> bool:
        """Whether `path`, with its query, may be fetched: the longest pattern decides, and of
        equals the kinder.
        """
        wanted = _normalise(path)
        found = ((len(pattern), allow) for pattern, allow in self.rules if matches(pattern, wanted))
        return max(found, default=(0, True))[1]


ALLOW_ALL = Robots()
DISALLOW_ALL = Robots((("/", False),))


def read_robots(data: bytes, agent: str) -> Robots:
    """The rules in the robots.txt `data` for the crawler whose product token is `agent`, else those
    for all (`*`).
    """
    own: list[tuple[str, bool]] = []
    common: list[tuple[str, bool]] = []
    named = False
    for agents, rules in _read_groups(data.decode("utf-8-sig", errors="replace")):
        if agent.lower() in agents:
            named = True
            own += rules
        elif "*" in agents:
            common += rules
    return Robots(tuple(own if named else common))


def matches(pattern: str, path: str) -> bool:
    """Whether `path` begins as `pattern` says: `*` stands for anything, `$` at the end for the end
    of the path.

    Takes time in proportion to the lengths, whatever a stranger's pattern looks like; so no regular
    expression.
    """
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or path == first
    at, last = len(first), rest.pop() if anchored else ""
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not anchored or (len(path) - len(last) >= at and path.endswith(last))


def _read_groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, bool]]]]:
    """Each group of the file: the crawlers it names, in small letters, and its rules."""
    agents: set[str] = set()
    rules: list[tuple[str, bool]] = []
    open_for_agents = True
    for line in re.split(r"\r\n|\r|\n", text):
        key, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match key.lower() if colon else "":
            case "user-agent":
                if not open_for_agents:
                    yield agents, rules
                    agents, rules, open_for_agents = set(), [], True
                agents.add(re.split(r"[/\s]", value)[0].lower())
            case "allow" | "disallow" as verb:
                open_for_agents = False
                if value:
                    rules.append((_normalise(value), verb == "allow"))
    yield agents, rules


def _normalise(path: str) -> str:
    """`path` with every octet outside ASCII escaped, and none escaped that need not be (RFC 9309,
    section 2.2.2).
    """
    ascii_only = "".join(char if char.isascii() else _escape(char) for char in path)
    return ESCAPED.sub(_unescape, ascii_only)


def _escape(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", errors="replace"))


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in UNRESERVED else match[0].upper()
