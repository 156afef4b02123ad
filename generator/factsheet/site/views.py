"""What templates are given: plain frozen data, no corpus.

Every `str` here is plain, untrusted text that the templates escape; `Markup` comes from `prose.py`
alone. A `Link` without address leads nowhere: what it names was left out, and its text is all that
we know.
"""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from factsheet.proof.judgement import State

NO_DATE = "no date given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of a page's contents list; `title` is plain text."""

    id: str
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or plain text without `url`.

    Links and dates print themselves as HTML: a site of 1,000 events has 570,000 of them,
    and a macro for each took 7 % of the time of its build. Of links most are printed many times.

    `language` is the text's (BCP 47), "" where it is the site's own.
    """

    text: str
    url: str = ""
    language: str = ""

    def __html__(self) -> str:
        return _print_link(self.text, self.url, self.language)


@lru_cache(maxsize=4096)
def _print_link(text: str, url: str, language: str) -> str:
    address = f' href="{escape(url)}"' if url else ""
    tongue = f' lang="{escape(language)}" dir="auto"' if language else ""
    if not (address or tongue):
        return escape(text)
    name = "a" if url else "span"
    return f"<{name}{address}{tongue}>{escape(text)}</{name}>"


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words; `machine` is its form in a `datetime` attribute, "" where HTML has none for
    it.
    """

    text: str
    machine: str = ""

    def __html__(self) -> str:
        return (
            f'<time datetime="{self.machine}">{escape(self.text)}</time>'
            if self.machine
            else escape(self.text)
        )


@dataclass(frozen=True, slots=True)
class HeadItem:
    """Something that the head of a page says: an event's date, place or state, or who took part; an
    actor's office, or in whose voice it is counted. `support` is the address of the first statement
    that supports it; "" if it is uncited.
    """

    value: Link
    detail: str
    support: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When an event is, and whether it took place.

    `words` are those of its sources, in quotation marks; `state` is "" if it occurred, which needs
    no word.
    """

    date: DateView | None
    words: str
    state: str

    @property
    def instead(self) -> str:
        """The words, if there is no date."""
        return "" if self.date else self.words

    @property
    def when(self) -> DateView | str:
        """The date; without one the words, or that there are none."""
        return self.date or self.words or NO_DATE

    @property
    def text(self) -> str:
        """The same as plain text."""
        return self.date.text if self.date else self.words or NO_DATE


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status by word and by shape, with the reason in words."""

    id: str
    label: str
    shape: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProofView:
    """What the proofs say of a quote: for a proven one, when the curators checked it, and whether
    the build has repeated that.
    """

    state: State
    checked: DateView | None
    repeated: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page rests on."""

    statements: int
    articles: int
    voices: int
    quotes: int
    proven: int
    latest: DateView | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A problem of the facts: the record that has it, or else the file, and what is wrong."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """What a rule asks, how many problems it found, the first of these, and how many `more`."""

    summary: Markup
    count: str
    gaps: tuple[Gap, ...]
    more: int
