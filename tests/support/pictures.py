"""Dates and events for pictures, and a drawn picture read again."""

from xml.etree import ElementTree

from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.model import Event, Vocabulary
from factsheet.voices.index import Index

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


WRITTEN = (
    "2022-02-20", "2022-02-21", "2022-02-20?", "2022-02", "2022", "2022-02-18/..", "../2022-02-20", "-4000", "9999",
    "Y-17000", "Y1234567890", "2022-02-01/2022-02-10", "2022-02-20~", "2019-06-05", "2022-02-18/", "0000",
)  # fmt: skip


DATES = st.one_of(
    st.sampled_from(WRITTEN).map(parse_date),
    st.dates().map(lambda day: parse_date(day.isoformat())),
)


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def make_event(name: str, date: str = "", **fields: object) -> Event:
    known = parse_date(date) if date else None
    return Event(**{"id": name, "title": name, "kind": "kind", "date": known, **fields})


def make_index(*events: Event) -> Index:
    named = {event.id: event for event in events}
    return Index(Corpus(sources={}, actors={}, events=named, proofs={}, vocabulary=Vocabulary()))
