from factsheet.site.section import Section, make_body
from factsheet.site.views import Heading

ABOVE = Section(
    Heading(id="_above", title="Above"),
    "sections/above.html",
    lambda: "above",
    within=(Heading(id="_within", title="Within", level=3),),
    list_anchors=lambda: ["said"],
)
EMPTY = Section(
    Heading(id="_empty", title="Empty"),
    "sections/empty.html",
    lambda: "empty",
    has=False,
    list_anchors=lambda: ["unsaid"],
)
LONG = Section(
    Heading(id="_long", title="Long"), "sections/long.html", lambda: "long", listed=False
)
SECTIONS = (ABOVE, EMPTY, LONG)


def test_contents_list_and_anchors_come_from_the_sections_that_have_anything() -> None:
    outline = make_body("About it.", SECTIONS)
    assert [heading.id for heading in outline.headings] == ["_above", "_within"]
    assert outline.anchors == {"_above", "_within", "said", "_long"}
    assert outline.description == "About it."


def test_a_page_shows_the_sections_that_have_anything_in_their_order() -> None:
    view = make_body("", SECTIONS, lambda: "head").view()
    assert view.head == "head"
    assert [(section.heading.id, section.view) for section in view.sections] == [
        ("_above", "above"),
        ("_long", "long"),
    ]


def test_views_are_made_in_order_and_only_of_what_is_shown() -> None:
    made: list[str] = []

    def section(name: str, *, has: bool) -> Section:
        return Section(Heading(id=name, title=name), "x.html", lambda: made.append(name), has=has)

    sections = [section("a", has=True), section("b", has=False), section("c", has=True)]
    body = make_body("", sections)
    assert len(body.headings) == len(body.anchors) == 2
    assert made == []
    body.view()
    assert made == ["a", "c"]
