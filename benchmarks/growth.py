"""Time every stage on hostile input of sizes 1, 2, 4 and 8, and print how it grows: the exponent of
its time. Exit with 1 if any grows faster than the power 1.15.

Each shape is measured in a process of its own, in time of the processor, the best of several runs;
one that seems to grow faster is measured again, since other work on the machine only ever adds.
A time under `SHORT` at the largest size has no exponent: it is too short to measure, and to matter.
"""

import argparse
import gc
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import _lru_cache_wrapper, cache, partial
from pathlib import Path
from typing import Any

from growth_copies import COPIES, Copied
from growth_shapes import FACTS, MARKDOWN, PAGES, TEXTS, Project

MOST = 1.15
SIZES = (1, 2, 4, 8)
SHORT = 0.1
"""Seconds."""
ATTEMPTS = 3
PATIENCE = 600
"""As many seconds may a shape take."""

Times = dict[str, float]
"""Seconds of the processor by stage."""


GROUPS: Mapping[str, Mapping[str, Any]] = {
    "facts": FACTS,
    "copy": COPIES,
    "text": TEXTS,
    "page": PAGES,
    "html": MARKDOWN,
}
"""The shapes by what is done with them."""


def list_names() -> Iterator[str]:
    """Every shape by its group and name."""
    for group, shapes in GROUPS.items():
        yield from (f"{group}: {name}" for name in shapes)


def count_seconds() -> float:
    """The seconds of the processor that this process took, and those that it has ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


class Clock:
    """Takes the time of stages, of each the best of all runs."""

    def __init__(self) -> None:
        self.times: Times = {}

    def run(self, stage: str, work: Callable[[], Any]) -> Any:
        begun = count_seconds()
        result = work()
        seconds = count_seconds() - begun
        self.times[stage] = min(seconds, self.times.get(stage, math.inf))
        return result


def main() -> None:
    """Measure the shapes asked for, each in a process of its own, and print a line a stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="parts of shapes' names; all if left out")
    parser.add_argument("--largest", type=int, default=1 << 19, help="bytes of the largest size")
    parser.add_argument("--all", action="store_true", help="print what is too short, too")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--once", help="only run this shape at the largest size, and time nothing")
    given = parser.parse_args()
    if given.once:
        run_shape(given.once, Clock(), given.largest)
        return
    if given.measure:
        print(json.dumps(measure_shape(given.measure, given.largest)))
        return
    chosen = [
        name
        for name in list_names()
        if not given.shapes or any(part in name for part in given.shapes)
    ]
    worst = 0.0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        judge = partial(judge_shape, largest=given.largest, show_all=given.all)
        for exponent, lines in pool.map(judge, chosen):
            print(*lines, sep="\n", end="\n" if lines else "", flush=True)
            worst = max(worst, exponent)
    print(f"the largest exponent is {worst:.2f}, {MOST} is allowed")
    sys.exit(worst > MOST)


def judge_shape(name: str, largest: int, *, show_all: bool) -> tuple[float, list[str]]:
    """Measure a shape; return the largest exponent, and a line for each stage."""
    measured: dict[str, list[float]] = {}
    exponents: dict[str, float] = {}
    for _ in range(ATTEMPTS):
        try:
            times = measure_apart(name, largest)
        except (subprocess.SubprocessError, OSError) as error:
            return math.inf, [f"{name:42} {error}"]
        for stage, seconds in times.items():
            measured[stage] = list(map(min, seconds, measured.get(stage, seconds)))
        exponents = {stage: find_exponent(seconds) for stage, seconds in measured.items()}
        if max(exponents.values(), default=0) <= MOST:
            break
    lines = []
    for stage, times in measured.items():
        if show_all or times[-1] >= SHORT:
            mark = " <--" if exponents[stage] > MOST else ""
            seconds = " ".join(f"{value:8.3f}" for value in times)
            lines.append(f"{name:42} {stage:34} {seconds} {exponents[stage]:6.2f}{mark}")
    return max(exponents.values(), default=0), lines


def measure_apart(name: str, largest: int) -> dict[str, list[float]]:
    """Measure a shape in a process of its own; raises what `subprocess` raises."""
    command = [sys.executable, __file__, "--measure", name, "--largest", str(largest)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=PATIENCE)
    measured: dict[str, list[float]] = json.loads(done.stdout)
    return measured


def find_exponent(times: list[float]) -> float:
    """The slope of the logarithms by least squares; 0 if the times are too short. Those under an
    eighth of `SHORT` do not count: they are mostly what does not grow.
    """
    points = [
        (math.log(size), math.log(max(seconds, 1e-6)))
        for size, seconds in zip(SIZES, times, strict=True)
        if seconds >= SHORT / 8
    ]
    if times[-1] < SHORT or len(points) < 2:
        return 0.0
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return above / sum((x - middle[0]) ** 2 for x, _ in points)


def measure_shape(name: str, largest: int) -> dict[str, list[float]]:
    """The seconds of each stage at each size, for the shape of that name."""
    run_shape(name, Clock(), 2000)  # what is loaded or compiled once
    gc.collect()
    gc.freeze()
    gc.disable()  # or it would run in one stage, and not in another
    measured: dict[str, list[float]] = {}
    for size in SIZES:
        clock = Clock()
        for _ in range(2 if size < SIZES[-1] else 1):
            forget_all()
            gc.collect()
            run_shape(name, clock, largest * size // SIZES[-1])
        for stage, seconds in clock.times.items():
            measured.setdefault(stage, [0.0] * len(SIZES))[SIZES.index(size)] = seconds
    return measured


def forget_all() -> None:
    """Empty the caches of what was worked out of facts and texts. Otherwise the second run finds
    there what the first has left, as far as they reach: a size that they hold seems to take a
    fraction of one that they do not.
    """
    for module in [sys.modules[name] for name in sys.modules if name.startswith("factsheet.")]:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"] != 1:
                value.cache_clear()


def run_shape(name: str, clock: Clock, size: int) -> None:
    """Take the time of each stage of a shape at one size, in bytes."""
    group, _, shape = name.partition(": ")
    if group == "facts":
        measure_facts(clock, FACTS[shape](size))
    elif group == "copy":
        measure_copy(clock, COPIES[shape](size))
    elif group == "text":
        measure_text(clock, TEXTS[shape](size))
    elif group == "page":
        measure_page(clock, PAGES[shape](size))
    else:
        measure_html(clock, MARKDOWN[shape](size))


def measure_facts(clock: Clock, project: Project) -> None:
    """Time reading, checking and rendering a project."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), project)
        measure_project(clock, Path(folder), project)


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below `root`."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def measure_project(clock: Clock, root: Path, project: Project) -> None:
    """Time the stages of the project that stands below `root`."""
    from factsheet.checks import CHECKS, check_rule
    from factsheet.checks.pages import check_pages
    from factsheet.facts.files import list_files
    from factsheet.facts.load import place_findings, read_corpus
    from factsheet.facts.reader import read_text
    from factsheet.proof.judgement import judge_quotes

    largest = max(project, key=lambda path: len(project[path]))
    clock.run("read", lambda: read_text(project[largest], largest))
    clock.run("write and undo", lambda: write_statement(project.get("facts/events/e.yml", "")))
    corpus, problems = clock.run("load", lambda: read_corpus(root))
    clock.run("judge quotes", lambda: judge_quotes(corpus))
    findings = []
    for rule, _ in CHECKS:
        findings += clock.run(f"check {rule.id}", lambda rule=rule: check_rule(corpus, rule))
    found = clock.run("find the lines", lambda: place_findings(root, findings))
    pages, _ = list_files(root, root / "docs")
    clock.run("check pages", lambda: list(check_pages(corpus, root, pages)))
    measure_site(clock, root, corpus, tuple(sorted((*problems, *found))))


def write_statement(text: str) -> None:
    """Add a statement to the text of an event, and take it back beside the edit of another."""
    from factsheet.facts.writing.acts import add_statement
    from factsheet.facts.writing.amend import amend_text, read_tree
    from factsheet.facts.writing.merging import take_back_lines
    from factsheet.problems import Refused

    act = add_statement("events/e.yml", {"id": "written", "text": "They spoke."})
    with suppress(Refused):  # not every shape can be read
        amended = amend_text(text, act.plan(read_tree(text)))
        take_back_lines(text, amended, f"# theirs\n{amended}")


def measure_site(clock: Clock, root: Path, corpus: Any, problems: Any) -> None:
    """Time the making of pages."""
    from factsheet.pipeline.build import Facts, Site
    from factsheet.site.catalogue import build_pages, build_redirects
    from factsheet.site.shelf import Shelf
    from factsheet.voices.index import Index

    shelf = Shelf(Index(corpus))
    for part in ("assessments", "said_by", "said_about", "passed_on", "tallies"):
        clock.run(f"index {part}", partial(getattr, shelf.index, part))
    pages = clock.run("outline pages", lambda: build_pages(shelf, lambda: problems, "facts"))
    clock.run("redirects", lambda: build_redirects(corpus))
    site = Site(Facts(corpus, problems), shelf, load_shipped(), (), {}, searched=True)
    for kind in dict.fromkeys(page.kind for page in pages):
        several = [page for page in pages if page.kind == kind]
        clock.run(
            f"render {kind}",
            lambda several=several: [site.render(page, page.make_body()) for page in several],
        )
    clock.run("write search", lambda: list(site.write_search(())))
    docs = root / "docs" / "index.md"
    if docs.is_file():
        source = docs.read_text()
        content = "\n".join(f"<p>{line}</p>" for line in source.split("\n\n"))
        clock.run("fill blocks", lambda: site.fill_blocks(content, source, "x", "", print_nothing))


@cache
def load_shipped() -> Any:
    """The templates, which are compiled once."""
    from factsheet.pipeline.build import load_project_templates

    return load_project_templates(Path())


def measure_copy(clock: Clock, copied: Copied) -> None:
    """Time the proofs of quotes in a saved copy, what is said of them, and what is checked."""
    from factsheet.checks import CHECKS, check_rule
    from factsheet.facts.dates import parse_date
    from factsheet.facts.load import read_corpus
    from factsheet.fetching.fetcher import Fetched
    from factsheet.fetching.repeat import Base, _repeat_by_page, format_summary, repeat_proofs
    from factsheet.proof.judgement import find_misfits
    from factsheet.proof.proofs import write_proof
    from factsheet.proof.reading.doubts import list_doubts
    from factsheet.proof.verification import verify_source

    with tempfile.TemporaryDirectory() as folder:
        root, name = Path(folder), "a"
        write_files(root, {**copied.project, "copies/a.txt": copied.text})
        source = read_corpus(root)[0].find_source(name)
        quotes = [piece.evidence.quote for piece in read_corpus(root)[0].evidence_of_source[name]]
        today = parse_date("2022-02-22")
        verified = clock.run(
            "verify", lambda: verify_source(read_corpus(root)[0], source, root / "copies", today)
        )
        write_proof(root / "facts", verified.proof)
        corpus, _ = clock.run("load with proofs", lambda: read_corpus(root))
        repeated = clock.run(
            "verify --check", lambda: repeat_proofs(corpus, [name], root / "copies", None, ())
        )
        page = Fetched(url="", final_url="", media_type="text/plain", data=copied.text.encode())
        base = Base({}, corpus.proofs)
        clock.run("repeat by page", lambda: _repeat_by_page(corpus, name, base.proofs[name], page))
        clock.run("summary", lambda: format_summary(repeated, ()))
        clock.run(
            "doubts", lambda: list(list_doubts(name, copied.text, "Aa.\n" + copied.text, quotes))
        )
        clock.run("find misfits", lambda: find_misfits(corpus, name))
        for rule, _ in CHECKS:
            clock.run(f"check {rule.id}", lambda rule=rule: check_rule(corpus, rule))


def print_nothing(_: str) -> None:
    """Takes messages."""


def measure_text(clock: Clock, text: str) -> None:
    """Time what is done with an article's text, and with texts of facts."""
    from factsheet.facts.model import Source
    from factsheet.facts.writing.writer import format_record
    from factsheet.proof.fragments.forms import read_copy
    from factsheet.proof.fragments.making import make_fragment
    from factsheet.proof.nearest import find_nearest
    from factsheet.proof.quotes import count_words, find_quote, normalise_text
    from factsheet.proof.reading.coverage import measure_coverage

    plain = clock.run("normalise", lambda: normalise_text(text))
    clock.run("count words", lambda: count_words(text))
    clock.run("sentences", lambda: measure_coverage(text, ()))
    record = Source(id="a", title="x", kind="article", note=strip_marks(plain) or "x")
    clock.run("write", lambda: format_record(record))
    clock.run("read copy", lambda: read_copy(text))
    for name, quote in list_quotes(plain):
        spans = clock.run(f"find quote {name}", lambda quote=quote: find_quote(quote, plain))
        clock.run(f"nearest {name}", lambda quote=quote: find_nearest(quote + " zebra", text))
        if spans:
            clock.run(f"fragment {name}", lambda spans=spans: make_fragment(text, spans))


def list_quotes(plain: str) -> Iterator[tuple[str, str]]:
    """Quotes from the middle of a normalised text, the same ones at each size: from where it says
    again what it begins with, if it does, and from a long word, since the next best may be a rare
    one at one size, and one of a million at another.
    """
    half = len(plain) // 2
    middle = max(plain.rfind(plain[:20], 0, half), 0) or plain.find(" ", half) + 1
    words = plain[middle : middle + 900].split(" ")[:-1]
    words = words[words.index(max(words[:8], key=len)) :] if words else words
    for count in (1, 4, 20):
        if words[count:]:
            yield f"of {count}", " ".join(words[:count])
    if words[9:]:
        yield "with gaps", f"{words[0]} […] {words[3]} […] {words[8]}"
        yield "with many gaps", " […] ".join([*words[:8], "zebra"])


def strip_marks(text: str) -> str:
    """The text without combining marks, of which a note may have few."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def measure_page(clock: Clock, page: str) -> None:
    """Time the reading of a stranger's page: in the child, as it is."""
    from factsheet.problems import Refused
    from factsheet.proof.articles import read_article, read_whole_page

    data = page.encode()

    def read() -> None:
        try:
            read_article(data, "text/html")
        except Refused:
            return

    clock.run("read article", read)
    clock.run("read page", lambda: read_whole_page(data, "text/html"))


def measure_html(clock: Clock, content: str) -> None:
    """Time the search for placeholders."""
    from factsheet.checks.placeholders import fill_placeholders, list_paragraphs

    clock.run("paragraphs", lambda: list(list_paragraphs(content, "x")))
    clock.run(
        "fill",
        lambda: fill_placeholders(content, content, "x", lambda _: "", lambda _: None),
    )


if __name__ == "__main__":
    main()
