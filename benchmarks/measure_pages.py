"""Measure every page of the site of a generated corpus: its bytes, and its nodes.

Nodes are the start tags of the HTML. Exit with 1 if a page has more than 250 kB or 5,000 nodes.
"""

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generate_corpus import Sizes
from processes import run_command
from projects import BUILD, write_ours

EVENTS = 10_000
MOST_BYTES, MOST_NODES = 250_000, 5_000
MOST_TOLD = 20
START_TAG = re.compile(rb"<[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Size:
    """What a page takes."""

    url: str
    octets: int
    nodes: int

    @property
    def too_long(self) -> bool:
        return self.octets > MOST_BYTES or self.nodes > MOST_NODES

    @property
    def kind(self) -> str:
        """The folder of its address, and a star for each of the folders below that."""
        folder, *rest = self.url.split("/")
        return "/".join([folder, *("*" for _ in rest[:-1])]) or "/"


def measure_pages(site: Path) -> Iterator[Size]:
    """The size of each page of the built `site`, in the order of their addresses."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes()
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        yield Size(url, len(html), len(START_TAG.findall(html)))


def print_sizes(sizes: Sequence[Size]) -> int:
    """Print the longest page of each kind, and those that are too long; return how many are."""
    kinds: defaultdict[str, list[Size]] = defaultdict(list)
    for size in sizes:
        kinds[size.kind].append(size)
    print(f"{'':16}{'pages':>8}{'most kB':>10}{'most nodes':>12}{'too long':>10}")
    for kind, several in sorted(kinds.items()):
        kilobytes = max(size.octets for size in several) / 1000
        nodes = max(size.nodes for size in several)
        too_long = sum(size.too_long for size in several)
        print(f"{kind:16}{len(several):8,}{kilobytes:10,.1f}{nodes:12,}{too_long:10,}")
    faults = sorted((size for size in sizes if size.too_long), key=lambda size: -size.octets)
    for size in faults[:MOST_TOLD]:
        print(f"too long: {size.octets / 1000:10,.1f} kB {size.nodes:8,} nodes  {size.url}")
    return len(faults)


def main() -> None:
    """Build a site in a temporary folder, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_ours(project, Sizes(events=events))
        run = run_command(BUILD, project)
        print(f"{events:,} events, built in {run.user:.1f} s of the processor, {run.peak:,.0f} MB")
        faults = print_sizes(list(measure_pages(project / "site")))
    print(f"{faults:,} pages have more than {MOST_BYTES / 1000:.0f} kB or {MOST_NODES:,} nodes")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
