"""The lists of events, actors and sources."""

from pathlib import Path

from factsheet.facts.load import read_corpus
from factsheet.site.pages.actors import view_actors
from factsheet.site.pages.sources import view_sources
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus


def test_actors_stand_under_the_labels_of_their_kinds_in_the_vocabularys_order(
    tmp_path: Path,
) -> None:
    files = {
        "vocabulary.yml": "actor_kinds: {outlet: [Medium, Media], tribe: Tribe}",
        "actors/carol.yml": "name: Carol\nkind: tribe\n",
        "actors/dora.yml": "name: Dora\nkind: union\n",
        "actors/edda.yml": "name: Edda\nkind: unheard-of\n",
    }
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    sections = view_actors(Shelf(Index(corpus))).sections
    assert [(one.heading.id, one.heading.title) for one in sections] == [
        ("_outlet", "Media"),
        ("_tribe", "Tribe"),
        ("_person", "Persons"),
        ("_union", "Unions"),
        ("_unheard-of", "unheard-of"),
    ]
    assert [one.view.items[0].apart for one in sections] == [
        "medium",
        "tribe",
        "person",
        "union",
        "unheard-of",
    ]


def test_sources_can_be_filtered_by_kind_in_the_vocabularys_order(tmp_path: Path) -> None:
    files = {"vocabulary.yml": "source_kinds: {song: Song, document: Paper}"}
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    form = view_sources(Shelf(Index(corpus))).head.form
    assert form is not None
    kinds = next(one for one in form.filters if one.key == "kind")
    assert [(one.value, one.label) for one in kinds.options] == [
        ("document", "Paper"),
        ("article", "Article"),
    ]
