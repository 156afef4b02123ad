"""Accounts: who asserts and who denies each statement of an event, voice by voice, and which stand
against each other.

An account is what one voice says. Here the articles' own voice is one as well, and so is nobody by
name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factsheet.facts.corpus import Corpus, StatementAt, find_attribution
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.graph import group_opposed
from factsheet.voices.status import trace_voice

Stance = tuple[str, bool]
"""A voice, `own-voice` or `unnamed`; and whether it denies."""

UNCITED = -1
"""Stands for the passage of who is said to assert something that no passage supports."""


@dataclass(slots=True)
class Accounts:
    """For each statement, by its reference, which voices assert or deny it, with the indexes of the
    passages, and who speaks there; for each voice those who speak in it, with the number of their
    statements; and the number of its own.
    """

    stances: dict[str, dict[Stance, tuple[int, ...]]] = field(default_factory=dict)
    sayers: dict[str, dict[Stance, tuple[str, ...]]] = field(default_factory=dict)
    speakers: dict[str, Counter[str]] = field(default_factory=dict)
    statements: Counter[str] = field(default_factory=Counter)

    @property
    def parties(self) -> list[str]:
        """The voices of actors, those with most statements first."""
        voices = [voice for voice in self.statements if voice not in (OWN_VOICE, UNNAMED)]
        return sorted(voices, key=lambda voice: -self.statements[voice])


def find_accounts(corpus: Corpus, statements: Iterable[StatementAt]) -> Accounts:
    """Find whose account each of `statements` is in. Nobody by name has a say only if nobody else
    says the same.
    """
    accounts = Accounts()
    for placed in statements:
        stances: dict[Stance, dict[int, None]] = {}
        sayers: dict[Stance, dict[str, None]] = {}
        speakers: dict[tuple[str, str], None] = {}
        for name, denies, index in _list_stances(placed):
            voice = name if name in (OWN_VOICE, UNNAMED) else trace_voice(corpus, name)[0]
            stances.setdefault((voice, denies), {})[index] = None
            sayers.setdefault((voice, denies), {})[name] = None
            speakers[voice, name] = None
        for stance in ((UNNAMED, False), (UNNAMED, True)):
            if stance in stances and any(one[1] == stance[1] and one != stance for one in stances):
                del stances[stance]
        accounts.stances[placed.ref] = {
            stance: tuple(indexes) for stance, indexes in stances.items()
        }
        accounts.sayers[placed.ref] = {stance: tuple(names) for stance, names in sayers.items()}
        accounts.statements.update(dict.fromkeys((voice for voice, _ in stances), 1))
        for voice, name in speakers:
            accounts.speakers.setdefault(voice, Counter())[name] += 1
    return accounts


def group_statements(corpus: Corpus, statements: Iterable[StatementAt]) -> list[list[StatementAt]]:
    """Group `statements`: those that dispute or differ from each other, directly or through a third
    of them, are together. All keep their order.
    """
    placed = {placed.ref: placed for placed in statements}
    disputes, differs = corpus.related["disputes"], corpus.related["differs"]
    against = {ref: (*disputes.get(ref, ()), *differs.get(ref, ())) for ref in placed}
    return [[placed[ref] for ref in group] for group in group_opposed(placed, against)]


def _list_stances(placed: StatementAt) -> Iterator[tuple[str, bool, int]]:
    statement, supported = placed.statement, False
    for index, piece in enumerate(statement.evidence):
        denies = piece.stance == "denies"
        supported = supported or not denies
        for name in find_attribution(statement, piece) or (UNNAMED,):
            yield name, denies, index
    if not supported:
        for name in statement.attributed_to:
            yield name, False, UNCITED
