"""What a rename changes in the facts: every mention of the record or statement, wherever it stands.

Which mentions there are is known from `checks.references`, so that what is checked is also renamed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from factsheet.checks.references import Reference, find_references
from factsheet.facts.convert import trim_location
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Actor, Event, Kind, Source
from factsheet.facts.reader import Tree
from factsheet.facts.testimony import LinkCheck, Proof, QuoteProof
from factsheet.facts.writing.acts import add_entry, remove_entry, set_field
from factsheet.facts.writing.amend import amend_text, read_tree
from factsheet.facts.writing.changes import Change, Put, get_value
from factsheet.facts.writing.ways import Way, find_location
from factsheet.problems import Location
from factsheet.proof.proofs import QuoteName, name_quote


@dataclass(frozen=True, slots=True)
class NewName:
    """A record of a `kind`, called `old` and then `new`; or, if `statement` is the old id of one of
    its statements, that statement, which is then called `new`.
    """

    kind: Kind
    old: str
    new: str
    statement: str = ""

    @property
    def old_ref(self) -> str:
        """How facts refer to it: `record`, or `record#statement`."""
        return f"{self.old}#{self.statement}" if self.statement else self.old

    @property
    def new_ref(self) -> str:
        """How facts refer to it by its new name."""
        return f"{self.old}#{self.new}" if self.statement else self.new

    @property
    def record(self) -> str:
        """The id of the record by then."""
        return self.old if self.statement else self.new

    def put_into_source(self, source: str) -> str:
        """The id of a source by then, by which its records of proof and of links go, too."""
        is_it = self.kind == "source" and not self.statement and source == self.old
        return self.new if is_it else source

    def put_into(self, ref: str) -> str:
        """The reference `ref`, which may be `#statement`, with the new name if it has the old."""
        if ref == self.old_ref:
            return self.new_ref
        if not self.statement and ref.startswith(f"{self.old}#"):
            return self.new + ref.removeprefix(self.old)
        return ref

    def put_into_prose(self, text: str) -> str:
        """The Markdown `text` with the new name in its links."""
        pattern = rf"(\]\(<?{self.kind}:){re.escape(self.old_ref)}(?![a-z0-9-])"
        return re.sub(pattern, lambda match: match[1] + self.new_ref, text)


def rename_in_record(text: str, record: Source | Actor | Event, name: NewName) -> str:
    """The text of a record's file with the new name wherever it has the old; in that of the renamed
    one also the name itself, and the former one beside it.

    Raises Refused if a mention has no place in the file's layout.
    """
    tree = read_tree(text)
    puts: dict[Location, Change] = {}
    for reference in find_references(record):
        location = trim_location(tree, reference.location)
        present = get_value(tree, location)
        renamed = _rename_value(present, reference, record.id, name)
        if renamed != present:
            puts[location] = Put(location, renamed, is_in_place=True)
    amended = amend_text(text, list(puts.values()))
    return _rename_itself(amended, name) if record.id == name.old else amended


def _rename_value(value: Tree, reference: Reference, record: str, name: NewName) -> Tree:
    if not isinstance(value, str):
        return value
    if reference.location[-1] == "text":
        return name.put_into_prose(value)
    if reference.kind == "statement":
        if value.startswith("#"):
            full = name.put_into(record + value)
            return f"#{full.partition('#')[2]}" if name.statement else value
        return name.put_into(value)
    return name.put_into(value) if reference.kind == name.kind and not name.statement else value


def _rename_itself(text: str, name: NewName) -> str:
    """The file of what is renamed, with its former name, and without the new one among those."""
    path = f"{name.kind}s/{name.old}.yml"
    way: Way = ("statements", name.statement) if name.statement else ()
    former: Way = (*way, "former_ids")
    tree = read_tree(text)
    acts = [add_entry(path, former, name.statement or name.old)]
    if name.new in _list_texts(tree, find_location(tree, former)):
        acts = [remove_entry(path, former, name.new), *acts]
    if name.statement:
        acts.append(set_field(path, (*way, "id"), name.new))
    for act in acts:
        text = amend_text(text, act.plan(read_tree(text)))
    return text


def _list_texts(tree: Tree, location: Location) -> list[Tree]:
    """The texts of a list, which may be missing or a single one."""
    try:
        listed = get_value(tree, location)
    except LookupError:
        return []
    return listed if isinstance(listed, list) else [listed]


def rename_in_proof(proof: Proof, name: NewName, used: Mapping[QuoteName, QuoteName]) -> Proof:
    """A proof with the new name; `used` leads from what each quote was known by to what it is known
    by then, since its attribution may be renamed.
    """
    quotes = sorted(_rename_quotes(proof, name, used), key=_name_entry)
    sentences = proof.sentences
    if sentences is not None:
        withdrawn = tuple(sorted(map(name.put_into, sentences.withdrawn)))
        sentences = replace(sentences, withdrawn=withdrawn)
    return replace(
        proof, id=name.put_into_source(proof.id), quotes=tuple(quotes), sentences=sentences
    )


def _name_entry(entry: QuoteProof) -> QuoteName:
    return entry.statement, entry.sha256, entry.context


def _rename_quotes(
    proof: Proof, name: NewName, used: Mapping[QuoteName, QuoteName]
) -> Iterator[QuoteProof]:
    for entry in proof.quotes:
        kept = name.put_into(entry.statement), entry.sha256, entry.context
        ref, _, context = used.get(_name_entry(entry), kept)
        yield replace(entry, statement=ref, context=context)


def rename_in_links(check: LinkCheck, name: NewName) -> LinkCheck:
    """The record of a source's addresses with the new name."""
    quotes = (replace(quote, statement=name.put_into(quote.statement)) for quote in check.quotes)
    return replace(check, id=name.put_into_source(check.id), quotes=tuple(quotes))


def match_quotes(before: Corpus, after: Corpus, name: NewName) -> Mapping[QuoteName, QuoteName]:
    """What each quote was known by in proofs, and what it is known by after the rename."""
    return {
        name_quote(piece): name_quote(after.statements[name.put_into(ref)].pieces[piece.index])
        for ref, placed in before.statements.items()
        for piece in placed.pieces
    }
