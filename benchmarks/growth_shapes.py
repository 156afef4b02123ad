"""Hostile shapes for `growth.py`: projects and texts that grow in one thing only, at a length in
bytes that is asked for. All names and words are invented.
"""

from collections.abc import Callable, Mapping

Project = Mapping[str, str]
"""Files of facts and pages by their paths below a project's folder."""

EVENT = "title: Talk\nkind: talk\n"
SOURCE = "title: An article\nkind: article\nnote: x\n"
ACTOR = "name: Alice\nkind: person\n"
STATEMENT = (
    "  - id: s{0}\n    text: {1}\n    attributed_to: alice\n"
    "    evidence: {{source: a, quote: {2}}}\n"
)
RECORD = (
    "sha256: {0}\ntext_sha256: {0}\ncharacters: 600\nwords: 100\nchecked: 2026-11-22\n"
    "method: supplied\nsentences: {count: 9}\n"
)
VOCABULARY = "event_kinds: {talk: Talk}\n"


def fill(piece: str, size: int, start: str = "", end: str = "") -> str:
    """`piece` as often as `size` bytes have room for it; each `{0}` in it is its number, and each
    `{1}` that of the next. All have six digits, so that names do not grow with their number.
    """
    parts, length, number = [start], len(start) + len(end), 0
    numbered = "{0}" in piece
    while length < size:
        part = piece
        if numbered:
            part = piece.replace("{0}", f"{number:06}").replace("{1}", f"{number + 1:06}")
        length += len(part.encode())
        if length <= size:
            parts.append(part)
        number += 1
    return "".join([*parts, end])


def place(event: str, **others: str) -> Project:
    """A project of one event, of an article and of an actor; `others` are records by their ids."""
    files = {
        "facts/vocabulary.yml": VOCABULARY,
        "facts/sources/a.yml": SOURCE,
        "facts/actors/alice.yml": ACTOR,
        "facts/events/e.yml": event,
    }
    for name, text in others.items():
        files[f"facts/{name.replace('__', '/').replace('_', '-')}.yml"] = text
    return files


def _event(piece: str, before: str = EVENT) -> Callable[[int], Project]:
    return lambda size: place(fill(piece, size, before + "statements:\n"))


def _statement(text: str, more: str = "", quote: str = "for an hour") -> str:
    """A numbered statement; `more` are lines below it."""
    return (
        f"  - id: s{{0}}\n    text: {text}\n    attributed_to: alice\n"
        f"    evidence: {{source: a, quote: {quote}}}\n{more}"
    )


def _text(piece: str) -> Callable[[int], Project]:
    """One statement after the other, each with as much of `piece` as a text may have."""
    return _event(_statement(f"'{piece * (1900 // len(piece))}'"))


def _one_text(piece: str) -> Callable[[int], Project]:
    """One statement whose text is `piece` again and again."""
    return lambda size: place(
        fill(
            piece,
            size,
            EVENT + "statements:\n  - id: s\n    text: '",
            "'\n    attributed_to: alice\n    evidence: {source: a, quote: for an hour}\n",
        )
    )


def _list(field: str, item: str) -> Callable[[int], Project]:
    """One statement with a long list in `field`."""
    return lambda size: place(
        fill(item, size, EVENT + f"statements:\n  - id: s\n    text: x\n    {field}:\n")
    )


def _clique(size: int) -> Project:
    """As many statements as can all be related to the 40 before them."""
    parts, number = [EVENT, "statements:\n"], 0
    length = 0
    while length < size:
        refs = ", ".join(f'"#s{other}"' for other in range(max(0, number - 40), number))
        name = ("disputes", "differs", "echoes", "updates")[number % 4]
        part = _statement("x", f"    {name}: [{refs}]\n").replace("{0}", str(number))
        parts.append(part)
        length += len(part)
        number += 1
    return place("".join(parts))


def _all_pairs(size: int) -> Project:
    """Every statement disputes all before it, as far as a list goes."""
    parts, number, length = [EVENT, "statements:\n"], 0, 0
    while length < size:
        refs = ", ".join(f'"#s{other}"' for other in range(max(0, number - 50), number))
        part = _statement("x", f"    disputes: [{refs}]\n").replace("{0}", str(number))
        parts.append(part)
        length, number = length + len(part), number + 1
    return place("".join(parts))


def _actors(size: int) -> Project:
    """A long chain of `voice_of`, one file an actor, each with a statement of its own."""
    files = dict(place(EVENT))
    for number in range(size // 240):
        own = STATEMENT.format("s", "x", "for an hour").replace("alice", f"v{number}")
        files[f"facts/actors/v{number}.yml"] = (
            f"name: A\nkind: person\nvoice_of: {{actor: v{number + 1}, because: x}}\n"
            f"statements:\n{own}"
        )
    return files


def _read_sources(size: int) -> Project:
    """Statements of one event, each with an article of its own that was read completely."""
    files, parts = {}, [EVENT, "statements:\n"]
    for number in range(size // 400):
        files[f"facts/sources/c{number}.yml"] = SOURCE + "read: complete\n"
        files[f"facts/proofs/c{number}.yml"] = RECORD.replace("{0}", f"{number:064x}")
        parts.append(
            _statement("x").replace("{0}", str(number)).replace("source: a", f"source: c{number}")
        )
    return {**place("".join(parts)), **files}


def _topics(size: int) -> Project:
    """A long vocabulary, and many events."""
    files = dict(place(EVENT))
    files["facts/vocabulary.yml"] = fill("  t{0}: x\n", size // 2, VOCABULARY + "topics:\n")
    for number in range(size // 400):
        files[f"facts/events/e{number}.yml"] = (
            EVENT + "statements:\n" + _statement("x").replace("{0}", "1")
        )
    return files


def _names(size: int) -> Project:
    """An actor of many names, to whom many statements link."""
    project = _event(_statement('"[Al](actor:alice) spoke for 2 hours"'))(size)
    return {
        **project,
        "facts/actors/alice.yml": fill("  - Al {0}\n", min(size, 2000), ACTOR + "other_names:\n"),
    }


def _own_statements(size: int) -> Project:
    """An actor with many statements of its own, which it makes itself."""
    return {
        **place(EVENT),
        "facts/actors/alice.yml": fill(_statement("x"), size, ACTOR + "statements:\n"),
    }


def _docs(piece: str) -> Callable[[int], Project]:
    def make(size: int) -> Project:
        events = {
            f"facts/events/e{number}.yml": EVENT + f"date: 2022-02-{number % 28 + 1:02}\n"
            for number in range(size // 200)
        }
        return {**place(EVENT), **events, "docs/index.md": fill(piece, size)}

    return make


def _proofs(size: int) -> Project:
    """Many quotes of one article, and the proofs of them."""
    entry = '  - {statement: "e#s{0}", sha256: {1}, context: {2}, found: 1-2}\n'
    entry = entry.replace("{1}", "1" * 64).replace("{2}", "2" * 16)
    head = RECORD.replace("{0}", "0" * 64).replace("words: 100", "words: 900000")
    return {
        **_event(_statement("x", quote="an hour {0}"))(size // 2),
        "facts/proofs/a.yml": fill(entry, size // 2, head + "quotes:\n"),
    }


def _nested(size: int) -> Project:
    """Lists within lists, one level too deep, again and again."""
    head = "".join(" " * depth + "x:\n" for depth in range(18))
    return place(fill(" " * 18 + "- - - x\n", size, EVENT + head))


MIXED_MARKS = "\u0316\u0300\u0327\u0301"
"""Combining marks of several classes, which normalisation has to sort."""

FACTS: Mapping[str, Callable[[int], Project]] = {
    "statements": _event(_statement("The talk lasted 2 hours on Monday.")),
    "](actor: in one text": _one_text("[a](actor:"),
    "](actor: in texts": _text("[a](actor:"),
    "links in texts": _text("[a](actor:alice) "),
    "[ in texts": _text("["),
    "* in texts": _text("*a _b "),
    "` in texts": _text("`` a ` "),
    "& in texts": _text("&amp;\\&"),
    "combining marks in texts": _text("a" + MIXED_MARKS * 100),
    "combining marks in a quote": lambda size: place(
        EVENT
        + "statements:\n"
        + _statement("x", quote=fill(MIXED_MARKS, size, "a")).replace("{0}", "1")
    ),
    "numbers in texts": _text("1,111 two hundred and "),
    "former ids of a statement": _list("former_ids", "      - former\n"),
    "former ids of statements": _event(_statement("x", "    former_ids: [f, g, f]\n")),
    "former ids of an event": lambda size: place(
        fill("  - former\n", size, EVENT + "former_ids:\n")
    ),
    "former ids that are its own": lambda size: place(
        fill("  - e\n", size, EVENT + "former_ids:\n")
    ),
    "participants": lambda size: place(
        fill("  - {actor: p{0}}\n", size // 2, EVENT + "participants:\n")
        + fill(_statement("x"), size // 2, "statements:\n")
    ),
    "participants with much evidence": lambda size: place(
        fill('  - {actor: p{0}, per: "#s"}\n', size // 2, EVENT + "participants:\n")
        + "statements:\n  - id: s\n    text: x\n    attributed_to: alice\n    evidence:\n"
        + "      - {source: a, quote: q}\n" * min(size // 60, 500)
    ),
    "unknown references": _event(
        _statement("'[a](actor:nobody-{0}) [b](event:nothing-{0}#x)'", '    differs: "#t{0}"\n')
    ),
    "unknown sources": _event(
        "  - id: s{0}\n    text: x\n    attributed_to: alic-{0}\n"
        "    evidence: {source: a{0}, quote: q}\n"
    ),
    "duplicate ids": _event(_statement("x").replace("s{0}", "s")),
    "duplicate keys": lambda size: place(fill("x: 1\n", size, EVENT)),
    "unknown keys": lambda size: place(fill("x{0}: 1\n", size, EVENT)),
    "wrong values": _event("  - id: S{0}\n    text: []\n    evidence: {x: 1}\n"),
    "empty values": lambda size: place(fill("  -\n", size, EVENT + "statements:\n")),
    "tabs": lambda size: place(fill("\t", size, EVENT)),
    "anchors": lambda size: place(fill("- &a{0} x\n", size)),
    "escapes": lambda size: place(fill('- "\\u202e"\n', size)),
    "nested lists": _nested,
    "brackets": lambda size: place(fill("[", size)),
    "flow list": lambda size: place(fill("a,", size, "x: [", "]")),
    "questions": lambda size: place(fill("? a{0}\n", size)),
    "long lines": lambda size: place(fill("word ", size, EVENT + "note: ", "\n")),
    "evidence": _list(
        "evidence", "      - {source: a, quote: for an hour, attributed_to: alice}\n"
    ),
    "attributed to many": _list("attributed_to", "      - alice\n"),
    "denials": _event(
        _statement("x", "").replace("quote:", "stance: denies, attributed_to: alice, quote:")
    ),
    "vias": _event(
        _statement("x").replace(
            "quote:", "via: [v{0}, a{0}], relays: r{0}, attributed_to: own-voice, quote:"
        )
    ),
    "one long via": lambda size: place(
        EVENT
        + "statements:\n"
        + _statement("x")
        .replace("{0}", "1")
        .replace("quote:", f"via: [{fill('v{0}, ', size)}a], quote:")
    ),
    "disputes among all": _all_pairs,
    "relations among all": _clique,
    "disputes in a row": _event(_statement("x", '    disputes: "#s{1}"\n')),
    "disputes with one": _event(_statement("x", '    disputes: "#s000000"\n')),
    "echoes": _event(_statement("x", '    echoes: "#s{1}"\n')),
    "voice_of in a chain": _actors,
    "articles read completely": _read_sources,
    "long vocabulary": _topics,
    "many names": _names,
    "an actor's own statements": _own_statements,
    "one long title": lambda size: place(
        fill(
            _statement("x"),
            size // 2,
            f"title: {fill('word ', size // 2)}\nkind: talk\nstatements:\n",
        )
    ),
    "proofs": _proofs,
    "placeholders": _docs("[facts: latest 5]\n\n"),
    "placeholders that count": _docs("[facts: numbers]\n\n"),
    "placeholders of nothing": _docs("[facts: event nothing-{0}]\n\n"),
}
"""Facts by what grows in them."""

TEXTS: Mapping[str, Callable[[int], str]] = {
    "words": lambda size: fill("word{0} and it is so. ", size),
    "lines": lambda size: fill("Line {0} is here.\n", size),
    "one word again": lambda size: fill("the ", size),
    "one sentence again": lambda size: fill("The ferry left the town at noon. ", size),
    "one line again": lambda size: fill("The ferry left.\n", size),
    "two words": lambda size: fill("a b a a b ", size),
    "no spaces": lambda size: fill("a", size),
    "soft hyphens": lambda size: fill("in\u00adfor\u00adma\u00adtion of the ", size),
    "combining marks": lambda size: fill(MIXED_MARKS, size, "a"),
    "hyphens at ends": lambda size: fill("well-\nknown- \n", size),
    "hyphens and spaces": lambda size: fill("a-          ", size),
    "full stops": lambda size: fill('aa.""""))))', size),
    "abbreviations": lambda size: fill("Mr. ", size),
    "quoted sentences": lambda size: fill('"Aa bb." ', size),
    "empty lines": lambda size: fill("\n", size),
    "brackets": lambda size: fill("[a", size),
}
"""Texts of articles by what grows in them."""

PAGES: Mapping[str, Callable[[int], str]] = {
    "paragraphs": lambda size: _page(
        fill("<p>The ferry left the town at noon, they said.</p>\n", size)
    ),
    "attributes": lambda size: _page(f"<p {fill('a{0}=1 ', size)}>The ferry left.</p>"),
    "nested elements": lambda size: _page(fill("<div>", size) + "The ferry left."),
    "nested links": lambda size: _page(fill("<b><a href=x>", size) + "The ferry left."),
    "one text": lambda size: _page(f"<p>{fill('The ferry left. ', size)}</p>"),
    "line breaks": lambda size: _page(f"<p>The ferry left.{fill('<br>x', size)}</p>"),
    "comments": lambda size: _page(fill("<!-- x ", size)),
    "cells": lambda size: _page(
        f"<table>{fill('<tr><td>The ferry left.</td></tr>', size)}</table>"
    ),
    "entities": lambda size: _page(f"<p>{fill('&amp;&lt;', size)}</p>"),
    "metadata": lambda size: fill(
        '<meta property="og:title" content="x{0}">', size, "<html><head>", "<p>The ferry left."
    ),
}
"""Pages of strangers by what grows in them."""


def _page(body: str) -> str:
    return (
        f"<html lang=en><head><title>x</title></head><body><article>{body}</article></body></html>"
    )


MARKDOWN: Mapping[str, Callable[[int], str]] = {
    "<code": lambda size: fill("<code ", size, "[facts: latest 5]"),
    "<!--": lambda size: fill("<!-- ", size, "[facts: latest 5]"),
    "<p>[facts:": lambda size: fill("<p>[facts: ", size),
    "<p> and spaces": lambda size: fill("<p>     ", size, "[facts:"),
    "<": lambda size: fill("<", size, "[facts: latest 5]"),
    "<b within": lambda size: fill("<b", size, "<p>[facts: "),
    "[facts:": lambda size: fill("[facts: ", size),
    "front matter": lambda size: fill("--- x\n", size, "---\n"),
    "fences": lambda size: fill("`````", size),
    "bullets": lambda size: fill("- ", size, "\n", "[facts: latest 5]"),
    "placeholders": lambda size: fill("<p>[facts: latest 5]</p>\n", size),
}
"""Content of hand-written pages by what grows in it."""
