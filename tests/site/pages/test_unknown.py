"""What we do not know is counted, and led to."""

from pathlib import Path

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Vocabulary
from factsheet.site.catalogue import build_pages
from factsheet.site.pages.unknown import Unknown, UnknownHead, make_unknown
from factsheet.site.shelf import Shelf
from factsheet.site.views import Link
from factsheet.voices.index import Index
from support.examples import BASE, write_corpus
from support.places import SMALL


def read(folder: Path, announced: int, *, undated: int = 0, dated: int = 0) -> Corpus:
    sorts = {
        "vow": ("state: announced\n", announced),
        "undated": ("", undated),
        "dated": ("date: 2001\n", dated),
    }
    files = {
        f"events/{name}-{number}.yml": f"title: {name} {number}\nkind: call\n{more}"
        for name, (more, count) in sorts.items()
        for number in range(count)
    }
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert not [problem for problem in problems if problem.severity == "error"]
    return corpus


def show(corpus: Corpus) -> dict[str, Unknown]:
    page = make_unknown(Shelf(Index(corpus))).view()
    return {section.heading.id: section.view for section in page.sections}


def name_examples(view: Unknown) -> list[tuple[str, str, str]]:
    return [
        (one.link.text, one.link.url, getattr(one.when, "text", one.when)) for one in view.examples
    ]


def test_what_is_announced_or_undated_is_counted_with_examples(tmp_path: Path) -> None:
    shown = show(read(tmp_path, 12, undated=11))
    assert list(shown) == ["_announced", "_no-date", "_not-read", "_not-proven"]
    announced, undated = shown["_announced"], shown["_no-date"]
    assert announced.words == (
        "12 events are announced; our sources do not say whether that came about."
    )
    assert undated.words == (
        "No source gives a date of 11 events that are not announced, nor of 12 of the announced ones"
        " above."
    )
    assert len(announced.examples) == len(undated.examples) == 10
    assert announced.rest == Link("and 2 more", "../events/?state=announced")
    assert undated.rest == Link("and 1 more", "../events/")


def test_beside_an_event_stands_what_we_know_of_its_day(tmp_path: Path) -> None:
    files = {
        "events/vow.yml": "title: A vow\nkind: call\nstate: announced\ndate: 2022-03\n",
        "events/old.yml": "title: Of old\nkind: call\ndate_words: in those days\n",
    }
    shown = show(read_corpus(write_corpus(tmp_path, files))[0])
    assert shown["_announced"].words == (
        "1 event is announced; our sources do not say whether that came about."
    )
    assert name_examples(shown["_announced"]) == [("A vow", "../events/vow/", "March 2022")]
    assert shown["_no-date"].words == "No source gives a date of 1 event that is not announced."
    assert name_examples(shown["_no-date"]) == [
        ("Of old", "../events/old/", "“in those days”"),
    ]


def test_undated_events_that_are_not_shown_are_led_to_where_they_stand(tmp_path: Path) -> None:
    corpus = read(tmp_path, 0, undated=30, dated=300)
    rest = show(corpus)["_no-date"].rest
    assert rest == Link("and 20 more", "../events/in_undated/")
    assert "events/in_undated/" in {page.url for page in build_pages(Shelf(Index(corpus)))}


def test_documents_that_we_have_not_read_are_led_to(tmp_path: Path) -> None:
    view = show(read(tmp_path, 0))["_not-read"]
    assert view.words == "1 document we know only through articles that pass it on."
    assert name_examples(view) == [("A letter", "../sources/letter/", "")]
    assert view.rest is None


def test_statements_with_a_quote_that_is_not_proven_are_led_to() -> None:
    corpus, _ = read_corpus(SMALL)
    view = show(corpus)["_not-proven"]
    judged = Index(corpus).judgements
    unproven = {ref for (ref, _), judgement in judged.items() if judgement.state != "proven"}
    assert view.words.startswith(f"{len(unproven)} statement")
    assert ("Zed Zephyr and Borduria spoke for two hours.", "../events/first-call/#length") in [
        (text, url) for text, url, _ in name_examples(view)
    ]


def test_a_part_without_any_is_left_out(tmp_path: Path) -> None:
    outlined = make_unknown(Shelf(Index(read(tmp_path, 0))))
    assert [heading.id for heading in outlined.headings] == ["_not-read", "_not-proven"]
    empty = Corpus(sources={}, actors={}, events={}, proofs={}, vocabulary=Vocabulary())
    assert show(empty) == {}


def test_statements_that_rest_on_little_are_counted_and_led_to() -> None:
    index = Index(read_corpus(SMALL)[0])
    head = make_unknown(Shelf(index)).view().head
    assert isinstance(head, UnknownHead)
    statuses = [assessment.status for assessment in index.assessments.values()]
    links = {link.url.rpartition("=")[2]: link.text for link in head.lonely}
    assert set(links) == {"one-voice", "one-report", "unattributed", "uncited"} & set(statuses)
    assert links["one-voice"] == (
        f"{statuses.count('one-voice')} statements are told by one side only"
    )
    assert links["uncited"] == "1 statement is without a passage"


def test_what_is_of_no_known_voice_says_of_whom_else(tmp_path: Path) -> None:
    event = BASE["events/talk.yml"].replace("attributed_to: alice", "attributed_to: unnamed")
    corpus, _ = read_corpus(write_corpus(tmp_path, {"events/talk.yml": event}))
    head = make_unknown(Shelf(Index(corpus))).view().head
    assert [link.text for link in head.lonely] == [
        "1 statement is of no known voice: a report’s own words, or nobody is named"
    ]
