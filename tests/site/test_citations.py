import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.citations import (
    Work,
    format_bibtex,
    format_csl,
    format_ris,
    format_text,
    make_work,
    write_citations,
)
from factsheet.site.shelf import Imprint, Shelf
from factsheet.voices.index import Index
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
IMPRINT = Imprint("The <Site> & Co", "https://site.example/facts/")
DATE = parse_date("2022-02-21")
# Any text, and much of what the formats mean something by.
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "\\",
                "{",
                "}",
                "%",
                "&",
                "#",
                "$",
                "_",
                "~",
                "^",
                '"',
                ",",
                "@misc{",
                "\nER  - \n",
                "\r\nTI  - x",
            ]
        ),
        st.sampled_from(["\x0b", "\x85", "\u2028", "\u2029", "\x1e", "</pre>", "\\{", "{\\"]),
    ),
    max_size=12,
).map("".join)
WORKS = st.builds(
    lambda title, name, url: make_work(Imprint(name, url), "a:b", title, "events/a/#b", DATE),
    TEXTS,
    TEXTS,
    TEXTS,
)
PLAIN = {r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}", r"{\textasciitilde}": "~",
         r"{\textasciicircum}": "^", r"\%": "%", r"\&": "&", r"\#": "#", r"\$": "$", r"\_": "_"}  # fmt: skip
ESCAPED = re.compile("|".join(map(re.escape, PLAIN)))


def make(title: str = "A talk", date: str = "2022-02-21", imprint: Imprint = IMPRINT) -> Work:
    return make_work(imprint, "talk", title, "events/talk/", parse_date(date) if date else None)


def parse_bibtex(entry: str) -> dict[str, str]:
    """The fields of one entry, read as BibTeX does: it counts braces, whatever stands before them."""
    start = re.match(r"@misc\{[a-z0-9:-]+,\s*", entry)
    assert start
    at, fields = start.end(), {}
    while entry[at] != "}":
        name = re.compile(r"([a-z]+) = ").match(entry, at)
        assert name, entry[at:]
        at = end = name.end()
        depth = 0
        while depth or entry[end] not in ",\n":
            depth += {"{": 1, "}": -1}.get(entry[end], 0)
            assert depth >= 0
            end += 1
        fields[name[1]] = entry[at:end]
        at = re.compile(r",?\s*").match(entry, end).end()
    assert at == len(entry) - 1
    return fields


def find_live_signs(text: str) -> list[str]:
    """The special characters of TeX that are not escaped; braces of our own are taken away first."""
    return re.findall(r"[\\{}%&#$_~^]", ESCAPED.sub("", text))


@given(WORKS)
def test_a_bibtex_entry_parses_and_holds_the_title(work: Work) -> None:
    fields = parse_bibtex(format_bibtex(work))
    title = fields["title"].removeprefix("{{").removesuffix("}}")
    assert find_live_signs(title) == []
    assert ESCAPED.sub(lambda found: PLAIN[found[0]], title) == work.title
    assert find_live_signs(fields.get("howpublished", "{}")[1:-1]) == []
    assert (fields["year"], fields["month"], fields["day"]) == ("2022", "feb", "21")
    assert not set("\\{}") & set(fields["url"][1:-1])


@given(WORKS)
def test_a_ris_record_has_one_tag_a_line_and_none_is_forged(work: Work) -> None:
    lines = format_ris(work).splitlines()
    tags = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(tags)
    names = [tag[1] for tag in tags if tag]
    optional = [name for name, text in (("TI", work.title), ("T2", work.site)) if text]
    assert names == ["TY", "ID", *optional, "PY", "DA", "UR", "ER"]
    assert lines[-1] == "ER  - "


@given(WORKS)
def test_csl_json_round_trips(work: Work) -> None:
    (item,) = json.loads(format_csl(work))
    assert item.get("title", "") == work.title
    assert item.get("container-title", "") == work.site
    assert (item["type"], item["URL"], item["issued"]) == (
        "webpage",
        work.url,
        {"date-parts": [[2022, 2, 21]]},
    )


@given(WORKS)
def test_every_text_is_on_one_line(work: Work) -> None:
    assert len(format_text(work).splitlines()) == 1
    assert len(format_csl(work).splitlines()) == 1


def test_the_formats_of_a_page() -> None:
    work = make("Alice & Bob talk")
    assert format_text(work) == (
        "“Alice & Bob talk.” The <Site> & Co, with sources up to 21 February 2022. https://site.example/facts/events/talk/"
    )
    assert (
        format_bibtex(work)
        == "@misc{talk,\n  title = {{Alice \\& Bob talk}},\n  howpublished = {The <Site> \\& Co},\n"
        "  year = 2022,\n  month = feb,\n  day = 21,\n  url ="
        " {https://site.example/facts/events/talk/}\n}"
    )
    assert (
        format_ris(work)
        == "TY  - ELEC\nID  - talk\nTI  - Alice & Bob talk\nT2  - The <Site> & Co\nPY  - 2022\nDA "
        " - 2022/02/21/\nUR  - https://site.example/facts/events/talk/\nER  - "
    )
    assert (
        format_csl(work)
        == '[{"id": "talk", "type": "webpage", "title": "Alice & Bob talk", "container-title": "The'
        ' <Site> & Co", "URL": "https://site.example/facts/events/talk/", "issued":'
        ' {"date-parts": [[2022, 2, 21]]}}]'
    )


@pytest.mark.parametrize(
    ("date", "words", "bibtex", "ris", "csl"),
    [
        ("2022", "2022", "year = 2022", "2022///", {"date-parts": [[2022]]}),
        ("2022-02", "February 2022", "month = feb", "2022/02//", {"date-parts": [[2022, 2]]}),
        ("2022-02-XX", "some day in February 2022", "month = feb", "2022/02//", {"date-parts": [[2022, 2]]}),
        ("2022-21", "spring 2022", "year = 2022", "2022///", {"date-parts": [[2022]]}),
        ("2022-02-20?", "20 February 2022 (uncertain)", "day = 20", "2022/02/20/",
         {"date-parts": [[2022, 2, 20]], "circa": True}),
        ("2022-02-20/2022-03-01", "20 February 2022 to 1 March 2022", "month = mar", "2022/03/01/",
         {"date-parts": [[2022, 2, 20], [2022, 3, 1]]}),
        ("../2022-02-20", "until 20 February 2022", "day = 20", "2022/02/20/", {"literal": "until 20 February 2022"}),
    ],
)  # fmt: skip
def test_a_date_is_no_more_exact_than_the_source_gives_it(
    date: str, words: str, bibtex: str, ris: str, csl: object
) -> None:
    work = make(date=date)
    assert f"with sources up to {words}." in format_text(work)
    assert bibtex in format_bibtex(work)
    assert f"DA  - {ris}\n" in format_ris(work)
    assert json.loads(format_csl(work))[0]["issued"] == csl


def test_without_a_date_none_is_made_up() -> None:
    work = make(date="")
    assert format_text(work) == "“A talk.” The <Site> & Co. https://site.example/facts/events/talk/"
    assert "year" not in format_bibtex(work)
    assert not re.search("^(PY|DA)", format_ris(work), re.MULTILINE)
    assert "issued" not in format_csl(work)


def test_without_the_sites_address_the_part_below_its_root_is_told() -> None:
    work = make(imprint=Imprint())
    assert (work.url, work.absolute) == ("events/talk/", False)
    assert format_text(work) == "“A talk.” with sources up to 21 February 2022. events/talk/"
    assert "howpublished" not in format_bibtex(work)
    assert make().absolute


def test_the_files_of_a_page_are_its_three_formats_each_ended_by_a_line_break() -> None:
    work = make()
    assert write_citations(work) == {
        "cite.bib": f"{format_bibtex(work)}\n",
        "cite.ris": f"{format_ris(work)}\n",
        "cite.json": f"{format_csl(work)}\n",
    }


def test_every_record_has_a_citation_with_the_sites_name_and_address() -> None:
    for page in build_pages(Shelf(Index(CORPUS), IMPRINT)):
        text = page.citation
        assert (
            text.endswith(f"{IMPRINT.name}. {IMPRINT.url}{page.url}")
            or f"{IMPRINT.name}, with sources up to " in text
        )
        assert text.endswith(IMPRINT.url + page.url)
        assert ("_cite" in page.anchors) == bool(page.edit_path)


def test_a_sources_page_is_not_cited_as_the_source() -> None:
    pages = {page.url: page for page in build_pages(Shelf(Index(CORPUS), IMPRINT))}
    for source in CORPUS.sources.values():
        assert pages[f"sources/{source.id}/"].citation.startswith(
            f"“Source: {' '.join(source.name.split())}"
        )
