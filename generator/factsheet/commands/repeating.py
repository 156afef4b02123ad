"""`factsheet verify --check`: repeat the proof records, and write none."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import click

from factsheet.commands import find_project, report_unwritten, say
from factsheet.facts.corpus import Corpus
from factsheet.facts.files import hold_folder, replace_file
from factsheet.fetching.fetcher import Fetcher
from factsheet.fetching.politeness import SECONDS_BETWEEN, Pace
from factsheet.fetching.repeat import (
    Base,
    Repeated,
    describe_repeated,
    fetch_changed,
    format_summary,
    repeat_proofs,
)
from factsheet.history.revisions import read_proofs
from factsheet.pipeline.folders import FACTS
from factsheet.pipeline.repeated import format_repeated
from factsheet.problems import Refused
from factsheet.wording import count_things


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What goes with `--check`: a revision, whether to fetch, approvals, files to write."""

    base: str | None
    fetch: bool
    approved: str
    summary: Path | None
    repeated: Path | None

    def name_used(self) -> str:
        """The first option that was given; "" if none was. Approvals may be in the environment."""
        used = (field.name for field in fields(self) if field.name != "approved")
        return next((f"--{name}" for name in used if getattr(self, name)), "")


def choose_proven(corpus: Corpus) -> tuple[str, ...]:
    """List the ids of the sources that have a proof."""
    return tuple(name for name in corpus.proofs if name in corpus.sources)


def check_proofs(corpus: Corpus, names: Sequence[str], snapshots: Path, given: Options) -> bool:
    """Repeat the proofs of the sources `names`, print what became of them, and write what was asked
    for; return whether nothing is wrong.
    """
    base = _read_base(given)
    known = [name for name in names if name in corpus.proofs]
    approved = re.split(r"[,\s]+", given.approved)
    outcomes = repeat_proofs(corpus, known, snapshots, base, approved)
    if base and given.fetch:
        pace = Pace(SECONDS_BETWEEN)
        outcomes = fetch_changed(corpus, outcomes, base, Fetcher(pause=pace), pace.sleep)
    removed = sorted({*base.files} - {*corpus.proofs}) if base else []
    _print(outcomes, [name for name in names if name not in known], removed)
    if given.summary:
        with given.summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(format_summary(outcomes, removed))
    if given.repeated:
        repeated = [outcome.source for outcome in outcomes if outcome.state == "repeated"]
        data = format_repeated(find_project() / FACTS, repeated)
        with report_unwritten(str(given.repeated)), hold_folder(given.repeated.parent):
            replace_file(given.repeated, json.dumps(data, indent=2).encode() + b"\n")
    return not any(outcome.is_wrong for outcome in outcomes)


def _read_base(given: Options) -> Base | None:
    if given.base is None:
        if given.fetch:
            raise click.UsageError("--fetch goes with --base: changed records alone are fetched")
        return None
    try:
        return Base(*read_proofs(find_project(), given.base, FACTS))
    except Refused as refused:
        raise click.UsageError(f"{refused.refusal.reason}; {refused.refusal.hint}") from refused


def _print(
    outcomes: Iterable[Repeated], without_proof: Iterable[str], removed: Iterable[str]
) -> None:
    listed = list(outcomes)
    for outcome in listed:
        style = {"fg": "red"} if outcome.is_wrong else {}
        say(f"{outcome.source}: {describe_repeated(outcome)}", **style)
        for detail in outcome.details:
            say(f"  {detail}", **style)
        if outcome.is_wrong and outcome.state in ("drifted", "not-repeated"):
            say(f"  a person who held its quotes against the article says: {outcome.approval}")
    for name in without_proof:
        say(f"{name}: it has no proof", fg="yellow")
    for name in removed:
        say(f"{name}: its proof was removed", fg="yellow")
    repeated = sum(outcome.state == "repeated" for outcome in listed)
    wrong = sum(outcome.is_wrong for outcome in listed)
    records = count_things(len(listed), "record")
    say(f"{records}: {repeated} repeated, {len(listed) - repeated} not, {wrong} wrong.")
