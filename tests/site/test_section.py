from factsheet.site.section import Section, outline_page, view_page
from factsheet.site.views import Heading

ABOVE = Section(
    Heading(id="_above", title="Above"),
    "sections/above.html",
    lambda: "above",
    within=(Heading(id="_within", title="Within", level=3),),
    anchors=("said",),
)
EMPTY = Section(
    Heading(id="_empty", title="Empty"),
    "sections/empty.html",
    lambda: "empty",
    has=False,
    anchors=("unsaid",),
)
LONG = Section(
    Heading(id="_long", title="Long"), "sections/long.html", lambda: "long", listed=False
)
SECTIONS = (ABOVE, EMPTY, LONG)


def test_contents_list_and_anchors_come_from_the_sections_that_have_anything() -> None:
    outline = outline_page("About it.", SECTIONS)
    assert [heading.id for heading in outline.headings] == ["_above", "_within"]
    assert outline.anchors == {"_above", "_within", "said", "_long"}
    assert outline.description == "About it."


def test_a_page_shows_the_sections_that_have_anything_in_their_order() -> None:
    view = view_page("head", SECTIONS)
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
    outline_page("", sections)
    assert made == []
    view_page(None, sections)
    assert made == ["a", "c"]
