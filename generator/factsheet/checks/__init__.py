"""The rules that a corpus keeps: one function a rule, all of them in one tuple.

A rule goes through what the second parameter of its function says, such as statements: the function
is called for each of them, and sees the others by their ids. The few rules that cannot be told of
one file have the whole corpus, and no second parameter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import get_args, get_type_hints

from factsheet.checks import (
    claims,
    links,
    looks,
    proofs,
    quotes,
    readings,
    records,
    references,
    statements,
    voices,
)
from factsheet.checks.written import live
from factsheet.facts import convert, files, load, reader
from factsheet.facts.corpus import Corpus, EvidenceAt, StatementAt
from factsheet.facts.load import place_findings
from factsheet.facts.model import Actor, Event, Record
from factsheet.problems import Finding, Problem, Rule

Check = Callable[..., Iterator[Finding]]

CHECKS: tuple[tuple[Rule, Check], ...] = (
    (references.UNKNOWN_REFERENCE, references.check_unknown_reference),
    (references.CIRCULAR_LINEAGE, references.check_circular_lineage),
    (references.CIRCULAR_VOICE, references.check_circular_voice),
    (references.VOICE_TOO_FAR, references.check_voice_too_far),
    (references.CIRCULAR_PART, references.check_circular_part),
    (looks.LINK_WITHOUT_KIND, looks.check_link_without_kind),
    (looks.MISLEADING_ENTITY, looks.check_misleading_entity),
    (statements.STATEMENT_WITHOUT_EVIDENCE, statements.check_statement_without_evidence),
    (statements.EVIDENCE_WITHOUT_QUOTE, statements.check_evidence_without_quote),
    (statements.EVIDENCE_WITHOUT_ATTRIBUTION, statements.check_evidence_without_attribution),
    (statements.QUOTE_TOO_LONG, statements.check_quote_too_long),
    (statements.QUOTE_FROM_UNREAD, statements.check_quote_from_unread),
    (statements.INFERRED_WITHOUT_LINEAGE, statements.check_inferred_without_lineage),
    (statements.DIFFERENCE_WITHOUT_NOTE, statements.check_difference_without_note),
    (records.MEMBERSHIP_ENDS_BEFORE_START, records.check_membership_ends_before_start),
    (records.ACCESSED_BUT_UNREAD, records.check_accessed_but_unread),
    (records.ACCESSED_BUT_UNQUOTED, records.check_accessed_but_unquoted),
    (records.SOURCE_WITHOUT_ADDRESS, records.check_source_without_address),
    (records.SOURCE_WITHOUT_ARCHIVE, records.check_source_without_archive),
    (records.ROW_WITHOUT_PER, records.check_row_without_per),
    (records.ACTOR_NOT_MENTIONED, records.check_actor_not_mentioned),
    (records.PARTICIPANT_NOT_MENTIONED, records.check_participant_not_mentioned),
    (looks.LINK_MISNAMED, looks.check_link_misnamed),
    (looks.NAME_TAKEN, looks.check_name_taken),
    (looks.QUOTE_MISLEADING, looks.check_quote_misleading),
    (voices.VOICE_COUNTED_TWICE, voices.check_voice_counted_twice),
    (proofs.QUOTE_NOT_FOUND, proofs.check_quote_not_found),
    (proofs.QUOTE_CHANGED, proofs.check_quote_changed),
    (proofs.PROOF_DOES_NOT_FIT, proofs.check_proof_does_not_fit),
    (quotes.QUOTE_ALTERED, quotes.check_quote_altered),
    (quotes.GAP_WITHOUT_NOTE, quotes.check_gap_without_note),
    (quotes.QUOTE_STANDS_TWICE, quotes.check_quote_stands_twice),
    (claims.STATEMENT_BEYOND_QUOTES, claims.check_statement_beyond_quotes),
    (proofs.QUOTES_COVER_TOO_MUCH, proofs.check_quotes_cover_too_much),
    (proofs.QUOTE_NOT_PROVEN, proofs.check_quote_not_proven),
    (readings.READING_NOT_COMPLETE, readings.check_reading_not_complete),
    (readings.READING_NOT_CHECKED, readings.check_reading_not_checked),
    (readings.SET_ASIDE_NEEDLESSLY, readings.check_set_aside_needlessly),
    (links.ADDRESS_NOT_ALIVE, links.check_address_not_alive),
    (links.QUOTE_DRIFTED, links.check_quote_drifted),
)

RULES: tuple[Rule, ...] = (
    *reader.RULES,
    *convert.RULES,
    *load.RULES,
    *(rule for rule, _ in CHECKS),
    files.NOT_A_PLAIN_FILE,
    files.NAME_NOT_PLAIN,
    live.LIVE_HTML,
)


def _sort_checks(pairs: Iterable[tuple[Rule, Check]]) -> Mapping[type, list[Check]]:
    """The checks by the classes of what they go through, in the order of the rules."""
    checks_of: dict[type, list[Check]] = {}
    for _, check in pairs:
        hints = get_type_hints(check)
        hints.pop("return")
        *_, through = hints.values()
        for each in get_args(through) or (through,):
            checks_of.setdefault(each, []).append(check)
    return checks_of


_ALL = _sort_checks(CHECKS)
_ERRORS = _sort_checks(pair for pair in CHECKS if pair[0].severity == "error")


def run_checks(corpus: Corpus) -> list[Problem]:
    """Run all rules on `corpus`, and return every problem that they find, file by file."""
    return _run(corpus)


def find_errors(corpus: Corpus) -> list[Problem]:
    """Run the rules on `corpus` whose problems are errors; the others take most of the time."""
    return _run(corpus, errors_only=True)


def _run(corpus: Corpus, *, errors_only: bool = False) -> list[Problem]:
    each = (check_unit(corpus, unit, errors_only=errors_only) for unit in list_units(corpus))
    whole = check_whole(corpus, errors_only=errors_only)
    return place_findings(corpus.root, chain(whole, *each))


def list_units(corpus: Corpus) -> Iterator[Record]:
    """What stands in a file of its own: every record but the vocabulary, of which no rule is."""
    return chain(corpus.records.values(), corpus.proofs.values(), corpus.links.values())


def check_unit(corpus: Corpus, unit: Record, *, errors_only: bool = False) -> list[Finding]:
    """Run the rules on what stands in one file of `corpus`; what they find has its place there."""
    checks_of = _ERRORS if errors_only else _ALL
    return _check_parts(corpus, _list_parts(corpus, unit), checks_of)


def check_whole(corpus: Corpus, *, errors_only: bool = False) -> list[Finding]:
    """Run the rules that no file of `corpus` breaks or keeps alone."""
    checks = (_ERRORS if errors_only else _ALL)[Corpus]
    return [finding for check in checks for finding in check(corpus)]


def check_rule(corpus: Corpus, rule: Rule) -> list[Finding]:
    """Run one rule on all of `corpus`."""
    checks_of = _sort_checks(pair for pair in CHECKS if pair[0] == rule)
    whole = (check(corpus) for check in checks_of.get(Corpus, ()))
    parts = (part for unit in list_units(corpus) for part in _list_parts(corpus, unit))
    return [*chain(*whole), *_check_parts(corpus, parts, checks_of)]


Part = Record | StatementAt | EvidenceAt
"""What a rule may go through: a record, a statement or a piece of evidence."""


def _check_parts(
    corpus: Corpus, parts: Iterable[Part], checks_of: Mapping[type, list[Check]]
) -> list[Finding]:
    return [
        finding
        for part in parts
        for check in checks_of.get(type(part), ())
        for finding in check(corpus, part)
    ]


def _list_parts(corpus: Corpus, unit: Record) -> Iterator[Part]:
    """List a record, its statements, and their evidence."""
    yield unit
    if isinstance(unit, (Event, Actor)):
        # Of statements under the same id the last counts, as elsewhere.
        for placed in {placed.ref: placed for placed in corpus.statements_of(unit)}.values():
            yield placed
            yield from placed.pieces
