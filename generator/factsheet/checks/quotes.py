"""Rules about what quotes leave out and put in, and about where they stand."""

from collections.abc import Iterator

from factsheet.checks.proofs import TALK, locate_quote, make_example
from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.problems import Finding, Rule, quote_name
from factsheet.proof.bounds import LEAST_WORDS, MOST_GAPS, find_breach
from factsheet.proof.judgement import find_record
from factsheet.proof.proofs import is_verbatim, read_ranges
from factsheet.proof.quotes import has_words
from factsheet.proof.verification import describe_skips

GAPPED = "they spoke […] an hour"


def _example(more: str, evidence: str = "") -> str:
    """Make an event with a quote that leaves words out, and its proof with `more` fields."""
    example = make_example(evidence=evidence, looked_up=GAPPED, found=f"10-20 32-39{more}")
    return example.replace("quote: for an hour", f"quote: '{GAPPED}'")


QUOTE_ALTERED = Rule(
    id="quote-altered",
    summary=(
        f"A quote leaves words out at most {MOST_GAPS} times, and what its curators put into"
        " brackets is less than the article's words and has no negation, number or name. At least"
        f" {LEAST_WORDS} words are the article's."
    ),
    bad=TALK.replace("quote: for an hour", "quote: 'they did [not] speak'"),
    good=TALK.replace("quote: for an hour", "quote: 'they did [all] speak'"),
)
GAP_WITHOUT_NOTE = Rule(
    id="gap-without-note",
    summary=(
        "Where `[…]` passes over the end of a sentence or paragraph, a quotation mark, a word that"
        " says who speaks, or a negation, the evidence's `note` says why the sense holds."
    ),
    bad=_example(", skips: negation"),
    good=_example(", skips: negation", ", note: What is left out denies that Bob was there"),
)
QUOTE_STANDS_TWICE = Rule(
    id="quote-stands-twice",
    severity="warning",
    summary=(
        "A quote stands once in its article, or its `locator` says which place is meant:"
        " `headline`, `paragraph 3`, a page. Without that no link leads to the passage."
    ),
    bad=make_example(found="10-21, elsewhere: 80-91"),
    good=make_example(),
)


def check_quote_altered(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    quote = piece.evidence.quote or ""
    if not has_words(quote):
        return  # that is the problem of another rule
    source = corpus.find_source(piece.evidence.source)
    language = piece.evidence.language or source.language or ""
    entry = find_record(corpus, piece)
    verbatim = entry is not None and is_verbatim(read_ranges(entry.found), quote)
    if reason := find_breach(quote, language, verbatim=verbatim):
        hint = "quote the article's own words, and say the rest in the statement or the note"
        message = f"the quote alters what the article says: {reason}"
        yield QUOTE_ALTERED.finding(locate_quote(corpus, piece), message, hint)


def check_gap_without_note(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    entry = find_record(corpus, piece)
    if entry is not None and entry.skips and not piece.evidence.note:
        message = f"the quote leaves words out; {describe_skips(entry)}"
        hint = "say in the note of the evidence why the sense holds, or quote without […]"
        yield GAP_WITHOUT_NOTE.finding(locate_quote(corpus, piece), message, hint)


def check_quote_stands_twice(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    entry = find_record(corpus, piece)
    if entry is not None and entry.elsewhere and not piece.evidence.locator:
        places = f"{entry.found} {entry.elsewhere}".split(" ")
        name = quote_name(piece.evidence.source)
        message = f"the quote stands more than once in {name}: at {', '.join(places)}"
        hint = "quote more words, or say in locator which is meant: headline, paragraph 3 …"
        yield QUOTE_STANDS_TWICE.finding(locate_quote(corpus, piece), message, hint)
