"""Rules about what is said of how far a source was read."""

from collections.abc import Iterator

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.problems import Finding, Rule, quote_name
from factsheet.proof.reading.completeness import Completeness, judge_completeness, list_needless
from factsheet.wording import count_things

ARTICLE = """# sources/article.yml
title: Alice and Bob talk
kind: article
publisher: gazette
url: https://gazette.example/talk
archive: {url: https://archive.example/talk, date: 2022-02-21}
read: complete
"""
ASIDE = "set_aside: {0123456789abcdef: the headline}\n"


def _record(sentences: str) -> str:
    sha256 = "0" * 64
    return (
        f"\n# proofs/article.yml\nsha256: {sha256}\ntext_sha256: {sha256}\ncharacters: 600\n"
        f"words: 100\nchecked: 2026-11-22\nmethod: supplied\nsentences: {sentences}\n"
    )


READING_NOT_COMPLETE = Rule(
    id="reading-not-complete",
    summary=(
        "A source that is said to be read completely has a statement for each of its sentences,"
        " but for those that are set aside, and its copy does not break off in mid-sentence."
    ),
    bad=ARTICLE + _record("{count: 9, uncited: 0123456789abcdef}"),
    good=ARTICLE + ASIDE + _record("{count: 9, uncited: 0123456789abcdef}"),
)
READING_NOT_CHECKED = Rule(
    id="reading-not-checked",
    severity="warning",
    summary=(
        "A source that is said to be read completely has a record of its sentences, which"
        " `factsheet verify` writes. Until then nobody is told what the source leaves out."
    ),
    bad=ARTICLE,
    good=ARTICLE + _record("{count: 9}"),
)
SET_ASIDE_NEEDLESSLY = Rule(
    id="set-aside-needlessly",
    severity="warning",
    summary="A sentence that is set aside is one of the source's, and has no statement.",
    bad=ARTICLE + ASIDE + _record("{count: 9}"),
    good=ARTICLE + ASIDE + _record("{count: 9, uncited: 0123456789abcdef}"),
)


def check_reading_not_complete(corpus: Corpus, source: Source) -> Iterator[Finding]:
    judged = judge_completeness(corpus, source.id)
    if judged and judged.verdict in ("gaps", "broken off"):
        place = corpus.place(source, ("read",))
        yield READING_NOT_COMPLETE.finding(place, *_tell_gaps(source.id, judged))


def _tell_gaps(name: str, judged: Completeness) -> tuple[str, str]:
    """What is wrong with a source that was not read completely, and what to do."""
    if judged.verdict == "broken off":
        return (
            f"the saved copy of {quote_name(name)} breaks off in mid-sentence",
            "take the whole article, set its last sentence aside if it is whole, or write read:"
            " partial",
        )
    verb = "has" if judged.missing == 1 else "have"
    return (
        f"{judged.missing:,} of the {count_things(judged.sentences, 'sentence')} of"
        f" {quote_name(name)} {verb} no statement",
        f"see them with factsheet coverage {name}; then quote them, set aside what asserts nothing,"
        " and run factsheet verify, or write read: partial",
    )


def check_reading_not_checked(corpus: Corpus, source: Source) -> Iterator[Finding]:
    reasons = {
        "unknown": "no record tells how many sentences",
        "changed": "quotes were taken away since a record told which sentences",
    }
    judged = judge_completeness(corpus, source.id)
    if judged and judged.verdict in reasons:
        place = corpus.place(source, ("read",))
        message = f"{reasons[judged.verdict]} of {quote_name(source.id)} have a statement"
        hint, about = f"run factsheet verify {source.id}", f"sources/{source.id}"
        yield READING_NOT_CHECKED.finding(place, message, hint, about=about)


def check_set_aside_needlessly(corpus: Corpus, source: Source) -> Iterator[Finding]:
    for needless in list_needless(corpus, source):
        place = corpus.place(source, ("set_aside", needless))
        message = (
            f"{quote_name(source.id)} has no sentence {needless}, or it has a statement by now"
        )
        hint = f"leave it out; factsheet coverage {source.id} shows those that have none"
        yield SET_ASIDE_NEEDLESSLY.finding(place, message, hint)
