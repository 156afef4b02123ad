"""What is missing: honest to readers, and a work list for curators."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factsheet.facts.dates import show_date
from factsheet.facts.model import Actor, AddressCheck, Event
from factsheet.facts.support import support_participant, support_row
from factsheet.problems import Problem
from factsheet.proof.proofs import tally_quotes
from factsheet.proof.quotes import hash_quote
from factsheet.site.scope import Scope, link_actor, link_event, link_source, link_statement
from factsheet.site.section import PageView
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Outline, SearchEntry
from factsheet.wording import count_things

INTRO = (
    "What we cannot show yet, and where these facts rest on little. Nothing here is hidden"
    " elsewhere."
)
SHOWN = 50
"""How many problems of one rule the page tells; the command tells all."""

CHECKS = Heading(id="_problems", title="What the checks found")
WORDS = {
    "uncited": (
        "Without evidence",
        "Statements and rows that name no passage of a source.",
        "Every statement and every row has its evidence.",
    ),
    "one-voice": (
        "Of one voice",
        (
            "That many articles pass on one party’s account shows that the party said it, not that"
            " it is so."
        ),
        "No statement rests on one voice alone.",
    ),
    "unproven": (
        "Quotes not yet proven",
        "A quote is proven once it was found, letter for letter, in the saved copy of its source.",
        "Every quote was found in the saved copy of its source.",
    ),
    "unaddressed": (
        "Sources without an address",
        "Readers cannot open these.",
        "Every source has an address.",
    ),
    "unarchived": (
        "Sources read but not archived",
        "If such a page goes, readers cannot check our quotes.",
        "Every source that was read has an archived copy.",
    ),
    "links": (
        "Addresses that are gone, moved or could not be reached",
        "As they were when they were last asked. What could not be reached may be there still.",
        "No such address was found when they were last asked.",
    ),
}
"""For each kind of gap: its heading, what it means, and what stands there when there is none."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A line: where, and what is missing there."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True)
class GapGroup:
    heading: Heading
    intro: str
    gaps: tuple[Gap, ...]
    none: str


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """What the checks found by one rule: how often, and the first of it."""

    rule: str
    severity: str
    count: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    intro: str
    proofs: str
    groups: tuple[GapGroup, ...]
    rules: tuple[BrokenRule, ...]


def outline_gaps(shelf: Shelf) -> Outline:
    """What a host must know of the page before it is rendered."""
    headings = [Heading(id=f"_{name}", title=words[0]) for name, words in WORDS.items()]
    headings.append(CHECKS)
    return Outline(
        description=INTRO,
        headings=tuple(headings),
        anchors=frozenset(heading.id for heading in headings),
        search=(SearchEntry(anchor="", title="Gaps", text=INTRO),),
    )


def view_gaps(shelf: Shelf, problems: Sequence[Problem]) -> PageView:
    """The page of what is missing or rests on little."""
    return PageView(build_gaps(shelf, problems), ())


def build_gaps(shelf: Shelf, problems: Sequence[Problem]) -> GapsView:
    """The view of the page of what is missing or rests on little, with the problems that checking
    found.
    """
    scope, index = Scope(shelf, "gaps/"), shelf.index
    found = {
        "uncited": _find_uncited(scope),
        "one-voice": _find_lonely(scope),
        "unproven": _find_unproven(scope),
        "unaddressed": _find_unaddressed(scope),
        "unarchived": _find_unarchived(scope),
        "links": _find_lost_links(scope),
    }
    groups = tuple(
        _make_group(name, gaps, asked=bool(index.corpus.links)) for name, gaps in found.items()
    )
    proofs = str(tally_quotes(index.judgements.values()))
    return GapsView(INTRO, proofs, groups, tuple(_group_problems(problems)))


def _make_group(name: str, gaps: Iterable[Gap], *, asked: bool) -> GapGroup:
    title, intro, none = WORDS[name]
    if name == "links" and not asked:
        none = "No address has been asked yet whether it is still there."
    return GapGroup(Heading(id=f"_{name}", title=title), intro, tuple(gaps), none)


def _find_uncited(scope: Scope) -> Iterator[Gap]:
    index = scope.index
    for event in index.corpus.events.values():
        rows = list(_find_uncited_rows(scope, event))
        if rows:
            yield Gap(link_event(scope, event.id), f"rows: {', '.join(rows)}")
    for actor in index.corpus.actors.values():
        rows = [
            link_actor(scope, one.organization).text for one in actor.memberships if not one.per
        ]
        if rows:
            yield Gap(
                link_actor(scope, actor.id, full=True),
                f"offices and memberships: {', '.join(rows)}",
            )
    for ref, found in index.assessments.items():
        if found.status == "uncited":
            yield Gap(link_statement(scope, ref), "statement")


def _find_uncited_rows(scope: Scope, event: Event) -> Iterator[str]:
    for one in event.participants:
        if not support_participant(event, one):
            yield link_actor(scope, one.actor).text
    if event.place and not support_row(event, "place"):
        yield "place"
    if (event.date or event.date_words) and not support_row(event, "date"):
        yield "date"
    if event.state != "occurred" and not support_row(event, "state"):
        yield "state"


def _find_lonely(scope: Scope) -> Iterator[Gap]:
    index = scope.index
    holders: Iterable[Event | Actor] = (
        *index.corpus.events.values(),
        *index.corpus.actors.values(),
    )
    for record in holders:
        refs = index.corpus.list_refs(record)
        lonely = sum(index.assessments[ref].status == "one-voice" for ref in refs)
        nameless = sum(index.assessments[ref].status == "unattributed" for ref in refs)
        words = f"{lonely} of {count_things(len(refs), 'statement')} of one voice" if lonely else ""
        nobody = f"{nameless} attributed to nobody" if nameless else ""
        if words or nobody:
            is_event = isinstance(record, Event)
            link = (
                link_event(scope, record.id)
                if is_event
                else link_actor(scope, record.id, full=True)
            )
            yield Gap(link, "; ".join(filter(None, (words, nobody))))


def _find_unproven(scope: Scope) -> Iterator[Gap]:
    for name, pieces in sorted(scope.index.corpus.evidence_of_source.items()):
        quoted = [one for one in pieces if one.evidence.quote]
        missing = sum(one.key not in scope.index.proven for one in quoted)
        if missing:
            yield Gap(
                link_source(scope, name), f"{missing} of {count_things(len(quoted), 'quote')}"
            )


def _find_unaddressed(scope: Scope) -> Iterator[Gap]:
    for source in scope.index.corpus.sources.values():
        if not source.url:
            yield Gap(link_source(scope, source.id), source.url_missing or "no reason given")


def _find_unarchived(scope: Scope) -> Iterator[Gap]:
    for source in scope.index.corpus.sources.values():
        if scope.index.corpus.readings[source.id] != "no" and not source.archive:
            yield Gap(link_source(scope, source.id), "")


def _find_lost_links(scope: Scope) -> Iterator[Gap]:
    """What the records of asked addresses say, where the facts still have the address or the quote."""
    corpus = scope.index.corpus
    for name, check in corpus.links.items():
        source = corpus.sources.get(name)
        if source is None:
            continue
        link, when = link_source(scope, name), show_date(check.checked)
        for one in check.addresses:
            copy = source.archive is not None and one.url == source.archive.url
            if one.state != "alive" and (copy or one.url == source.url):
                yield Gap(
                    link, f"{'archived copy' if copy else 'address'} {_tell_address(one)}, {when}"
                )
        current = {
            (piece.at.ref, hash_quote(piece.evidence.quote))
            for piece in corpus.evidence_of_source.get(name, ())
            if piece.evidence.quote
        }
        drifted = sum(
            one.state == "drifted" and (one.statement, one.sha256) in current
            for one in check.quotes
        )
        if drifted and check.quotes_checked:
            words = (
                f"{count_things(drifted, 'quote')} no longer on the page,"
                f" {show_date(check.quotes_checked)}"
            )
            yield Gap(link, words)


def _tell_address(one: AddressCheck) -> str:
    if one.state == "redirected":
        return f"moved to {one.target}"
    return f"{'gone' if one.state == 'gone' else 'not reached'}: {one.reason}"


def _group_problems(problems: Iterable[Problem]) -> Iterator[BrokenRule]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.severity, problem.rule), []).append(problem)
    for (severity, rule), several in sorted(found.items()):
        yield BrokenRule(
            rule, severity, len(several), tuple(map(_tell_problem, sorted(several)[:SHOWN]))
        )


def _tell_problem(problem: Problem) -> Gap:
    place = problem.position
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return Gap(Link(f"{place.path}:{place.line}"), message)
