"""The form that filters and sorts a list, and what each item of the list says to the script about
itself.

Nothing here hides anything: without the script the form is not shown, and the whole list stands
there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.facts.corpus import find_attribution, name_actors
from factsheet.facts.model import Kind
from factsheet.site.views import Traits
from factsheet.voices.index import Index
from factsheet.voices.status import STATUS_LABELS, Status, trace_voice
from factsheet.wording import count_things

OTHER = "_other"
"""The value of what has no id of its own; no id begins with `_`."""

Choice = tuple[str, str, Mapping[str, str]]
"""A filter that a list may have: key, label, and the labels of its values in order."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, and how many items of the whole list have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by one trait; `key` names it in the address."""

    key: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The form above a list. `one` and `many` name its items; `sorts` are key and label, the page's
    own order first.
    """

    one: str
    many: str
    filters: tuple[Filter, ...]
    dated: bool
    sorts: tuple[tuple[str, str], ...]


def build_form(
    noun: str,
    traits: Sequence[Traits],
    filters: Iterable[Choice],
    sorts: Mapping[str, str],
) -> FilterForm | None:
    """The form for the items of a list, or None if there is nothing to choose.

    Values without a label come last, as they are. A filter appears only with two or more options,
    and a sort by number only if the numbers differ.
    """
    filters_ = (
        Filter(key, label, _list_options(key, traits, labels)) for key, label, labels in filters
    )
    shown = tuple(member for member in filters_ if len(member.options) > 1)
    dated = (
        len({(member.date.earliest, member.date.latest) for member in traits if member.date}) > 1
    )
    usable = {key: label for key, label in sorts.items() if _can_sort(key, traits, dated)}
    if len(traits) < 2 or not (shown or dated or len(usable) > 1):
        return None
    return FilterForm(
        noun, count_things(2, noun).removeprefix("2 "), shown, dated, tuple(usable.items())
    )


def _list_options(
    key: str, traits: Iterable[Traits], labels: Mapping[str, str]
) -> tuple[Option, ...]:
    counts = Counter(name for item_traits in traits for name in item_traits.ids.get(key, ()))
    order = [name for name in labels if name in counts]
    order += sorted(counts.keys() - labels.keys())
    return tuple(Option(name, labels.get(name, name), counts[name]) for name in order)


def _can_sort(key: str, traits: Sequence[Traits], dated: bool) -> bool:
    if key in ("newest", "oldest"):
        return dated
    return (
        key in ("", "title") or len({item_traits.numbers.get(key, 0) for item_traits in traits}) > 1
    )


def name_all(index: Index) -> Mapping[str, str]:
    """The name of each actor by its id, in the order of names; what has no publisher that we know
    comes last.
    """
    actors = sorted(
        index.corpus.actors.values(), key=lambda actor: (actor.name.casefold(), actor.id)
    )
    return {**{actor.id: actor.name for actor in actors}, OTHER: "not known"}


def name_kinds(index: Index, kinded: Kind) -> Mapping[str, str]:
    """The kinds of events, actors or sources in the vocabulary's order."""
    return {kind: label.one for kind, label in index.corpus.kinds[kinded].items()}


def name_topics(index: Index) -> Mapping[str, str]:
    """The topics in the vocabulary's order, and the rest."""
    return {**index.corpus.vocabulary.topics, OTHER: "Other statements"}


def name_statuses() -> Mapping[str, str]:
    """The statuses in the order of how they are found."""
    return {status: label.capitalize() for status, label in STATUS_LABELS.items()}


def find_topics(index: Index, refs: Iterable[str]) -> tuple[str, ...]:
    """The topics of statements, each once; as on pages, one that the vocabulary does not know is
    none.
    """
    labels, statements = index.corpus.vocabulary.topics, index.corpus.statements
    topics = (statements[ref].statement.topic or "" for ref in refs)
    return tuple(dict.fromkeys(topic if topic in labels else OTHER for topic in topics))


def find_outlets(index: Index, sources: Iterable[str]) -> tuple[str, ...]:
    """The publishers of sources, each once; a source that is missing has none to choose by."""
    records = (index.corpus.sources[name] for name in sources if name in index.corpus.sources)
    return tuple(dict.fromkeys(record.publisher or OTHER for record in records))


def find_statuses(index: Index, refs: Iterable[str]) -> tuple[Status, ...]:
    """The statuses that occur among statements, each once."""
    return tuple(dict.fromkeys(index.assessments[ref].status for ref in refs))


def find_parties(index: Index, refs: Iterable[str]) -> tuple[str, ...]:
    """The actors whose accounts statements give, and the voices in which these are counted; each
    once.
    """
    placed = [
        (index.assessments[ref].actors, index.corpus.statements[ref].statement.attributed_to)
        for ref in refs
    ]
    return trace_all(
        index, (name for actors, named in placed for name in (*actors, *name_actors(named)))
    )


def find_passed_on(index: Index, source: str) -> tuple[str, ...]:
    """The parties whose accounts the passages of a source give, or, if we did not read it, those
    that pass it on.
    """
    actors = dict.fromkeys(
        name
        for piece in index.list_resting(source)
        for name in name_actors(find_attribution(piece.placed.statement, piece.evidence))
    )
    return trace_all(index, actors)


def trace_all(index: Index, actors: Iterable[str]) -> tuple[str, ...]:
    """Actors, and the voices in which they are counted; each once."""
    return tuple(dict.fromkeys(name for actor in actors for name in _list_chain(index, actor)))


def _list_chain(index: Index, actor: str) -> Iterator[str]:
    yield actor
    yield from (step.voice for step in trace_voice(index.corpus, actor)[1])
