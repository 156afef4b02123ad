"""The reference pages in Markdown: the format, from the model; the rules, from the rules
themselves.
"""

import types
from collections.abc import Iterable, Iterator
from dataclasses import fields as list_fields
from dataclasses import is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from factsheet.checks import RULES
from factsheet.facts import fields, model, testimony
from factsheet.facts.vocabulary import PASSED_ON, SHIPPED
from factsheet.problems import Rule

FORMAT_INTRODUCTION = """# The format

One record per file, in `facts/sources/`, `facts/actors/` and `facts/events/`. The file's name,
without `.yml`, is the record's id: lower-case letters a to z, digits and hyphens, unique across all
kinds. Fields in **bold** are required. Where a list is allowed, a single value is too. Fields may
stand in any order; machines write them in that of the tables. What is taken if a field is left out
is said at the field; if nothing is said there, nothing is. This page is made from the model that
reads the files.
"""
RULES_INTRODUCTION = """# The rules

What `factsheet check` looks for. An error stops a strict build; a warning does not. Each rule shows
what it objects to and what it accepts. This page is made from the rules themselves, and the tests
run each example.
"""
TYPE_NAMES: tuple[tuple[Any, str], ...] = (
    (fields.Id, "id"),
    (fields.Labels, "text, or a list of two"),
    (fields.SourceId, "id of a source"),
    (fields.ActorId, "id of an actor"),
    (fields.ActorRef, "id of an actor, or keyword"),
    (fields.Topic, "id of a topic"),
    (fields.SourceKind, "id of a kind"),
    (fields.ActorKind, "id of a kind"),
    (fields.EventKind, "id of a kind"),
    (fields.Ref, "statement reference"),
    (fields.Text, "text"),
    (fields.Label, f"text of at most {fields.LONGEST_LABEL} characters"),
    (fields.Sentence, f"text of at most {fields.LONGEST_SENTENCE:,} characters"),
    (
        fields.Verbatim,
        f"text of at most {fields.LONGEST_SENTENCE:,} characters, letter for letter",
    ),
    (fields.Language, "language tag (BCP 47)"),
    (fields.Url, f"address (http or https) of at most {fields.LONGEST_URL:,} characters"),
    (fields.Flag, "`true` or `false`"),
    (fields.Date, "date (EDTF)"),
    (fields.Sha256, "SHA-256 in hexadecimal"),
    (fields.ShortHash, "the first 16 digits of a SHA-256"),
    (fields.Ranges, "ranges of characters"),
    (fields.Fragment, "text directive"),
)
SECTIONS: tuple[tuple[str, str, tuple[type[Any], ...]], ...] = (
    ("Source", "facts/sources/<id>.yml", (model.Source, model.Archive)),
    ("Actor", "facts/actors/<id>.yml", (model.Actor, model.VoiceOf, model.Membership)),
    ("Event", "facts/events/<id>.yml", (model.Event, model.Participant, model.EventSupport)),
    ("Statement", "in events and actors", (model.Statement, model.Evidence, model.Withdrawn)),
    ("Vocabulary", "facts/vocabulary.yml", (model.Vocabulary,)),
    (
        "Proof",
        "facts/proofs/<source-id>.yml, written by a machine",
        (testimony.Proof, testimony.Sentences, testimony.QuoteProof),
    ),
    (
        "Link check",
        "facts/links/<source-id>.yml, written by a machine",
        (testimony.LinkCheck, testimony.AddressCheck, testimony.QuoteCheck),
    ),
)
PASSAGE = """## One passage

A newspaper's article says that, according to a statement of the ministry that a news agency quotes,
the minister called the talks useful:

![A passage, and arrows with names of fields, as the list below](../assets/images/passage.svg)

- `publisher`, at the source: the newspaper. For the article's own words, that is who asserts them.
- `attributed_to`, at the statement or its evidence: the ministry, which asserts what it says.
- `speaker`, at the statement: the minister, whose words or acts the ministry's account gives.
- `voice_of`, at the actor: the government, in whose voice the ministry is counted.
- `relays`, at the evidence: the ministry's statement, the document that the passage passes on.
- `via`, at the evidence: the news agency's report, which the article has it from.
"""
REFERENCE_NOTE = """## References

A statement reference is `<record-id>#<statement-id>`, or `"#<statement-id>"` for one in the same
file. Links in the text of a statement name a record: `[Macron](actor:emmanuel-macron)`,
`[the call](event:<id>)`, `[the article](source:<id>)`, each with `#<statement-id>` if a statement
is meant.

Dates are [EDTF](https://www.loc.gov/standards/datetime/): `2022-02-20`, `2022-02`, `2022-02-24?`
(uncertain), `2022-02-20~` (approximate), `2022-02-18/..` (open end), `2022-02-XX` (some day of the
month).
"""


def build_format_page() -> str:
    """The reference of the format, as Markdown."""
    parts = [
        FORMAT_INTRODUCTION,
        PASSAGE,
        *(_describe_section(*section) for section in SECTIONS),
        _list_kinds(),
        REFERENCE_NOTE,
    ]
    return "\n".join(parts)


def _list_kinds() -> str:
    """The kinds that need not stand in a project's vocabulary."""
    lines = (
        f"- of {name}s: " + ", ".join(f"`{kind}` ({label.one})" for kind, label in kinds.items())
        for name, kinds in SHIPPED.items()
    )
    passed_on = ", ".join(f"`{kind}`" for kind in PASSED_ON)
    more = f"\nWritten to be passed on, and may be quoted in full: {passed_on}.\n"
    return "\n".join(("## Kinds that every project has\n", *lines, more))


def _describe_section(title: str, place: str, records: Iterable[type[Any]]) -> str:
    tables = "\n".join(
        _describe_record(record, first=index == 0) for index, record in enumerate(records)
    )
    return f"## {title}\n\n`{place}`\n\n{tables}"


def _describe_record(record: type[Any], *, first: bool) -> str:
    heading = "" if first else f"### {_split_name(record)}\n\n"
    rows = "\n".join(_describe_fields(record))
    return f"{heading}{_explain(record)}\n\n| field | value | meaning |\n|---|---|---|\n{rows}\n"


def _describe_fields(record: type[Any]) -> Iterator[str]:
    hints = get_type_hints(record, include_extras=True)
    for field in list_fields(record):
        info = record.__pydantic_fields__[field.name]
        if info.description:
            name = f"**`{field.name}`**" if info.is_required() else f"`{field.name}`"
            yield f"| {name} | {_describe_type(hints[field.name])} | {info.description} |"


def _describe_type(annotation: Any) -> str:
    for known, name in TYPE_NAMES:
        if annotation == known:
            return name
    arguments = get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        return _describe_type(arguments[0])
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{word}`" for word in arguments)
    if get_origin(annotation) is tuple:
        return f"list of {_describe_type(arguments[0])}"
    if get_origin(annotation) is dict:
        return f"mapping to {_describe_type(arguments[1])}"
    if is_dataclass(annotation):
        name = _split_name(annotation).lower()
        return f"[{name}](#{name.replace(' ', '-')})"
    if not arguments:
        return {int: "whole number", str: "text"}[annotation]
    limits = (limit for info in arguments[1:] for limit in getattr(info, "metadata", ()))
    most = next((limit.max_length for limit in limits if hasattr(limit, "max_length")), None)
    return _describe_type(arguments[0]) + (f", at most {most}" if most else "")


def _split_name(record: Any) -> str:
    return (
        "".join(f" {letter}" if letter.isupper() else letter for letter in record.__name__)
        .strip()
        .capitalize()
    )


def build_rules_page() -> str:
    """The reference of the rules, as Markdown, errors first."""
    errors = [_describe_rule(rule) for rule in RULES if rule.severity == "error"]
    warnings = [_describe_rule(rule) for rule in RULES if rule.severity == "warning"]
    return "\n".join([RULES_INTRODUCTION, "## Errors\n", *errors, "## Warnings\n", *warnings])


def _describe_rule(rule: Rule) -> str:
    examples = f"Objected to:\n\n{_fence(rule.bad)}\n\nAccepted:\n\n{_fence(rule.good)}\n"
    return f"### {rule.id}\n\n{rule.summary}\n\n{examples}"


def _fence(example: str) -> str:
    return f"```yaml\n{example.strip()}\n```"


def _explain(record: type) -> str:
    """The docstring of `record`, a line a paragraph."""
    paragraphs = (record.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
