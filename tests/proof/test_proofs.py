"""`proofs`, `verify` and `coverage`: what is called proven stands in the article; nothing else is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.facts.testimony import Proof
from factsheet.proof.judgement import judge_quotes, tally_quotes
from factsheet.proof.nearest import find_nearest
from factsheet.proof.proofs import Copy, format_proof, make_proof, write_proof
from factsheet.proof.quotes import GAP, REACH, find_quote, hash_quote, normalise_text
from factsheet.proof.reading.coverage import measure_coverage
from factsheet.proof.verification import Verified, verify_source
from support.examples import write_corpus

TEXT = (
    "The presidents spoke for an hour. They did not agree on 1,500 points.\nNobody else was there."
)
SHA256 = "0" * 64
DAY = parse_date("2026-11-27")
COPY = Copy(TEXT, SHA256, parse_date("2026-11-22"), "supplied")


def write_talk(folder: Path, *quotes: str, **more: str) -> Corpus:
    lines = "".join(f"      - {{source: article, quote: '{quote}'}}\n" for quote in quotes)
    talk = (
        "title: A talk\nkind: call\nstatements:\n  - id: length\n    text: The talk lasted an"
        f" hour.\n    attributed_to: alice\n    evidence:\n{lines}"
    )
    folder.mkdir(exist_ok=True)
    corpus, problems = read_corpus(write_corpus(folder, {"events/talk.yml": talk, **more}))
    assert problems == []
    return corpus


def prove(corpus: Corpus) -> str:
    return format_proof(
        make_proof(corpus.sources["article"], corpus.evidence_of_source["article"], COPY, DAY)
    )


def list_states(corpus: Corpus) -> list[str]:
    return [judgement.state for judgement in judge_quotes(corpus).values()]


def test_a_quote_is_proven_by_its_record_alone(tmp_path: Path) -> None:
    record = prove(write_talk(tmp_path / "a", "for an hour", "presidents […] an hour"))
    corpus = write_talk(
        tmp_path / "b", "for an hour", "presidents […] an hour", **{"proofs/article.yml": record}
    )
    assert list_states(corpus) == ["proven", "proven"]
    assert [one.fragment for one in judge_quotes(corpus).values()] == [
        "for%20an%20hour",
        "presidents,an%20hour",
    ]


def test_states_tell_changed_lost_and_never_looked_up_apart(tmp_path: Path) -> None:
    record = prove(write_talk(tmp_path / "a", "for an hour", "for two hours"))
    assert "found: no" in record
    proofs = {"proofs/article.yml": record}
    assert list_states(write_talk(tmp_path / "b", "for an hour", "for two hours", **proofs)) == [
        "proven",
        "lost",
    ]
    assert list_states(write_talk(tmp_path / "c", "for one hour", "for two hours", **proofs)) == [
        "changed",
        "lost",
    ]
    assert (
        list_states(write_talk(tmp_path / "d", "for an hour", "for two hours", "else", **proofs))[2]
        == "unproven"
    )
    assert list_states(write_talk(tmp_path / "e", "for an hour")) == ["unproven"]


def test_states_are_worked_out_once_for_a_corpus_and_anew_for_another(tmp_path: Path) -> None:
    corpus = write_talk(tmp_path, "for an hour")
    (key,) = judge_quotes(corpus)
    assert judge_quotes(corpus)[key] is judge_quotes(corpus)[key]
    record = make_proof(corpus.sources["article"], corpus.evidence_of_source["article"], COPY, DAY)
    proven = replace(corpus, proofs={"article": record})
    assert [list_states(one) for one in (corpus, proven)] == [["unproven"], ["proven"]]


def test_a_changed_quote_is_told_apart_from_one_never_looked_up_also_where_two_statements_shared_it(
    tmp_path: Path,
) -> None:
    talk = (
        "title: A talk\nkind: call\nstatements:\n  - {id: a, text: So., attributed_to: alice,"
        " evidence: {source: article, quote: for an hour}}\n  - {id: b, text: So., attributed_to:"
        " alice, evidence: {source: article, quote: for an hour}}\n"
    )
    before, _ = read_corpus(write_corpus(tmp_path, {"events/talk.yml": talk}))
    changed = {
        "events/talk.yml": talk.replace("an hour", "one hour"),
        "proofs/article.yml": prove(before),
    }
    after, _ = read_corpus(write_corpus(tmp_path, changed))
    assert list_states(after) == ["changed", "changed"]


def test_a_record_that_names_a_statement_elsewhere_proves_nothing_here(tmp_path: Path) -> None:
    record = prove(write_talk(tmp_path / "a", "for an hour")).replace("talk#length", "talk#renamed")
    assert list_states(
        write_talk(tmp_path / "b", "for an hour", **{"proofs/article.yml": record})
    ) == ["unproven"]


def test_verify_reads_the_copy_writes_the_record_once_and_hints_at_the_nearest_passage(
    tmp_path: Path,
) -> None:
    corpus, copies = (
        write_talk(tmp_path, "for an hour", "They did agree on 1,500"),
        tmp_path / "copies",
    )
    copies.mkdir()
    source = corpus.sources["article"]
    assert verify_source(corpus, source, copies, DAY) is None
    (copies / "article.txt").write_text(TEXT, "utf-8")
    found = verify_source(corpus, source, copies, DAY)
    assert isinstance(found, Verified)
    assert [(remark.piece.index, remark.words, remark.hint) for remark in found.wrong] == [
        (1, "not in the copy", "nearest there, as a hint only: did not agree on 1,500"),
    ]
    assert write_proof(tmp_path / "facts", found.proof)
    assert not write_proof(tmp_path / "facts", found.proof), "the same record was written twice"
    again, problems = read_corpus(tmp_path)
    assert problems == []
    assert again.proofs["article"] == found.proof
    assert str(tally_quotes(again)) == (
        "Quotes: 1 proven, 0 changed since, 0 never looked up, 1 not found. "
        "Links to passages: 1 exact, 0 ambiguous, 1 lost."
    )


def test_a_quote_counts_once_and_is_as_well_proven_as_its_worst_use(tmp_path: Path) -> None:
    record = prove(write_talk(tmp_path / "a", "for an hour"))
    again = (
        "title: Again\nkind: call\nstatements:\n  - {id: again, text: They spoke., attributed_to:"
        " alice, evidence: {source: article, quote: for an hour}}\n"
    )
    proven = write_talk(tmp_path / "b", "for an hour", **{"proofs/article.yml": record})
    assert str(tally_quotes(proven)).startswith("Quotes: 1 proven, 0 changed since, 0 never")
    more = {"proofs/article.yml": record, "events/again.yml": again}
    used_twice = write_talk(tmp_path / "c", "for an hour", **more)
    assert str(tally_quotes(used_twice)).startswith("Quotes: 0 proven, 0 changed since, 1 never")


def test_the_nearest_passage_is_none_where_nothing_is_near() -> None:
    assert find_nearest("xyz", TEXT) == ""


# altered quotes


def list_alterations(quote: str, foreign: str) -> Iterator[tuple[str, str]]:
    """The quote altered in the ways in which a wrong quote differs from a right one; `foreign` is
    another article's.
    """
    words = quote.split()
    middle = len(words) // 2
    if (
        len(words) > 2 and GAP not in words[middle - 1 : middle + 2]
    ):  # beside a gap, the rest would be a right quote
        yield "a word dropped", " ".join(words[:middle] + words[middle + 1 :])
    if len(words) > 2 and GAP not in words[-2:]:
        swapped = [*words[:-2], words[-1], words[-2]]
        yield "two words swapped", " ".join(swapped)
    if len(words) > 1:
        yield "a word added", " ".join([*words[:middle], "xylophone", *words[middle:]])
    first = re.search(r"\w{3,}", quote)
    if first:
        yield "half a word at the beginning", quote[first.start() + 1 :]
        yield "a letter changed", quote[: first.start() + 1] + "ж" + quote[first.start() + 2 :]
    last = re.search(r"\w{3,}(?=\W*$)", quote)
    if last:
        yield "half a word at the end", quote[: last.end() - 1]
    if quote.swapcase() != quote:
        yield "another case", quote.swapcase()
    if re.search(r"\d", quote):
        yield "a number changed", re.sub(r"\d", lambda match: str((int(match[0]) + 1) % 10), quote)
    negation = r"(?<= )(?:not|no|never) (?=\w)"  # at an end, the rest would be a right quote
    if re.search(negation, quote):
        yield "a negation removed", re.sub(negation, "", quote)
    passages = quote.split(GAP)
    if len(passages) > 1:
        yield "two passages swapped", GAP.join(reversed(passages))
    yield "a join with another article", f"{quote} {GAP} {foreign}"


FILLER = "Filler stands between the passages that were quoted here."


def rebuild_copy(corpus: Corpus, source: str) -> str:
    """A text that holds every quote of a source, each passage among other words: what a copy looks
    like to a proof.
    """
    quotes = sorted({one.evidence.quote or "" for one in corpus.evidence_of_source[source]})
    return "\n".join(
        f"{FILLER} {quote.replace(GAP, 'amid much else')} {FILLER}" for quote in quotes
    )


def pick_foreign(corpus: Corpus, source: str) -> str:
    """The longest quote of another source that this one does not have as well."""
    text = normalise_text(rebuild_copy(corpus, source))
    others = (
        piece
        for name, pieces in corpus.evidence_of_source.items()
        if name != source
        for piece in pieces
    )
    return max(
        (
            one.evidence.quote or ""
            for one in others
            if not find_quote(one.evidence.quote or "", text)
        ),
        key=len,
    )


def prove_all(facts: Corpus) -> Iterator[tuple[str, Proof]]:
    """The proof of every source that is quoted, in a copy that has all its quotes."""
    for source, pieces in facts.evidence_of_source.items():
        if pieces:
            text = rebuild_copy(facts, source)
            yield (
                source,
                _prove(facts, source, text),
            )


def _prove(facts: Corpus, source: str, text: str) -> Proof:
    copy = replace(COPY, text=text, sha256=hash_quote(source))
    return make_proof(facts.find_source(source), facts.evidence_of_source[source], copy, DAY)


def test_every_quote_is_proven_by_a_copy_that_has_it(small_facts: Corpus) -> None:
    proofs = dict(prove_all(small_facts))
    assert set(list_states(replace(small_facts, proofs=proofs))) == {"proven"}


def test_no_altered_quote_is_shown_as_proven(small_facts: Corpus) -> None:
    tried: Counter[str] = Counter()
    for source, proof in prove_all(small_facts):
        known = {one.sha256 for one in proof.quotes}
        foreign = pick_foreign(small_facts, source)
        for one in small_facts.evidence_of_source[source]:
            for what, altered in list_alterations(one.evidence.quote or "", foreign):
                assert hash_quote(altered) not in known, (what, altered)
                tried[what] += 1
    assert len(tried) == 11, "not every way to alter a quote is tried"
    assert tried.total() > 200


def test_no_altered_quote_is_found_in_a_copy_that_holds_the_right_one(small_facts: Corpus) -> None:
    tried: Counter[str] = Counter()
    for source, _ in prove_all(small_facts):
        text = normalise_text(rebuild_copy(small_facts, source))
        foreign = pick_foreign(small_facts, source)
        for one in small_facts.evidence_of_source[source]:
            quote = one.evidence.quote or ""
            assert find_quote(quote, text), quote
            for what, altered in list_alterations(quote, foreign):
                assert not find_quote(altered, text), (what, altered)
                tried[what] += 1
    assert len(tried) == 11, "not every way to alter a quote is tried"
    assert tried.total() > 200


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("spoke for an hour", True),
        ("spoke for an hour.", True),
        ("spoke  for\u00a0an\nhour", True),
        ("did not agree […] Nobody", True),
        ("Nobody […] did not agree", False),
        ("did […] did", False),
        ("500 points", False),
        ("1,50", False),
        ("resident", False),
        ("The presidents [of both] spoke", True),
        ("the presidents", False),
        ("... spoke", False),
        ("[…]", False),
        ("", False),
    ],
)
def test_quotes_are_found_letter_for_letter(quote: str, found: bool) -> None:
    assert bool(find_quote(quote, normalise_text(TEXT))) is found


@pytest.mark.parametrize(("gap", "found"), [(REACH - 2, True), (REACH - 1, False)])
def test_joined_passages_stand_close(gap: int, found: bool) -> None:
    assert bool(find_quote("begin […] end", f"begin {'x' * gap} end")) is found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Kyiv", "Kyiv's plan"),
        ("s plan", "Kyiv's plan"),
        ("known", "a well-known plan"),
        ("plan", "planPutin said"),
        ("500", "1,500"),
        ("elan", "e\u0301lan"),
        ("caf", "cafe\u0301"),
    ],
)
def test_half_a_word_is_not_found(quote: str, text: str) -> None:
    assert find_quote(quote, normalise_text(text)) == ()


@given(
    st.text(alphabet="ab c'-.,1\u0301é[…]", max_size=60),
    st.text(alphabet="ab c'-.,1\u0301é[…]", max_size=20),
)
def test_what_is_found_stands_there(text: str, quote: str) -> None:
    plain = normalise_text(text)
    spans = find_quote(quote, plain)
    bare = normalise_text(re.sub(r"\[[^\[\]]*\]", " ", quote.replace(GAP, " ")))
    whole = normalise_text(quote.replace(GAP, " "))
    assert not spans or " ".join(plain[start:end] for start, end in spans) in (bare, whole)
    assert all(low[1] <= high[0] for low, high in pairwise(spans))


# coverage


def test_coverage_tells_sentences_their_statements_and_the_share(tmp_path: Path) -> None:
    corpus = write_talk(tmp_path, "for an hour", "an hour […] did not agree")
    found = measure_coverage(TEXT, corpus.evidence_of_source["article"])
    assert [(one.text, one.statements) for one in found.sentences] == [
        ("The presidents spoke for an hour.", ("talk#length",)),
        ("They did not agree on 1,500 points.", ("talk#length",)),
        ("Nobody else was there.", ()),
    ]
    assert (found.quoted, found.words) == (6, 17)
