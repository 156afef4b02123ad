"""The rules that a corpus keeps: one function a rule, all of them in one tuple."""

from collections.abc import Callable, Iterable, Iterator

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
from factsheet.checks.written import folders, live
from factsheet.facts import convert, load, reader
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import place_findings
from factsheet.problems import Finding, Problem, Rule

Check = Callable[[Corpus], Iterator[Finding]]

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
    *folders.RULES,
    live.LIVE_HTML,
)


def run_checks(corpus: Corpus) -> list[Problem]:
    """Run all rules on `corpus`, and return every problem that they find, in the order of the
    rules.
    """
    return _run(corpus, CHECKS)


def find_errors(corpus: Corpus) -> list[Problem]:
    """Run the rules on `corpus` whose problems are errors; the others take most of the time."""
    return _run(corpus, [pair for pair in CHECKS if pair[0].severity == "error"])


def _run(corpus: Corpus, checks: Iterable[tuple[Rule, Check]]) -> list[Problem]:
    findings = (finding for _, check in checks for finding in check(corpus))
    return place_findings(corpus.root, findings)
