"""Rules about quotes and the records that prove them."""

from collections.abc import Iterator

from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.problems import Finding, Place, Rule, quote_name
from factsheet.proof.proofs import State, judge_quotes
from factsheet.proof.quotes import SHARE, count_words, hash_quote

TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: The talk lasted an hour.
    attributed_to: alice
    evidence: {source: article, quote: for an hour}
"""


def _example(words: int, quote: str, span: str) -> str:
    """Make the event above, with a proof for which `quote` was looked up."""
    sha256 = "0" * 64
    return (
        f"{TALK}\n# proofs/article.yml\nsha256: {sha256}\ntext_sha256: {sha256}\nwords:"
        f" {words}\nmethod: supplied\n"
        f'quotes: {{statement: "talk#length", sha256: {hash_quote(quote)}, found: {span}}}'
    )


QUOTE_NOT_FOUND = Rule(
    id="quote-not-found",
    summary=(
        "A quote stands in its article, letter for letter: `factsheet verify` did not find this one"
        " in the saved copy."
    ),
    bad=_example(100, "for an hour", '"no"'),
    good=_example(100, "for an hour", "10-21"),
)
QUOTE_CHANGED = Rule(
    id="quote-changed",
    severity="warning",
    summary=(
        "A quote that was changed after it was looked up is looked up again, with `factsheet"
        " verify`."
    ),
    bad=_example(100, "for one hour", "10-22"),
    good=_example(100, "for an hour", "10-21"),
)
QUOTE_NOT_PROVEN = Rule(
    id="quote-not-proven",
    severity="warning",
    summary=(
        "A quote is proven: `factsheet verify` finds it in the saved copy of its article, and"
        " records that."
    ),
    bad=TALK,
    good=_example(100, "for an hour", "10-21"),
)
QUOTES_COVER_TOO_MUCH = Rule(
    id="quotes-cover-too-much",
    severity="warning",
    summary=(
        f"All quotes of a source together have at most {SHARE:.0%} of its words, once its length is"
        " known."
    ),
    bad=_example(5, "for an hour", "10-21"),
    good=_example(100, "for an hour", "10-21"),
)


def check_quote_not_found(corpus: Corpus) -> Iterator[Finding]:
    for piece in _list_quotes(corpus, "lost"):
        message = (
            f"the quote does not stand in the saved copy of {quote_name(piece.evidence.source)}"
        )
        hint = "correct it letter for letter; factsheet verify shows the nearest passage"
        yield QUOTE_NOT_FOUND.finding(_locate(corpus, piece), message, hint)


def check_quote_changed(corpus: Corpus) -> Iterator[Finding]:
    for piece in _list_quotes(corpus, "changed"):
        message = (
            f"the quote from {quote_name(piece.evidence.source)} was changed since it was proven"
        )
        yield QUOTE_CHANGED.finding(_locate(corpus, piece), message, "run factsheet verify")


def check_quote_not_proven(corpus: Corpus) -> Iterator[Finding]:
    for piece in _list_quotes(corpus, "unproven"):
        message = f"the quote from {quote_name(piece.evidence.source)} is not proven yet"
        yield QUOTE_NOT_PROVEN.finding(_locate(corpus, piece), message, "run factsheet verify")


def check_quotes_cover_too_much(corpus: Corpus) -> Iterator[Finding]:
    for source in corpus.sources.values():
        proof = corpus.proofs.get(source.id)
        if proof is None:
            continue
        quotes = {piece.evidence.quote or "" for piece in corpus.evidence_of_source[source.id]}
        quoted = sum(map(count_words, quotes))
        if quoted > SHARE * proof.words:
            message = (
                f"the quotes have {quoted} of the {proof.words} words of {quote_name(source.id)}"
            )
            hint = f"keep the decisive words; {SHARE:.0%} are allowed"
            yield QUOTES_COVER_TOO_MUCH.finding(corpus.place(source), message, hint)


def _list_quotes(corpus: Corpus, state: State) -> Iterator[EvidenceAt]:
    judgements = judge_quotes(corpus)
    for pieces in corpus.evidence_of_source.values():
        for piece in pieces:
            judgement = judgements.get(piece.key)
            if judgement is not None and judgement.state == state:
                yield piece


def _locate(corpus: Corpus, piece: EvidenceAt) -> Place:
    return corpus.place(piece.placed.record, piece.location("quote"))
