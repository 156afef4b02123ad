"""The form that filters and sorts a list, and the ids by which it does so.

Nothing here hides anything: without the script the form is not shown, and the whole list stands
there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factsheet.facts.corpus import find_attribution, name_actors
from factsheet.facts.model import Kind
from factsheet.site.lists.items import LONGEST_NAME
from factsheet.site.lists.table import BY_DATE, Option, Table
from factsheet.site.statements import SHAPES, TOLD
from factsheet.voices.index import Index
from factsheet.voices.status import Status, trace_voice
from factsheet.wording import count_things, cut_text

OTHER = "_other"
"""The value of what has no id of its own; no id begins with `_`."""

TYPED = ("party", "outlet", "speaker")
"""What is chosen by typing a part of its name."""
MOST_OPTIONS = 40
"""So is anything of which there are more."""

Choice = tuple[str, str, Mapping[str, str]]
"""A filter that a list may have: key, label, and the labels of its values in order."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by one trait; `key` names it in the address. The options of one that is `typed` are
    loaded when asked for.
    """

    key: str
    label: str
    options: tuple[Option, ...]
    typed: bool


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The form above a list of `count` rows, which `one` and `many` name; `sorts` are key and
    label, the page's own order first. `searched` says in what words are looked for.
    """

    count: int
    one: str
    many: str
    filters: tuple[Filter, ...]
    dated: bool
    sorts: tuple[tuple[str, str], ...]
    searched: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that the form may ask for."""
        sorts = (key for key, _ in self.sorts if key and key not in BY_DATE)
        filters = (choice.key for choice in self.filters)
        return (*filters, *(["days"] if self.dated else []), *sorts)


def build_form(
    noun: str, table: Table, filters: Iterable[Choice], sorts: Mapping[str, str], searched: str
) -> FilterForm | None:
    """The form for the rows of a table, or None if there is nothing to choose.

    A filter appears only with two or more options, and a sort by number only if the numbers differ.
    """
    shown = tuple(
        _view_filter(key, label, table.options[key])
        for key, label, _ in filters
        if len(table.options[key]) > 1
    )
    usable = {key: label for key, label in sorts.items() if table.can_sort(key)}
    if table.count < 2 or not (shown or table.dated or len(usable) > 1):
        return None
    many = count_things(2, noun).removeprefix("2 ")
    return FilterForm(table.count, noun, many, shown, table.dated, tuple(usable.items()), searched)


def _view_filter(key: str, label: str, options: Sequence[Option]) -> Filter:
    typed = key in TYPED or len(options) > MOST_OPTIONS
    short = (replace(option, label=cut_text(option.label, LONGEST_NAME)) for option in options)
    return Filter(key, label, tuple(short), typed)


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
    """The statuses in the order of how they are found, in the words of rows."""
    return {status: f"{SHAPES[status]} {words}" for status, words in TOLD.items()}


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
