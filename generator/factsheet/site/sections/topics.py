"""The statements of an event by topic, and the numbers that their evidence has on the event's page."""

from collections.abc import Mapping

from factsheet.facts.corpus import StatementAt
from factsheet.site.scope import Scope
from factsheet.voices.index import Index


def group_topics(
    index: Index, statements: list[StatementAt]
) -> list[tuple[str, str, list[StatementAt]]]:
    """Anchor, title and statements of each topic that occurs, in the vocabulary's order; the others
    last.
    """
    labels: Mapping[str, str] = index.corpus.vocabulary.topics
    found: dict[str, list[StatementAt]] = {name: [] for name in (*labels, "")}
    for at in statements:
        topic = at.statement.topic or ""
        found[topic if topic in labels else ""].append(at)
    return [
        (f"_topic_{name}" if name else "_other", labels.get(name, "Other statements"), placed)
        for name, placed in found.items()
        if placed
    ]


def number_topics(scope: Scope, placed: list[StatementAt]) -> list[StatementAt]:
    """An event's statements in the order of its page, where those at its top have the first
    numbers.
    """
    by_topic = [at for _, _, several in group_topics(scope.index, placed) for at in several]
    lead = [at for at in placed if at.statement.lead]
    for at in (*lead, *by_topic):
        for number in range(len(at.statement.evidence)):
            scope.number((at.ref, number))
    return by_topic
