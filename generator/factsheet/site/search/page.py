"""The page of the search, into which a script puts what it found."""

from factsheet.site.section import PageView, outline_page, view_page
from factsheet.site.shelf import Shelf
from factsheet.site.views import Outline

INTRO = (
    "Finds events, actors, statements, sources and other pages by their words, quotes by any part"
    " of them, and actors by all their names."
)


def outline_search(_: Shelf) -> Outline:
    """What a host must know of the page before it is rendered."""
    return outline_page(INTRO, ())


def view_search(_: Shelf) -> PageView:
    """The page; nothing of it comes from the facts."""
    return view_page(None, ())
