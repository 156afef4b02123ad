"""What the search knows of each record. How it is found is tested in `browser/test_search`."""

from pathlib import Path

from factsheet.facts.load import read_corpus
from factsheet.site.search.entries import (
    Entry,
    EntryMaker,
    enter_page,
    list_name_words,
    name_facets,
)
from factsheet.voices.index import Index
from support.examples import BASE, write_corpus
from support.places import SMALL

INDEX = Index(read_corpus(SMALL)[0])
CORPUS = INDEX.corpus
MAKER = EntryMaker(INDEX)
OFFICE = CORPUS.actors["aria-office"]


def enter(event: str) -> dict[str, Entry]:
    """The statements of an event by their ids."""
    entries = MAKER.enter_statements(CORPUS.events[event])
    return {str(entry.shown[0]): entry for entry in entries}


def list_all(entry: Entry) -> set[str]:
    return {word for _, _, words in entry.fields for word in words}


def test_groups_hold_all_that_there_is() -> None:
    groups = MAKER.list_groups([enter_page("a/", "A", "")])
    records, statements = list(groups.records), list(groups.statements)
    assert len(records) == len(CORPUS.events) + len(CORPUS.actors)
    assert [entry.is_statement for entry in statements] == [True] * len(CORPUS.statements)
    assert len(list(groups.sources)) == len(CORPUS.sources)
    assert [entry.url for entry in groups.pages] == ["a/"]


def test_the_record_with_the_most_statements_comes_first() -> None:
    urls = [entry.url for entry in MAKER.list_groups(()).records]
    assert urls[0] == "events/first-call/"
    assert urls.index("events/second-call/") < urls.index("events/long-ago/")
    assert urls.index("actors/aria-office/") < urls.index("events/long-ago/")


def test_an_event_tells_kind_date_and_place() -> None:
    entry = MAKER.enter_event(CORPUS.events["first-call"])
    assert entry.title == "Zephyr and <i>Borduria</i> speak"
    about, text = entry.shown
    assert about == "Event · telephone call · 2 February 2001 · by telephone"
    assert text == "Zed Zephyr and Borduria spoke for two hours."
    assert (entry.facets.kind, entry.facets.year) == ("event:call", "2001")
    assert set(entry.facets.party) == {"aria-office", "aria", "borduria", "herald"}


def test_an_event_is_found_by_every_name_of_all_on_its_page() -> None:
    words = list_all(MAKER.enter_event(CORPUS.events["first-call"]))
    assert {"zed", "borduria", "daily", "herald", "blue", "house", "bureau"} <= words


def test_a_statement_tells_who_says_it_when_and_how_it_is_told() -> None:
    statements = enter("first-call")
    assert statements["length"].shown == (
        "length",
        "Zed Zephyr and Borduria spoke for two hours.",
        ("two well-known hours […] by telephone", "deux heures"),
        "⇄ disputed: the Office, and a report’s own words",
        "2 February 2001",
    )
    assert statements["bare"].shown[2:] == ((), "□ uncited: nobody by name", "2 February 2001")
    assert statements["gone"].shown[3] == "✕ withdrawn: The Daily Herald’s own words"


def test_a_long_quote_is_cut_as_quotes_are(tmp_path: Path) -> None:
    quote = " ".join(["incomprehensibilities"] * 15)
    event = BASE["events/talk.yml"].replace("quote: for an hour", f"quote: {quote}")
    corpus, _ = read_corpus(write_corpus(tmp_path, {"events/talk.yml": event}))
    (entry,) = EntryMaker(Index(corpus)).enter_statements(corpus.events["talk"])
    (cut,) = entry.shown[2]
    assert cut.endswith("incomprehensibilities […]")
    assert len(cut) < len(quote)


def test_what_one_side_says_is_told_as_in_its_row() -> None:
    (entry, *_) = MAKER.enter_statements(OFFICE)
    assert entry.shown[3].startswith("● ")


def test_a_statement_is_found_by_those_who_say_it_how_it_is_told_and_by_its_note() -> None:
    entry = enter("first-call")["length"]
    assert {"blue", "house", "bureau", "disputed"} <= list_all(entry)
    noted = [placed for placed in CORPUS.statements.values() if placed.statement.note]
    assert noted
    for placed in noted:
        word = placed.statement.note.split()[0].lower()
        entries = MAKER.enter_statements(placed.record)
        (entry,) = (entry for entry in entries if entry.shown[0] == placed.statement.id)
        assert word in list_all(entry)


def test_of_an_actor_with_names_without_end_some_find_what_names_it_and_all_find_it(
    tmp_path: Path,
) -> None:
    write_corpus(tmp_path)
    path = tmp_path / "facts" / "actors" / "alice.yml"
    names = ", ".join(f"Al{number}" for number in range(500))
    path.write_text(f"{path.read_text('utf-8')}other_names: [{names}]\n", "utf-8")
    index = Index(read_corpus(tmp_path)[0])
    maker = EntryMaker(index)
    assert "al499" in list_all(maker.enter_actor(index.corpus.actors["alice"]))
    named = [entry for entry in maker.list_groups(()).statements if "al0" in list_all(entry)]
    assert named
    assert not [entry for entry in named if "al499" in list_all(entry)]


def test_an_actor_is_found_by_each_of_its_names_alone() -> None:
    entry = MAKER.enter_actor(OFFICE)
    assert (entry.title, entry.shown) == (
        "Office of the President of Aria",
        (
            "Actor · body",
            "Also: The Blue House, <b>Bureau</b> A.",
            *("Readout of the call", "sources/readout/"),
        ),
    )
    assert entry.names == (OFFICE.name, "the Office", "The Blue House", "<b>Bureau</b> A")
    assert entry.facets.party == ("aria-office",)


def test_with_an_actor_stands_what_it_published() -> None:
    entry = MAKER.enter_actor(CORPUS.actors["herald"])
    assert entry.shown[2:] == ("Zephyr calls Borduria", "sources/herald-article/")


def test_a_source_tells_type_publisher_and_date() -> None:
    entry = MAKER.enter_source(CORPUS.sources["herald-article"])
    assert entry.shown[0] == "Source · article · The Daily Herald · 3 February 2001"
    assert {"reporter", "daily", "herald"} <= list_all(entry)
    assert (entry.facets.kind, entry.facets.party) == ("source:article", ("herald",))


def test_what_is_long_is_found_whole_and_shown_cut() -> None:
    entry = enter_page("a/", "A", f"{'word ' * 500}last")
    assert len(str(entry.shown[1])) < 300
    assert "last" in list_all(entry)


def test_facets_have_labels() -> None:
    labels = name_facets(INDEX)
    assert labels["kind"]["event:call"] == "Telephone call"
    assert labels["kind"]["source:article"] == "Article"
    assert labels["status"]["disputed"] == "⇄ Disputed"
    assert labels["party"]["aria-office"] == "the Office"
    statements = MAKER.list_groups(()).statements
    assert {entry.facets.status for entry in statements} <= set(labels["status"])


def test_names_are_listed_word_by_word_in_their_order() -> None:
    words = list_name_words(INDEX)
    assert words == sorted(set(words))
    assert {"borduria", "bureau", "herald"} <= set(words)
