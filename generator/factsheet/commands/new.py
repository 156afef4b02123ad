"""`factsheet new`: make the file of a source, an event or an actor."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from factsheet.commands import (
    find_project,
    find_today,
    read_facts,
    say,
    say_refusal,
    snapshots_option,
    warn_of_errors,
)
from factsheet.curating.addresses import name_host, strip_tracking
from factsheet.curating.ids import propose_record_id
from factsheet.curating.records import find_namesake, find_path, guess_kind, part_sound
from factsheet.curating.saving import FACTS, save_acts
from factsheet.curating.sources import (
    Candidate,
    Proposed,
    Twin,
    find_twins,
    name_source,
    propose_source,
    save_candidate,
)
from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import is_web_address
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Kind
from factsheet.facts.reader import Tree
from factsheet.facts.writing.acts import create_record
from factsheet.facts.writing.pen import Unwritten
from factsheet.fetching.fetcher import Fetcher
from factsheet.problems import Refusal, Refused, quote_name
from factsheet.proof.articles import guess_media_type
from factsheet.proof.copies import LARGEST
from factsheet.proof.reading.doubts import read_doubts

BY_HAND = "save the page from a browser, and give its file too: factsheet new source ADDRESS FILE"
LACKING: Mapping[str, str] = {
    "url": "its address, if it has one; otherwise say in `note` why not",
    "publisher": "who published it, if the copy tells; otherwise say so in `note`",
    "author": "who wrote it, if the copy tells",
    "issued": "when it was published",
    "language": "its language, such as `en`",
}
"""What is to be added to a source by hand if its document does not declare it."""


@click.group()
def new() -> None:
    """Make the file of a source, an event or an actor, and say what is left to do.

    Nothing is asked that can be known, and no file is ever written over.
    """


@new.command()
@click.argument("places", nargs=-1, required=True, metavar="ADDRESS|FILE")
@snapshots_option
def source(places: tuple[str, ...], snapshots: Path) -> None:
    """Make a source out of its ADDRESS, which is downloaded, or of a FILE: its text, or its page
    saved from a browser. Give both if the address cannot be downloaded.

    Title, authors, date, language and address are what the page declares; the address without what
    tracks readers. The copy is saved. A source that is there already, by whichever address, is
    named, and nothing is made. Exit with 0 if it was made, 1 if not, 2 if it cannot run.
    """
    address, file = _sort_places(places)
    corpus, problems = read_facts()
    warn_of_errors(problems)
    _refuse_twins(find_twins(corpus, address))
    candidate = _read_file(file, address) if file else _fetch(address)
    try:
        proposed = propose_source(corpus, candidate, snapshots)
    except Refused as refused:
        _refuse(address or str(file), refused.refusal)
    _refuse_twins(proposed.twins)
    values, wrong = part_sound("source", proposed.values)
    values = {"kind": guess_kind(corpus, "source", "article"), **values}
    values["accessed"] = find_today().isoformat()
    values.setdefault("described_as" if "title" not in values else "title", "A document")
    name = name_source(corpus, values, snapshots)
    _make(name, "source", values)
    _keep_copy(name, snapshots, candidate)
    _say_lacking(values, wrong, proposed, candidate)
    _say_kinds(corpus, "source", str(values["kind"]))
    say(f"  then: factsheet desk, to take statements from it, or factsheet coverage {name}")


def _sort_places(places: tuple[str, ...]) -> tuple[str, Path | None]:
    """The address and the file among what is given."""
    addresses = [place for place in places if "://" in place]
    files = [Path(place) for place in places if "://" not in place]
    if len(addresses) > 1 or len(files) > 1:
        raise click.UsageError("give one address, one file, or one of each")
    for address in addresses:
        if not is_web_address(address):
            raise click.UsageError(f"{quote_name(address)} is no address of the web")
    for file in files:
        if not file.is_file():
            message = f"there is no file {quote_name(str(file))}; an address begins with https://"
            raise click.UsageError(message)
    address = strip_tracking(addresses[0]) if addresses else ""
    return address, files[0] if files else None


def _read_file(file: Path, address: str) -> Candidate:
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        _refuse(file.name, Refusal(f"it is larger than {LARGEST:,} bytes", "keep its text only"))
    return Candidate(data, guess_media_type(data), address)


def _fetch(address: str) -> Candidate:
    answer = Fetcher().fetch(address)
    if isinstance(answer, Refusal):
        _refuse(address, Refusal(answer.reason, BY_HAND))
    return Candidate(answer.data, answer.media_type, address, answer.final_url, fetched=True)


def _refuse_twins(twins: tuple[Twin, ...]) -> None:
    for twin in twins:
        say(f"{twin.id} is there already, {quote_name(twin.title)}: {twin.why}", fg="red")
    if twins:
        sys.exit(1)


def _refuse(name: str, refusal: Refusal) -> NoReturn:
    say_refusal(name, refusal, err=True)
    sys.exit(1)


def _make(name: str, kind: Kind, values: Mapping[str, Tree]) -> None:
    """Write the file of a new record, and show it."""
    path = find_path(kind, name)
    outcome = save_acts(find_project(), [create_record(path, values)])
    if isinstance(outcome, Unwritten):
        _refuse(path, outcome.refusal)
    say(f"made {FACTS}/{path}:")
    for line in (outcome.drafts[0].after or "").splitlines():
        say(f"  {line}")
    say("left to do:")


def _keep_copy(name: str, snapshots: Path, candidate: Candidate) -> None:
    """Save the copy of a source that was just made, and tell what is to be doubted of it."""
    corpus, _ = read_corpus(find_project(), FACTS)
    made = corpus.sources[name]
    saved = save_candidate(snapshots, made, candidate, find_today())
    if isinstance(saved, Refusal):
        say(f"  its copy: {saved.reason}; {saved.hint}", fg="red")
        return
    for doubt in read_doubts(corpus, made, snapshots, saved.origin):
        say(f"  {doubt.reason}; {doubt.hint}", fg="yellow")


def _say_lacking(
    values: Mapping[str, Tree], wrong: Mapping[str, str], proposed: Proposed, candidate: Candidate
) -> None:
    """Say which fields of a source its document does not declare."""
    if proposed.is_title_guessed:
        say("  title: see whether it is one; it is the first line of the text")
    for field, why in wrong.items():
        say(f"  {field}: what the page says cannot stand in a file; {why}")
    for field, what in LACKING.items():
        if field not in values and field not in wrong:
            say(f"  {field}: {what}")
    if "publisher" not in values and candidate.url:
        say(
            f"    if it has no file yet: factsheet new actor {quote_name(name_host(candidate.url))}"
        )


def _say_kinds(corpus: Corpus, kind: Kind, chosen: str) -> None:
    others = ", ".join(name for name in corpus.kinds[kind] if name != chosen)
    say(f"  kind: {chosen} unless it is one of {others}")


kind_option = click.option("--kind", default="", help="Which kind it is, from the vocabulary.")


@new.command()
@click.argument("title")
@click.option("--date", default="", help="When it was, such as 2022-02-20 or 2022-02 (EDTF).")
@kind_option
def event(title: str, date: str, kind: str) -> None:
    """Make an event called TITLE, a label in neutral words.

    Exit with 0 if it was made, 1 if not, 2 if it cannot run.
    """
    corpus = _read_for_new("event", title, date)
    values = {"title": title, "date": date, "kind": kind or guess_kind(corpus, "event", title)}
    _make(propose_record_id(corpus, title, date, "event"), "event", values)
    if not kind:
        _say_kinds(corpus, "event", values["kind"])
    if not date:
        say("  date: when it was, if anybody says so")
    say("  participants, place, and statements with their evidence: factsheet desk")


@new.command()
@click.argument("name")
@kind_option
def actor(name: str, kind: str) -> None:
    """Make an actor called NAME: a person, a state, a body, an outlet.

    Exit with 0 if it was made, 1 if not, 2 if it cannot run.
    """
    corpus = _read_for_new("actor", name)
    values = {"name": name, "kind": kind or guess_kind(corpus, "actor", name)}
    _make(propose_record_id(corpus, name, "", "actor"), "actor", values)
    if not kind:
        _say_kinds(corpus, "actor", values["kind"])
    say("  other_names, if there are any; voice_of, if it speaks for another")


def _read_for_new(kind: Kind, name: str, date: str = "") -> Corpus:
    """Read the facts for a new record; end the command if it is there already."""
    corpus, problems = read_facts()
    warn_of_errors(problems)
    if there := find_namesake(corpus, kind, name, date):
        say(f"{there} is there already, {quote_name(name)}", fg="red", err=True)
        sys.exit(1)
    return corpus
