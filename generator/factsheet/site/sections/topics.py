"""The statements of an event by topic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factsheet.facts.corpus import StatementAt
from factsheet.site.views import Heading
from factsheet.voices.index import Index


@dataclass(frozen=True, slots=True)
class Topic:
    """Statements on one matter, under the heading that they have on the event's page."""

    heading: Heading
    statements: tuple[StatementAt, ...]


def group_topics(index: Index, statements: Iterable[StatementAt]) -> tuple[Topic, ...]:
    """The topics that occur among an event's statements, in the vocabulary's order; what has none
    of these comes last.
    """
    labels: Mapping[str, str] = index.corpus.vocabulary.topics
    order = index.corpus.place_of_topic
    groups: dict[str, list[StatementAt]] = {}
    for placed in statements:
        topic = placed.statement.topic or ""
        groups.setdefault(topic if topic in labels else "", []).append(placed)
    return tuple(
        Topic(_make_heading(name, labels), tuple(groups[name]))
        for name in sorted(groups, key=lambda name: order.get(name, len(order)))
    )


def _make_heading(name: str, labels: Mapping[str, str]) -> Heading:
    if not name:
        return Heading(id="_other", title="Other statements")
    return Heading(id=f"_topic_{name}", title=labels[name])
