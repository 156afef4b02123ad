"""What a site's robots.txt allows (RFC 9309), as Protego reads it. Opens no connection."""

import re
from dataclasses import dataclass

from protego import Protego

LARGEST = 500 * 1024
"""How many bytes of a robots.txt are read: the least that RFC 9309, section 2.5, asks for."""

# Every line that Protego could take for one that names a crawler, and the product token it names.
AGENT_LINE = re.compile(r"\s*user(?:-|\s*)agent\b[\s:]*(\*(?!\S)|[a-z_-]*)", re.IGNORECASE)
SOMEBODY_ELSE = "-"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for the crawler whose product token is `agent`."""

    rules: Protego
    agent: str

    def allows(self, path: str) -> bool:
        """Whether `path`, with its query, may be fetched."""
        # Protego wants the whole address: it would read the path //a as a host.
        return self.rules.can_fetch(f"http://site/{path.removeprefix('/')}", self.agent)


def read_robots(data: bytes, agent: str) -> Robots:
    """Read the robots.txt `data` for the crawler whose product token is `agent`."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    text = "\n".join(_name_agent(line, agent) for line in lines)
    return Robots(Protego.parse(text), agent)


def _name_agent(line: str, agent: str) -> str:
    """`line`, which names all crawlers, us or somebody else if it names any.

    Protego compares names letter by letter: it would overlook `Factsheet/1.0` and take `Fact` for
    us. It also copies each rule of a group for each crawler named there, so that half a megabyte of
    a stranger's names and rules would fill the memory. Of three names there are few copies.
    """
    match = AGENT_LINE.match(line)
    if not match:
        return line
    known = match[1] == "*" or match[1].lower() == agent.lower()
    return f"User-agent: {match[1] if known else SOMEBODY_ELSE}"


ALLOW_ALL = read_robots(b"", "*")
DISALLOW_ALL = read_robots(b"User-agent: *\nDisallow: /", "*")
