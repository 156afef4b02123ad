"""What a proposal would make of the facts, and what the rules say of that: the very checks of
`factsheet check`, run on the facts as they would be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from factsheet.checks import check_unit, check_whole
from factsheet.curating.ids import propose_id
from factsheet.curating.saving import name_finding, put_drafts
from factsheet.desk.choices import find_likely, link_names
from factsheet.desk.marking.proposals import (
    Proposal,
    find_record,
    find_statement,
    make_act,
)
from factsheet.desk.marking.quoting import Quote, take_quote
from factsheet.desk.state import Desk, read_copy, read_copy_text
from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.dates import parse_date
from factsheet.facts.model import Record
from factsheet.facts.testimony import Proof
from factsheet.facts.writing.acts import Act
from factsheet.facts.writing.pen import Draft, draft_acts, find_flaws, read_raw
from factsheet.kept import keep_for_each
from factsheet.problems import Finding, Problem, Refusal, Refused
from factsheet.proof.proofs import format_proof
from factsheet.proof.verification import Verified, verify_source


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of a proposal; an error is what it is refused for."""

    rule: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal as it would be written: its quote, the files, the facts with them, and what the
    rules say. Without `drafts` it cannot be written, and the remarks say why.
    """

    quote: Quote
    name: str
    drafts: tuple[Draft, ...]
    later: Corpus
    ref: str
    remarks: tuple[Remark, ...]

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be written as it is."""
        return not self.drafts or any(remark.severity == "error" for remark in self.remarks)


def judge_proposal(desk: Desk, corpus: Corpus, proposal: Proposal) -> Judged:
    """Draft what `proposal` asks for, with the proof of its source, and check it.

    Raises Refused if its marks are no quote.
    """
    quote = mark_quote(desk, corpus, proposal)
    try:
        act, record, name = _plan(corpus, proposal, quote)
        drafts = draft_acts(desk.facts, [act])
        problems = find_flaws(desk.facts, drafts)
    except Refused as refused:
        remark = Remark("refused", "error", refused.refusal.reason, refused.refusal.hint)
        return Judged(quote, "", (), corpus, "", (remark,))
    ref = proposal.statement or f"{record}#{name}"
    if problems:
        flaws = tuple(_remark(problem) for problem in problems)
        return Judged(quote, name, drafts, corpus, "", flaws)
    later, proof = prove_later(desk, put_drafts(corpus, drafts), proposal.source)
    findings = list_new(corpus, later, [record, proposal.source])
    remarks = sorted(map(remark_finding, findings), key=lambda remark: remark.severity)
    return Judged(quote, name, (*drafts, *proof), later, ref, tuple(remarks))


def mark_quote(desk: Desk, corpus: Corpus, proposal: Proposal) -> Quote:
    """The quote that a proposal marks. Raises Refused if there is none."""
    copy = read_copy(desk, corpus, proposal.source)
    if isinstance(copy, Refusal):
        raise Refused(copy.reason, copy.hint)
    return take_quote(read_copy_text(copy.text), proposal.marked)


def _plan(corpus: Corpus, proposal: Proposal, quote: Quote) -> tuple[Act, str, str]:
    """The act that a proposal asks for, the record that it changes, and the id of the statement."""
    if proposal.statement:
        placed = find_statement(corpus, proposal.statement)
        record, name = placed.record.id, placed.statement.id
    else:
        home = find_record(corpus, proposal.record)
        if not proposal.text:
            raise Refused("there is no sentence yet", "write one, or choose a statement")
        record, name = home.id, proposal.id or propose_id(home, link_names(corpus, proposal.text))
    return make_act(corpus, proposal, quote.text, quote.locator, name), record, name


def prove_later(desk: Desk, later: Corpus, source: str) -> tuple[Corpus, tuple[Draft, ...]]:
    """The facts with the proof of a source as `factsheet verify` would write it, and its file."""
    record = later.sources.get(source)
    today = parse_date(desk.today().isoformat())
    outcome = verify_source(later, record, desk.snapshots, today) if record else None
    if not isinstance(outcome, Verified):
        return later, ()
    path = f"proofs/{source}.yml"
    before, after = read_raw(desk.facts, path), format_proof(outcome.proof)
    proven = _put_proof(later, outcome.proof)
    return proven, () if before == after else (Draft(path, before, after),)


def _put_proof(corpus: Corpus, proof: Proof) -> Corpus:
    """The facts with another proof. What was worked out of the rest of them is kept: of many facts
    it takes longer than all else here.
    """
    proven = copy(corpus)
    object.__setattr__(proven, "proofs", {**corpus.proofs, proof.id: proof})
    vars(proven).pop("proofs_of_copy", None)
    return proven


def list_new(corpus: Corpus, later: Corpus, names: Iterable[str]) -> list[Finding]:
    """What the rules find in the records called `names` later, and not now: in their files, and in
    the proofs of those that are sources.
    """
    listed = tuple(dict.fromkeys(names))
    present = _name_all(corpus, listed)
    return [finding for finding in _find_all(later, listed) if name_finding(finding) not in present]


@keep_for_each
def _name_all(corpus: Corpus, names: tuple[str, ...]) -> frozenset[tuple[str, str, str]]:
    return frozenset(name_finding(finding) for finding in _find_all(corpus, names))


def _find_all(corpus: Corpus, names: Sequence[str]) -> Iterator[Finding]:
    for unit in _list_units(corpus, names):
        yield from check_unit(corpus, unit)
    yield from check_whole(corpus, errors_only=True)


def _list_units(corpus: Corpus, names: Iterable[str]) -> Iterator[Record]:
    tables: tuple[Mapping[str, Record | Proof], ...] = (corpus.records, corpus.proofs)
    for name in names:
        for table in tables:
            if unit := table.get(name):
                yield unit


def remark_finding(finding: Finding) -> Remark:
    """A finding as the desk shows it."""
    return Remark(finding.rule.id, finding.rule.severity, finding.message, finding.hint)


def _remark(problem: Problem) -> Remark:
    return Remark(problem.rule, problem.severity, problem.message, problem.hint)


def list_likely(
    desk: Desk, corpus: Corpus, proposal: Proposal, quote: Quote
) -> tuple[StatementAt, ...]:
    """The statements that a proposal may be evidence for: by what is written, else by its quote."""
    words = proposal.text or quote.text
    return find_likely(desk, corpus, words, proposal.record, proposal.source)
