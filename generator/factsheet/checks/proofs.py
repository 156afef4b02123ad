"""Rules about quotes and the records that prove them."""

from collections.abc import Iterator

from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.model import Source
from factsheet.facts.testimony import Proof
from factsheet.facts.vocabulary import is_passed_on
from factsheet.problems import Finding, Place, Rule, quote_name
from factsheet.proof.judgement import State, find_misfits, judge_quote
from factsheet.proof.proofs import hash_use
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


ADDRESS = "https://gazette.example/talk"
QUOTE = "for an hour"


def make_example(
    *, evidence: str = "", looked_up: str = QUOTE, found: str = "10-21", words: int = 100
) -> str:
    """Make the event above, with the fields `evidence` added to its evidence, and a proof for which
    the quote `looked_up` was looked up with the result `found`, more fields of which may follow.
    """
    event = TALK.replace("for an hour}", f"for an hour{evidence}}}")
    context = hash_use("supports", ("alice",))
    return (
        f"{event}\n# proofs/article.yml\nurl: {ADDRESS}\nsha256: {'0' * 64}\ntext_sha256:"
        f" {'0' * 64}\ncharacters: 900\nwords: {words}\nchecked: 2022-02-22\nmethod: supplied\n"
        f'quotes: {{statement: "talk#length", sha256: {hash_quote(looked_up)}, context:'
        f" {context}, found: {found}}}"
    )


QUOTE_NOT_FOUND = Rule(
    id="quote-not-found",
    summary=(
        "A quote stands in its article, letter for letter: `factsheet verify` did not find this one"
        " in the saved copy."
    ),
    bad=make_example(found='"no"'),
    good=make_example(),
)
QUOTE_CHANGED = Rule(
    id="quote-changed",
    severity="warning",
    summary=(
        "A quote that was changed after it was looked up, or is now used otherwise, is looked up"
        " again with `factsheet verify`: a record binds the address, the quote, its stance,"
        " attribution, translation and locator."
    ),
    bad=make_example(evidence=", stance: supports, locator: headline"),
    good=make_example(),
)
QUOTE_NOT_PROVEN = Rule(
    id="quote-not-proven",
    severity="warning",
    summary=(
        "A quote is proven: `factsheet verify` finds it in the saved copy of its article, and"
        " records that."
    ),
    bad=TALK,
    good=make_example(),
)
PROOF_DOES_NOT_FIT = Rule(
    id="proof-does-not-fit",
    summary=(
        "A record of proofs fits the facts and itself: every quote in it is one of its statement's,"
        " its ranges lie in the copy and are as long as the quote, its fragment begins and ends"
        " with it, and no two sources rest on one copy. `factsheet verify` writes such records."
    ),
    bad=make_example(found="10-99"),
    good=make_example(),
)
QUOTES_COVER_TOO_MUCH = Rule(
    id="quotes-cover-too-much",
    severity="warning",
    summary=(
        f"All quotes of a source together have at most {SHARE:.0%} of its words, once its length is"
        " known. What is written to be passed on, such as a press release, may be quoted in full;"
        " `passed_on` in the vocabulary names more such kinds."
    ),
    bad=make_example(words=5),
    good=make_example(words=5)
    + "\n\n# sources/article.yml\ntitle: Alice spoke\nkind: press-release\n"
    f"url: {ADDRESS}\nread: partial",
)


def check_quote_not_found(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    if _find_state(corpus, piece) == "lost":
        message = (
            f"the quote does not stand in the saved copy of {quote_name(piece.evidence.source)}"
        )
        hint = "correct it letter for letter; factsheet verify shows the nearest passage"
        yield QUOTE_NOT_FOUND.finding(locate_quote(corpus, piece), message, hint)


def check_quote_changed(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    if _find_state(corpus, piece) == "changed":
        name = quote_name(piece.evidence.source)
        message = f"the quote from {name}, or what it is used for, was changed since it was proven"
        yield QUOTE_CHANGED.finding(*_advise_verifying(corpus, piece, message))


def check_quote_not_proven(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    if _find_state(corpus, piece) == "unproven":
        message = f"the quote from {quote_name(piece.evidence.source)} is not proven yet"
        yield QUOTE_NOT_PROVEN.finding(*_advise_verifying(corpus, piece, message))


def check_proof_does_not_fit(corpus: Corpus, proof: Proof) -> Iterator[Finding]:
    for misfit in find_misfits(corpus, proof.id):
        steps = () if misfit.index is None else ("quotes", misfit.index)
        hint = "run factsheet verify where the saved copy is; do not write records by hand"
        message = f"this cannot be a proof: {misfit.reason}"
        yield PROOF_DOES_NOT_FIT.finding(corpus.place(proof, steps), message, hint)


def check_quotes_cover_too_much(corpus: Corpus, source: Source) -> Iterator[Finding]:
    proof = corpus.proofs.get(source.id)
    if proof is None or is_passed_on(corpus.vocabulary, source.kind):
        return
    quotes = {piece.evidence.quote or "" for piece in corpus.evidence_of_source[source.id]}
    quoted = sum(map(count_words, quotes))
    if quoted > SHARE * proof.words:
        message = f"the quotes have {quoted} of the {proof.words} words of {quote_name(source.id)}"
        hint = (
            f"keep the decisive words; {SHARE:.0%} are allowed, but for kinds that are passed on,"
            " such as press-release"
        )
        yield QUOTES_COVER_TOO_MUCH.finding(corpus.place(source), message, hint)


def _advise_verifying(
    corpus: Corpus, piece: EvidenceAt, message: str
) -> tuple[Place, str, str, None, str]:
    """What is told of a quote that is to be looked up, and of which source, if that is there."""
    source = piece.evidence.source
    about = f"sources/{source}" if source in corpus.sources else ""
    return locate_quote(corpus, piece), message, "run factsheet verify", None, about


def _find_state(corpus: Corpus, piece: EvidenceAt) -> State | None:
    return None if piece.evidence.quote is None else judge_quote(corpus, piece).state


def locate_quote(corpus: Corpus, piece: EvidenceAt) -> Place:
    """The place of the quote of a piece of evidence."""
    return corpus.place(piece.placed.record, piece.location("quote"))
