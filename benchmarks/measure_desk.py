"""Time the reading desk on 300 sources with 10,000 statements: opening the shelf and an article,
a look at what is typed, and saving a statement. Exit with 1 if opening an article or saving takes
0.5 s or more.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from starlette.testclient import TestClient

from factsheet.desk.app import make_app
from factsheet.desk.guard import Guard
from factsheet.desk.state import Desk, read_facts
from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.problems import Refusal
from factsheet.proof.proofs import write_proof
from factsheet.proof.quotes import GAP, normalise_text
from factsheet.proof.verification import Verified, verify_source
from generate_corpus import Sizes, generate_corpus

GOAL_SECONDS = 0.5
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
TODAY = date(2031, 5, 5)
FILLER = tuple(
    """
    and then as they had said again of the same so many more things were told there
    """.split()  # noqa: SIM905 - as words they can be read
)


def main() -> None:
    """Write facts and copies into a temporary folder, and ask a desk over them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="so many articles are opened")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate_corpus(root / "facts", Sizes())
        desk = Desk(root, root / ".snapshots", today=lambda: TODAY, fetch=refuse)
        prove_all(desk, write_copies(desk))
        worst = measure(
            Desk(root, root / ".snapshots", today=lambda: TODAY, fetch=refuse), given.times
        )
    sys.exit(worst >= GOAL_SECONDS)


def refuse(url: str) -> Refusal:
    """Nothing is fetched here."""
    return Refusal(url)


def write_copies(desk: Desk) -> Corpus:
    """Write a copy of each quoted source, in which every quote of it stands once, in sentences."""
    desk.snapshots.mkdir()
    rng = Random(2022)
    corpus = read_facts(desk)
    for name, pieces in corpus.evidence_of_source.items():
        quotes = dict.fromkeys(piece.evidence.quote for piece in pieces if piece.evidence.quote)
        lines = [write_sentence(rng, quote) for quote in quotes]
        if lines:
            (desk.snapshots / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return corpus


def write_sentence(rng: Random, quote: str) -> str:
    """A sentence that holds `quote`."""
    before, behind = (" ".join(rng.choices(FILLER, k=rng.randint(2, 8))) for _ in range(2))
    return f"{before.capitalize()} {quote.replace(GAP, 'between them')} {behind}."


def prove_all(desk: Desk, corpus: Corpus) -> None:
    """Write the proofs of all sources, as `factsheet verify` does."""
    for source in corpus.sources.values():
        outcome = verify_source(corpus, source, desk.snapshots, parse_date(TODAY.isoformat()))
        if isinstance(outcome, Verified):
            write_proof(desk.facts, outcome.proof)


def measure(desk: Desk, times: int) -> float:
    """Ask the desk, print how long it takes, and return the most that the two with a goal took."""
    guard = Guard(make_app(desk), PORT, "token")
    with TestClient(guard, base_url=ADDRESS, headers={"origin": ADDRESS}) as client:
        tell("the first page", [clock(lambda: client.get("/?token=token"))])
        tell("the shelf again", [clock(lambda: client.get("/")) for _ in range(3)])
        tell("the choices", [clock(lambda: client.get("/choices")) for _ in range(3)])
        corpus = read_facts(desk)
        busiest = sorted(
            corpus.sources, key=lambda name: -len(corpus.evidence_of_source.get(name, ()))
        )
        opened, looked, saved, undone = [], [], [], []
        for name in busiest[:times]:
            page = f"/read/{name}"
            opened.append(clock(lambda page=page: check(client.get(page).status_code == 200)))
            form = make_form(desk, corpus, name)
            told: dict[str, Any] = {}
            looked.append(
                clock(lambda form=form, told=told: told.update(post(client, "look", form)))
            )
            form["seen"] = told["seen"]
            saved.append(clock(lambda form=form: check("done" in post(client, "save", form))))
            opened.append(clock(lambda page=page: check(client.get(page).status_code == 200)))
        undone.append(clock(lambda: check("done" in post(client, "undo", {}))))
    worst = max(tell("opening an article", opened), tell("saving a statement", saved))
    tell("a look while typing", looked)
    tell("undoing", undone)
    return worst


def make_form(desk: Desk, corpus: Corpus, source: str) -> dict[str, Any]:
    """What the browser sends for a new statement with words of the copy of `source`."""
    text = normalise_text((desk.snapshots / f"{source}.txt").read_text("utf-8"))
    piece = corpus.evidence_of_source[source][0]
    return {
        "source": source,
        "record": piece.placed.record.id,
        "text": "They spoke of many things there.",
        "attributed_to": ["own-voice"],
        "topic": piece.placed.statement.topic or "",
        "marked": [[0, text.index(" ", 30)]],
    }


def post(client: TestClient, name: str, form: dict[str, Any]) -> dict[str, Any]:
    return dict(client.post(f"/do/{name}", json=form).json())


def look(client: TestClient, form: dict[str, Any]) -> dict[str, Any]:
    return post(client, "look", form)


def check(is_right: bool) -> None:
    """Stop if the desk did not do what is timed."""
    if not is_right:
        raise SystemExit("the desk refused what is to be timed")


def clock(act: Callable[[], object]) -> float:
    """So many seconds an act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def tell(what: str, seconds: list[float]) -> float:
    """Print how long something took; return the most."""
    print(f"{what}: {median(seconds):.3f} s, {max(seconds):.3f} s at most, of {len(seconds)}")
    return max(seconds)


if __name__ == "__main__":
    main()
