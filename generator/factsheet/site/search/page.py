"""The page of the search, into which a script puts what it found."""

from factsheet.site.section import Body, make_body
from factsheet.site.shelf import Shelf

INTRO = (
    "Finds events, actors, statements, sources and other pages by their words, quotes by any part"
    " of them, and actors by all their names."
)


def make_search(_: Shelf) -> Body:
    """The page; nothing of it comes from the facts."""
    return make_body(INTRO, ())
