"""What we do not know is counted, and led to."""

from pathlib import Path

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.site.pages.unknown import Unknown, UnknownHead, outline_unknown, view_unknown
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.places import SMALL


def read(folder: Path, count: int) -> Corpus:
    event = "title: Talks {}\nkind: talks\nstate: announced\n"
    files = {f"events/talks-{number}.yml": event.format(number) for number in range(count)}
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert not [problem for problem in problems if problem.severity == "error"]
    return corpus


def show(corpus: Corpus) -> dict[str, Unknown]:
    page = view_unknown(Shelf(Index(corpus)))
    return {section.heading.id: section.view for section in page.sections}


def test_what_is_announced_undated_or_not_read_is_counted_with_examples(tmp_path: Path) -> None:
    shown = show(read(tmp_path, 12))
    assert {name: view.count for name, view in shown.items()} == {
        "_announced": "12 events",
        "_no-date": "12 events",
        "_not-read": "1 document",
    }
    assert len(shown["_announced"].examples) == 10
    rest = shown["_announced"].rest
    assert rest is not None
    assert (rest.text, rest.url) == ("and 2 more", "../events/?state=announced")
    (letter,) = shown["_not-read"].examples
    assert (letter.text, letter.url) == ("A letter", "../sources/letter/")
    assert shown["_not-read"].rest is None


def test_a_part_without_any_is_left_out(tmp_path: Path) -> None:
    assert set(show(read(tmp_path, 0))) == {"_not-read"}
    outlined = outline_unknown(Shelf(Index(read(tmp_path / "again", 0))))
    assert [heading.id for heading in outlined.headings] == ["_not-read"]


def test_statements_that_rest_on_little_are_counted_and_led_to() -> None:
    index = Index(read_corpus(SMALL)[0])
    head = view_unknown(Shelf(index)).head
    assert isinstance(head, UnknownHead)
    found = [assessment.status for assessment in index.assessments.values()]
    links = {link.url.rpartition("=")[2]: link.text for link in head.lonely}
    assert set(links) == {"one-voice", "one-report", "unattributed", "uncited"} & set(found)
    assert links["one-voice"] == f"{found.count('one-voice')} statements told by one side only"
