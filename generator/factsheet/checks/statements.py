"""Rules about statements and their evidence."""

from collections.abc import Iterator

from factsheet.facts.corpus import Corpus, EvidenceAt, StatementAt, find_attribution, resolve_ref
from factsheet.problems import Finding, Place, Rule, quote_name
from factsheet.proof.quotes import QUOTE_WORDS, count_words, has_words

TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: The talk lasted an hour.
"""


def _example(evidence: str) -> str:
    """Make an event of one statement, which ends in the lines `evidence`."""
    return TALK + evidence


STATEMENT_WITHOUT_EVIDENCE = Rule(
    id="statement-without-evidence",
    summary="A statement has evidence: a passage of a source. No sentence stands without one.",
    bad=_example("    attributed_to: alice"),
    good=_example("    attributed_to: alice\n    evidence: {source: article, quote: for an hour}"),
)
EVIDENCE_WITHOUT_QUOTE = Rule(
    id="evidence-without-quote",
    summary="A piece of evidence quotes the decisive words of its passage, letter for letter.",
    bad=_example("    attributed_to: alice\n    evidence: {source: article}"),
    good=_example("    attributed_to: alice\n    evidence: {source: article, quote: for an hour}"),
)
EVIDENCE_WITHOUT_ATTRIBUTION = Rule(
    id="evidence-without-attribution",
    summary=(
        "The facts say whose assertion a passage gives: `attributed_to` at the statement or at its"
        " evidence names actors, `own-voice` (the source says it itself) or `unnamed`. A passage"
        " that denies has its own."
    ),
    bad=_example("    evidence: {source: article, quote: for an hour}"),
    good=_example("    evidence: {source: article, quote: for an hour, attributed_to: own-voice}"),
)
QUOTE_TOO_LONG = Rule(
    id="quote-too-long",
    summary=(
        f"A quote has at most {QUOTE_WORDS} words. Articles are not republished: choose the"
        " decisive 4 to 10."
    ),
    bad=_example(
        "    attributed_to: alice\n    evidence:\n      source: article\n      quote: "
        + "they spoke and " * 7
        + "for an hour"
    ),
    good=_example(
        "    attributed_to: alice\n    evidence:\n      source: article\n      quote: they spoke"
        " […] for an hour"
    ),
)
QUOTE_FROM_UNREAD = Rule(
    id="quote-from-unread",
    summary=(
        "Only what we have read is quoted. A document with `read: no` is named in `relays`"
        " or `via`, and the quote is that of the article that passes it on."
    ),
    bad=_example("    attributed_to: alice\n    evidence: {source: letter, quote: for an hour}")
    + "\n\n# sources/letter.yml\ntitle: A letter\nkind: document\nread: no",
    good=_example(
        "    attributed_to: alice\n    evidence: {source: article, relays: letter, quote: for an"
        " hour}"
    ),
)
INFERRED_WITHOUT_LINEAGE = Rule(
    id="inferred-without-lineage",
    summary=(
        "`inferred` gives the reason for `relays` or `via`, and stands with one of them; elsewhere"
        " such words are a `note`."
    ),
    bad=_example(
        "    attributed_to: alice\n    evidence: {source: article, quote: for an hour,"
        " inferred: the same words stand in a letter}"
    ),
    good=_example(
        "    attributed_to: alice\n    evidence: {source: article, quote: for an hour, relays:"
        " letter, inferred: the same words stand in it}"
    ),
)

DIFFERENCE_WITHOUT_NOTE = Rule(
    id="difference-without-note",
    severity="warning",
    summary=(
        "Where statements differ or dispute, the note of one of them says in what: pages set them"
        " side by side under these words."
    ),
    bad=_example(
        "    attributed_to: alice\n    evidence: {source: article, quote: for an hour}\n"
        "    differs: '#short'\n"
        "  - id: short\n    text: The talk lasted half an hour.\n    attributed_to: bob\n"
        "    evidence: {source: article, quote: half an hour}"
    ),
    good=_example(
        "    attributed_to: alice\n    evidence: {source: article, quote: for an hour}\n"
        "    differs: '#short'\n    note: They differ in how long the talk lasted.\n"
        "  - id: short\n    text: The talk lasted half an hour.\n    attributed_to: bob\n"
        "    evidence: {source: article, quote: half an hour}"
    ),
)


def _locate(corpus: Corpus, piece: EvidenceAt, *steps: str) -> Place:
    return corpus.place(piece.placed.record, piece.location(*steps))


def check_statement_without_evidence(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    if not placed.statement.evidence:
        message = f"statement {quote_name(placed.statement.id)} has no evidence"
        hint = "add evidence with a source and a quote, or take the statement out"
        yield STATEMENT_WITHOUT_EVIDENCE.finding(
            corpus.place(placed.record, placed.location()), message, hint
        )


def check_evidence_without_quote(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    if not has_words(piece.evidence.quote or ""):
        message = f"no words quoted from {quote_name(piece.evidence.source)}"
        hint = "quote the decisive 4 to 10 words of the passage"
        yield EVIDENCE_WITHOUT_QUOTE.finding(_locate(corpus, piece), message, hint)


def check_evidence_without_attribution(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    if not find_attribution(piece.placed.statement, piece.evidence):
        message = (
            "the facts do not say whose assertion the passage of"
            f" {quote_name(piece.evidence.source)} gives"
        )
        hint = "add attributed_to: an actor, own-voice or unnamed"
        yield EVIDENCE_WITHOUT_ATTRIBUTION.finding(_locate(corpus, piece), message, hint)


def check_quote_too_long(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    words = count_words(piece.evidence.quote or "")
    if words > QUOTE_WORDS:
        message = f"the quote has {words} words; {QUOTE_WORDS} are allowed"
        hint = "keep the decisive words; […] joins two passages"
        yield QUOTE_TOO_LONG.finding(_locate(corpus, piece, "quote"), message, hint)


def check_quote_from_unread(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    source = corpus.find_source(piece.evidence.source)
    if source.read == "no" and piece.evidence.quote is not None:
        message = f"{quote_name(source.id)} was not read and cannot be quoted"
        hint = "quote the article that passes it on, and name this document in relays"
        yield QUOTE_FROM_UNREAD.finding(_locate(corpus, piece, "source"), message, hint)


def check_inferred_without_lineage(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    evidence = piece.evidence
    if evidence.inferred is not None and not (evidence.relays or evidence.via):
        message = "inferred, and neither relays nor via says what"
        hint = "name the document in relays or the report in via, or make it the note"
        place = _locate(corpus, piece, "inferred")
        yield INFERRED_WITHOUT_LINEAGE.finding(place, message, hint)


def check_difference_without_note(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    statement = placed.statement
    for field in ("differs", "disputes"):
        refs = getattr(statement, field)
        others = (
            corpus.find_statement(resolve_ref(ref, placed.record.id)).statement for ref in refs
        )
        if refs and placed.stands and not any(one.note for one in (statement, *others)):
            place = corpus.place(placed.record, placed.location(field))
            hint = "say it in the note of one of them"
            yield DIFFERENCE_WITHOUT_NOTE.finding(place, "no note says in what they differ", hint)
