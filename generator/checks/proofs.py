"""Rules about quotes and the records that prove them."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.problems import Problem, Rule, quote_name
from generator.quotes import SHARE, count_words, hash_quote

PROOF = "# proofs/article.yml\nwords: {words}\nsha256: " + "0" * 64
TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: The talk lasted an hour.
    attributed_to: alice
    evidence: {source: article, quote: for an hour}
"""

QUOTE_NOT_PROVEN = Rule(
    id="quote-not-proven",
    severity="warning",
    summary="A quote is proven: found in the saved copy of its article, and recorded with its hash in `proofs/`.",
    bad=TALK,
    good=TALK + f"\n{PROOF.format(words=100)}\nquotes:\n  {hash_quote('for an hour')}: 10-21",
)
QUOTES_COVER_TOO_MUCH = Rule(
    id="quotes-cover-too-much",
    severity="warning",
    summary=f"All quotes of a source together have at most {SHARE:.0%} of its words, once its length is known.",
    bad=f"{TALK}\n{PROOF.format(words=5)}",
    good=f"{TALK}\n{PROOF.format(words=100)}",
)


def check_quote_not_proven(corpus: Corpus) -> Iterator[Problem]:
    for source_id, pieces in corpus.evidence_of_source.items():
        proof = corpus.proofs.get(source_id)
        for piece in pieces:
            quote = piece.evidence.quote
            if quote is not None and (proof is None or hash_quote(quote) not in proof.quotes):
                place = corpus.position(piece.at.record, piece.at.location("evidence", piece.index, "quote"))
                message = f"the quote from {quote_name(source_id)} is not proven yet"
                yield QUOTE_NOT_PROVEN.problem(place, message, "hold it against the saved copy of the article")


def check_quotes_cover_too_much(corpus: Corpus) -> Iterator[Problem]:
    for source_id, pieces in corpus.evidence_of_source.items():
        proof, source = corpus.proofs.get(source_id), corpus.sources.get(source_id)
        if proof is None or source is None:
            continue
        quoted = sum(count_words(quote) for quote in {piece.evidence.quote or "" for piece in pieces})
        if quoted > SHARE * proof.words:
            message = f"the quotes have {quoted} of the {proof.words} words of {quote_name(source_id)}"
            hint = f"keep the decisive words; {SHARE:.0%} are allowed"
            yield QUOTES_COVER_TOO_MUCH.problem(corpus.position(source), message, hint)
