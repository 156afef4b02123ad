"""Numbers, lists and documents in words."""

from collections.abc import Iterable


def count_things(number: int, noun: str, plural: str = "") -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def lower_first(label: str) -> str:
    """A label as it stands within a line; an abbreviation keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def join_names(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def name_documents(kinds: Iterable[str]) -> str:
    """What sources of these `kinds` are together: each is an "article", or it is a "document"."""
    return "article" if all(kind == "article" for kind in kinds) else "document"


def cut_text(text: str, longest: int, sign: str = "…") -> str:
    """`text`, cut if it has more than `longest` characters: at a space, if there is one. `sign`
    stands for the rest.
    """
    if len(text) <= longest:
        return text
    kept = text[:longest]
    return f"{kept.rpartition(' ')[0] or kept} {sign}"
