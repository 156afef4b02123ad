"""How to cite a page elsewhere: as text on it, and as files beside it in BibTeX, RIS and CSL-JSON.

The site has no clock, so the date of a citation is that of the latest source, and no date of access
is made up.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factsheet.facts.dates import MONTHS, EdtfDate, show_date
from factsheet.site.section import Section
from factsheet.site.shelf import Imprint
from factsheet.site.views import Heading

Parts = tuple[int, ...]
"""Year; year and month; or year, month and day."""

# The macros of BibTeX.
MONTH_MACROS = [name[:3].lower() for name in MONTHS]
# What is certain at the beginning of one EDTF date: a season, or a digit that is not known, is no
# number.
KNOWN = re.compile(r"([1-9]\d{3})(?!\d)(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)
# TeX's special characters. BibTeX counts braces that follow a backslash, too, so none may stand
# alone.
TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "%&#$_"},
    }
)
JSON = json.JSONEncoder(ensure_ascii=False)
CITE = Section(
    Heading(id="_cite", title="Cite this page"),
    "sections/cite.html",
    lambda: None,  # the page itself says how it is cited
)
TEX_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


@dataclass(frozen=True, slots=True)
class Work:
    """A page, to be cited; made by `make_work`, which leaves no line break in its
    plain, untrusted text.

    `key` is of ASCII letters, digits, hyphens and colons. `url` is the permalink; only its part
    below the site's root where the site's address is not known, and then it is not `absolute`.
    """

    key: str
    title: str
    site: str
    url: str
    absolute: bool
    issued: EdtfDate | None


def make_work(
    imprint: Imprint, key: str, title: str, address: str, issued: EdtfDate | None
) -> Work:
    """What stands at `address` below the root of the site, to be cited."""
    url = f"{imprint.url.rstrip('/')}/{address}" if imprint.url else address
    return Work(
        key,
        _join_lines(title),
        _join_lines(imprint.name),
        "%20".join(url.split()),
        bool(imprint.url),
        issued,
    )


def write_citations(work: Work) -> Mapping[str, str]:
    """The files that stand beside a page, by name: how to cite it, for the programs of readers."""
    return {
        "cite.bib": format_bibtex(work) + "\n",
        "cite.ris": format_ris(work) + "\n",
        "cite.json": format_csl(work) + "\n",
    }


def format_text(work: Work) -> str:
    """One line: title, site, date of the latest source, permalink."""
    stop = "" if work.title.endswith((".", "!", "?", "…", "]")) else "."
    date = f"with sources up to {show_date(work.issued)}" if work.issued else ""
    place = ", ".join(filter(None, (work.site, date)))
    return " ".join(filter(None, (f"“{work.title}{stop}”", f"{place}." if place else "", work.url)))


def format_bibtex(work: Work) -> str:
    """An entry of BibTeX (Patashnik, BibTeXing, 1988), with the `url` that BibLaTeX and most styles
    know.

    Double braces keep the capitals of a title. The braces are balanced whatever the text.
    """
    parts = _find_parts(_find_end(work.issued))
    fields = [
        f"title = {{{{{work.title.translate(TEX)}}}}}",
        f"howpublished = {{{work.site.translate(TEX)}}}" if work.site else "",
        *(
            f"{name} = {part}"
            for name, part in zip(("year", "month", "day"), _name_month(parts), strict=False)
        ),
        f"url = {{{work.url.translate(TEX_URL)}}}",
    ]
    return ",\n  ".join((f"@misc{{{work.key}", *filter(None, fields))) + "\n}"


def format_ris(work: Work) -> str:
    """A record in RIS (Research Information Systems, RIS Format Specifications, 2001, with T2 of
    2011), type ELEC.

    Each tag has one line, in which no text can begin another.
    """
    parts = _find_parts(_find_end(work.issued))
    year, month, day = (*(f"{part:02}" for part in parts), "", "", "")[:3]
    lines = (
        ("TY", "ELEC"),
        ("ID", work.key),
        ("TI", work.title),
        ("T2", work.site),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", work.url),
    )
    return "".join(f"{tag}  - {text}\n" for tag, text in lines if text) + "ER  - "


def format_csl(work: Work) -> str:
    """An array of one item in CSL-JSON (Citation Style Language, csl-data.json 1.0)."""
    item = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "container-title": work.site,
        "URL": work.url,
        "issued": _list_date(work.issued) if work.issued else None,
    }
    return JSON.encode([{name: value for name, value in item.items() if value}])


def _join_lines(text: str) -> str:
    return " ".join(text.split())


def _find_end(date: EdtfDate | None) -> str:
    """The text of the date, or of the end of the interval, that a latest source has."""
    return date.text.rpartition("/")[2] if date else ""


@lru_cache(maxsize=1024)
def _find_parts(text: str) -> Parts:
    """What is known of one EDTF date; nothing where not even the year is."""
    match = KNOWN.match(text)
    return tuple(int(part) for part in match.groups() if part) if match else ()


def _name_month(parts: Parts) -> tuple[int | str, ...]:
    """With the month as the name that every style of BibTeX defines."""
    return (parts[0], MONTH_MACROS[parts[1] - 1], *parts[2:]) if parts[1:] else parts


def _list_date(date: EdtfDate) -> Mapping[str, object]:
    """A date-variable of CSL-JSON; the date in words if it has no such form."""
    parts = [_find_parts(end) for end in date.text.split("/")]
    if not all(parts):
        return {"literal": show_date(date)}
    doubt = {"circa": True} if set(date.text) & set("?~%") else {}
    return {"date-parts": parts, **doubt}
