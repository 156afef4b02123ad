"""Acts of curators written into the facts of a project, unless they would make an error.

This is the door for the commands and for the reading desk: `save_acts(root, acts)`. The acts are
made by `facts.writing.acts`; what comes back says what was written, or why nothing was.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from factsheet.checks import check_unit, check_whole, list_units
from factsheet.facts.convert import convert_document
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Record, Vocabulary
from factsheet.facts.reader import find_positions, read_text
from factsheet.facts.writing.acts import Act
from factsheet.facts.writing.amend import BOM
from factsheet.facts.writing.pen import Draft, Unwritten, Written, find_flaws, write_acts
from factsheet.facts.writing.ways import find_type
from factsheet.problems import Finding, Problem

FACTS = "facts"


def save_acts(root: Path, acts: Sequence[Act]) -> Written | Unwritten:
    """Write `acts`, all or none, into the facts of the project `root`.

    They are refused if one does not fit what is there now, or if an error would be there that is
    not there now; warnings are no hindrance.
    """

    def check(drafts: Sequence[Draft]) -> Sequence[Problem]:
        return find_flaws(root / FACTS, drafts) or find_new_errors(root, drafts)

    return write_acts(root / FACTS, acts, check)


def find_new_errors(root: Path, drafts: Sequence[Draft]) -> list[Problem]:
    """Find the errors that the facts of the project `root` would have with `drafts`, which are
    records of the model, and do not have now.
    """
    corpus, _ = read_corpus(root, FACTS)
    later = put_drafts(corpus, drafts)
    names = _list_touched(corpus, later, drafts)
    present = {name_finding(finding) for finding in _find_errors(corpus, names)}
    found = _find_errors(later, names)
    findings = [finding for finding in found if name_finding(finding) not in present]
    return _place_findings(root, findings, drafts)


def _list_touched(corpus: Corpus, later: Corpus, drafts: Iterable[Draft]) -> set[str] | None:
    """The ids of the records in which drafts may bring errors; None if that may be any: what others
    name may be gone, or say something else of those that rest on it.
    """
    names = set()
    for draft in drafts:
        name = Path(draft.path).stem
        is_event = name in corpus.events and name in later.events
        if draft.before is not None and not (is_event and _keeps_ids(corpus, later, name)):
            return None
        names.add(name)
    return names


def _keeps_ids(corpus: Corpus, later: Corpus, event: str) -> bool:
    return set(corpus.list_refs(corpus.events[event])) <= set(later.list_refs(later.events[event]))


def put_drafts(corpus: Corpus, drafts: Iterable[Draft]) -> Corpus:
    """The corpus as it will be once `drafts`, which are records of the model, are written."""
    vocabulary = corpus.vocabulary
    tables: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        folder, name = draft.path.split("/")[0], Path(draft.path).stem
        record = _read_draft(draft)
        if isinstance(record, Vocabulary):
            vocabulary = record
            continue
        table = tables.setdefault(folder, dict(getattr(corpus, folder)))
        if record is not None:
            table[name] = record
        elif draft.after is None:
            table.pop(name, None)
    ordered: dict[str, Any] = {
        folder: dict(sorted(table.items())) for folder, table in tables.items()
    }
    return replace(corpus, vocabulary=vocabulary, **ordered)


def _read_draft(draft: Draft) -> Record | None:
    if draft.after is None:
        return None
    document, _ = read_text(draft.after.removeprefix(BOM), draft.path)
    if document is None:
        return None
    record, _ = convert_document(document, find_type(draft.path), Path(draft.path).stem)
    return record


def _find_errors(corpus: Corpus, names: Collection[str] | None) -> list[Finding]:
    """The errors in the records of these ids, or in all."""
    units = (unit for unit in list_units(corpus) if names is None or unit.id in names)
    each = (check_unit(corpus, unit, errors_only=True) for unit in units)
    found = [finding for findings in each for finding in findings]
    return [*check_whole(corpus, errors_only=True), *found]


def name_finding(finding: Finding) -> tuple[str, str, str]:
    """What is the same for a problem wherever in its file it stands."""
    return finding.rule.id, finding.place.path, finding.message


def _place_findings(
    root: Path, findings: Iterable[Finding], drafts: Iterable[Draft]
) -> list[Problem]:
    texts = {
        f"{FACTS}/{draft.path}": draft.after.removeprefix(BOM) for draft in drafts if draft.after
    }
    problems = []
    for finding in findings:
        path = finding.place.path
        text = texts.get(path) or (root / path).read_text("utf-8-sig")
        problems.append(finding.locate(find_positions(text, [finding.place])[0]))
    return problems
