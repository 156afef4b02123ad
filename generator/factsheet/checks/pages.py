"""Checks of the placeholders for blocks in hand-written pages."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from factsheet.checks.placeholders import Placeholder, list_paragraphs
from factsheet.checks.references import UNKNOWN_REFERENCE, suggest_reference
from factsheet.facts.aids.ids import find_known
from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import Named
from factsheet.problems import Problem, quote_name, suggest_name

COUNTED = ("latest", "disputed", "timeline")


PLAIN = ("numbers",)


NAMED: Mapping[str, Named] = {
    "finding": "event",
    "event": "event",
    "statement": "statement",
    "actor": "actor",
    "source": "source",
}
"""What the blocks show of which a placeholder names one."""


BLOCKS = (*COUNTED, *PLAIN, *NAMED)


NUMBERS = tuple(map(str, range(1, 101)))


def check_pages(corpus: Corpus, root: Path, files: Iterable[Path]) -> Iterator[Problem]:
    """Check the placeholders in the Markdown files among `files` of the project `root`.

    Only those that are certain to be filled (see `placeholders`); a build checks them all. A file
    that cannot be read is passed over: a host reports it.
    """
    for path in files:
        if path.suffix != ".md":
            continue
        try:
            source = path.read_text("utf-8")
        except (OSError, ValueError):
            continue
        for placeholder in list_paragraphs(source, path.relative_to(root).as_posix()):
            yield from check_placeholder(corpus, placeholder)


def check_placeholder(corpus: Corpus, placeholder: Placeholder) -> Iterator[Problem]:
    """Yield a problem if the block does not exist, or if what it names is not there."""
    name, _, argument = placeholder.text.partition(" ")
    if name not in NAMED or not argument or " " in argument:
        if not _is_sound(name, argument):
            hint = _suggest_block(name)
            yield UNKNOWN_REFERENCE.problem(
                placeholder.position, f"no block {quote_name(placeholder.text)}", hint
            )
        return
    kind = NAMED[name]
    if argument not in find_known(corpus)[kind] and not is_left_out(corpus, placeholder):
        hint = suggest_reference(corpus, kind, argument)
        yield UNKNOWN_REFERENCE.problem(
            placeholder.position, f"no {kind} {quote_name(argument)}", hint
        )


def explain_lost(placeholder: Placeholder) -> Problem:
    """Say what is wrong with a placeholder that stands among other words."""
    message = f"no block {quote_name(placeholder.text)} can stand within other text"
    return UNKNOWN_REFERENCE.problem(
        placeholder.position, message, "put it in a paragraph of its own, or in code"
    )


def is_left_out(corpus: Corpus, placeholder: Placeholder) -> bool:
    """Whether a placeholder names a record that was left out; its own errors are reported at its
    file.
    """
    name, _, argument = placeholder.text.partition(" ")
    return name in NAMED and argument.partition("#")[0] in corpus.broken


def _is_sound(name: str, argument: str) -> bool:
    return not argument if name in PLAIN else name in COUNTED and argument in NUMBERS


def _suggest_block(name: str) -> str:
    if name in COUNTED:
        return f"say how many, up to {NUMBERS[-1]}: [facts: {name} 5]"
    if name in NAMED:
        form = "<record-id>#<statement-id>" if name == "statement" else "<id>"
        return f"name one {NAMED[name]}: [facts: {name} {form}]"
    if name in PLAIN:
        return f"nothing stands after the name: [facts: {name}]"
    return suggest_name(name, BLOCKS) or f"there are {', '.join(BLOCKS)}"
