"""Proof records repeated: is what a record says of a quote so?

A record is repeated by the saved copy that it was made of; or by the article, fetched again, where
every quote must stand though its place may have moved; or a person who has held the quotes against
the article approves of that very record.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Literal

from factsheet.facts.corpus import Corpus
from factsheet.facts.testimony import Proof, QuoteProof
from factsheet.fetching.fetcher import Fetched, Fetcher
from factsheet.fetching.links import find_states
from factsheet.fetching.politeness import Sleep, ask_hosts
from factsheet.problems import Refusal, escape_unprintable
from factsheet.proof.proofs import NOT_FOUND, format_proof, make_proof
from factsheet.proof.quotes import hash_quote
from factsheet.proof.verification import read_saved
from factsheet.wording import count_things

State = Literal["repeated", "approved", "differs", "missing", "drifted", "not-repeated"]
"""What became of a record: repeated by a copy or by the article; approved by a person; other than
what its copy holds; with a quote that is missing from an article which has those proven
before, or from one that has changed; or not repeated, for want of copy and article.
"""
DRIFT = 0.8
"""If fewer of the quotes proven before still stand there, it is the article that has changed."""
APPROVAL_DIGITS = 12
LONGEST_DETAIL = 300
"""In characters."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What became of the record of a source. It is `changed` if it is new, or other than in the
    base.
    """

    source: str
    state: State
    quotes: int
    details: tuple[str, ...]
    approval: str
    changed: bool

    @property
    def is_wrong(self) -> bool:
        """Whether the record is false, or was changed and nobody has repeated it."""
        return self.state in ("differs", "missing") or (
            self.changed and self.state not in ("repeated", "approved")
        )


@dataclass(frozen=True, slots=True)
class Base:
    """The records as they were: the bytes of each file, and what could be read, by source."""

    files: Mapping[str, bytes]
    proofs: Mapping[str, Proof]


def name_approval(data: bytes) -> str:
    """Name the approval of a record with these bytes: it holds for no other record."""
    return f"proof:{hashlib.sha256(data).hexdigest()[:APPROVAL_DIGITS]}"


def repeat_proofs(
    corpus: Corpus,
    names: Iterable[str],
    folder: Path,
    base: Base | None,
    approved: Iterable[str],
) -> list[Repeated]:
    """Repeat the proofs of the sources `names` by the saved copies in `folder`.

    `approved` are names of approvals. A record with a copy needs none, and gets none if it differs.
    """
    names_approved = frozenset(approved)
    done = []
    for name in names:
        proof = corpus.proofs[name]
        data = format_proof(proof).encode()
        approval = name_approval(data)
        changed = base is not None and base.files.get(name) != data
        state, details = _repeat_by_copy(corpus, proof, folder)
        if state == "not-repeated" and approval in names_approved:
            state, details = "approved", ()
        done.append(Repeated(name, state, len(proof.quotes), details, approval, changed))
    return done


def _repeat_by_copy(corpus: Corpus, proof: Proof, folder: Path) -> tuple[State, tuple[str, ...]]:
    source = corpus.find_source(proof.id)
    copy = read_saved(source, folder)
    if copy is None:
        return "not-repeated", ("there is no copy of it here",)
    if isinstance(copy, Refusal):
        return "not-repeated", (copy.reason,)
    pieces = corpus.evidence_of_source.get(proof.id, ())
    again = make_proof(source, pieces, copy, proof.checked)
    differences = tuple(_compare(proof, again))
    return ("differs", differences) if differences else ("repeated", ())


def _compare(proof: Proof, again: Proof) -> Iterator[str]:
    """What two records say differently, the first from the facts, the second from the copy."""
    if proof.sha256 != again.sha256:
        yield "the copy here is another one than that of the record"
        if proof.text_sha256 == again.text_sha256:
            return
    for name in (field.name for field in fields(Proof)):
        said, is_so = getattr(proof, name), getattr(again, name)
        if said != is_so and name not in ("sha256", "checked", "quotes"):
            yield f"{name}: the record says {said}, the copy {is_so}"
    recorded, made = _list_entries(proof), _list_entries(again)
    for key, entry in recorded.items():
        if key not in made:
            yield f"{key[0]}: no such quote, or it is now used for something else"
        elif entry != made[key]:
            yield f"{key[0]}: the record says {_describe(entry)}, the copy {_describe(made[key])}"
    for key in made.keys() - recorded.keys():
        yield f"{key[0]}: a quote is not in the record"


def _list_entries(proof: Proof) -> dict[tuple[str, str, str], QuoteProof]:
    return {(entry.statement, entry.sha256, entry.context): entry for entry in proof.quotes}


def _describe(entry: QuoteProof) -> str:
    more = (entry.elsewhere, ", ".join(entry.skips), entry.fragment)
    return " / ".join((entry.found, *filter(None, more)))


def fetch_changed(
    corpus: Corpus, repeated: Iterable[Repeated], base: Base, fetcher: Fetcher, sleep: Sleep
) -> list[Repeated]:
    """Repeat the changed records that have no copy by fetching their articles again; return all."""
    done = {outcome.source: outcome for outcome in repeated}
    sources_of_url: dict[str, list[str]] = {}
    for outcome in done.values():
        url = corpus.find_source(outcome.source).url
        if outcome.changed and outcome.state == "not-repeated" and url:
            sources_of_url.setdefault(url, []).append(outcome.source)

    def judge(url: str, page: Fetched | Refusal) -> None:
        for name in sources_of_url[url]:
            state, details = _repeat_by_page(corpus, name, base.proofs.get(name), page)
            done[name] = replace(done[name], state=state, details=details)

    ask_hosts(sources_of_url, fetcher.fetch, judge, sleep)
    return list(done.values())


def _repeat_by_page(
    corpus: Corpus, name: str, before: Proof | None, page: Fetched | Refusal
) -> tuple[State, tuple[str, ...]]:
    """Look all quotes of a source up in its article, and tell an article that has changed from a
    quote that it never had: by how many of the quotes proven `before` still stand there.
    """
    if isinstance(page, Refusal):
        return "not-repeated", (f"the article cannot be fetched: {page.reason}",)
    quotes = {
        (piece.placed.ref, hash_quote(quote)): quote
        for piece in corpus.evidence_of_source.get(name, ())
        if (quote := piece.evidence.quote)
    }
    recorded = {
        (entry.statement, entry.sha256)
        for entry in corpus.proofs[name].quotes
        if entry.found != NOT_FOUND
    }
    states = dict(zip(quotes, find_states(quotes.values(), page), strict=True))
    absent = [key for key in states if key in recorded and states[key] != "present"]
    if not absent:
        return "repeated", ()
    if "unreachable" in states.values():
        return "not-repeated", ("the article shows no text without a browser",)
    old = {(entry.statement, entry.sha256) for entry in before.quotes} if before else set()
    known = [states[key] == "present" for key in states if key in old]
    stand = sum(known)
    standing = f"{stand} of the {len(known)} quotes proven before still stand there"
    details = (standing, *(f"{ref}: its quote is not in the article" for ref, _ in absent))
    if known and stand >= DRIFT * len(known) and not old.issuperset(absent):
        return "missing", details
    return "drifted", details


def describe_repeated(outcome: Repeated) -> str:
    """What became of a record, in a line of plain words."""
    quotes = count_things(outcome.quotes, "quote")
    words = {
        "repeated": f"repeated, {quotes}",
        "approved": f"approved by a person, {quotes}",
        "differs": "not what the copy holds",
        "missing": "a quote never stood in the article, as far as that shows",
        "drifted": "the article has changed since",
        "not-repeated": "not repeated",
    }
    return ("changed, and " if outcome.changed else "") + words[outcome.state]


def format_summary(outcomes: Iterable[Repeated], removed: Iterable[str]) -> str:
    """The outcomes as Markdown, the wrong ones first; what strangers wrote stands in code."""
    listed = sorted(outcomes, key=lambda outcome: not outcome.is_wrong)
    lines = ["### Proofs", ""]
    for outcome in listed:
        lines.append(f"- `{outcome.source}`: {describe_repeated(outcome)}")
        lines += [f"    - {_quote_code(detail)}" for detail in outcome.details]
        if outcome.is_wrong and outcome.state not in ("differs", "missing"):
            lines.append(
                f"    - Whoever has held its {count_things(outcome.quotes, 'quote')} against the"
                f" article may say so with the label `{outcome.approval}`."
            )
    lines += [f"- `{name}`: its proof was removed" for name in removed]
    return "\n".join(lines) + "\n"


def _quote_code(text: str) -> str:
    shown = escape_unprintable(text).replace("`", "'")[:LONGEST_DETAIL]
    return f"`{shown}`"
