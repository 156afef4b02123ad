"""The list of actors."""

from factsheet.facts.model import Actor
from factsheet.site.pages.lists import Item, ListHead, RecordGroup, RecordList
from factsheet.site.scope import Scope, name_kind
from factsheet.site.section import PageView, outline_page, view_page
from factsheet.site.sections.filters import (
    FilterForm,
    build_form,
    name_all,
    name_kinds,
    trace_all,
)
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Outline, Traits
from factsheet.voices.index import Index
from factsheet.wording import count_things

INTRO = (
    "Everyone who says or does something in the facts. What an actor says stands apart from what is"
    " said about it."
)
EMPTY = "There are no actors yet."
ROLES = {
    "speaks": "Says something",
    "takes-part": "Takes part in an event",
    "publishes": "Publishes a source",
    "mentioned": "Is only spoken of",
}
SORTS = {
    "": "By kind",
    "title": "Name, A to Z",
    "said": "Most said by it",
    "about": "Most said about it",
    "events": "Most events",
}


def outline_actors(shelf: Shelf) -> Outline:
    """What a host must know of the list before it is rendered."""
    return outline_page(INTRO, _list_actors(shelf).list_sections())


def view_actors(shelf: Shelf) -> PageView:
    """Actors by kind, in the order of their names."""
    actors = _list_actors(shelf)
    form = _build_form(shelf.index, actors.traits)
    return view_page(ListHead(INTRO, EMPTY, form), actors.list_sections())


def _list_actors(shelf: Shelf) -> RecordList[Actor]:
    scope, corpus = Scope(shelf, "actors/"), shelf.index.corpus
    actors: dict[str, list[Actor]] = {kind: [] for kind in corpus.kinds["actor"]}
    for actor in sorted(
        corpus.actors.values(), key=lambda actor: (actor.name.casefold(), actor.id)
    ):
        actors.setdefault(actor.kind, []).append(actor)
    groups = tuple(
        RecordGroup(
            Heading(id=f"_{kind}", title=corpus.label_kind(records[0]).many), tuple(records)
        )
        for kind, records in actors.items()
        if records
    )
    return RecordList(groups, lambda actor: _list_actor(scope, actor))


def _list_actor(scope: Scope, actor: Actor) -> Item:
    index = scope.index
    by, about = len(index.said_by.get(actor.id, ())), len(index.said_about.get(actor.id, ()))
    role = next((membership.role for membership in actor.memberships if membership.role), "") or ""
    events = len(index.takes_part.get(actor.id, ()))
    counts = (
        f"said by it: {by}" if by else "",
        f"said about it: {about}" if about else "",
        count_things(events, "event") if events else "",
    )
    roles = {
        "speaks": by,
        "takes-part": events,
        "publishes": len(index.publishes.get(actor.id, ())),
    }
    ids = {
        "kind": (actor.kind,),
        # Most are counted in nobody's voice but their own, and to list all of these would be no
        # filter.
        "party": tuple(name for name in trace_all(index, (actor.id,)) if name in index.speaks_for),
        "role": tuple(name for name, number in roles.items() if number) or ("mentioned",),
    }
    traits = Traits(ids, None, {"said": by, "about": about, "events": events})
    link = Link(actor.name, scope.link("actor", actor.id))
    apart = name_kind(index, actor)
    return Item(link, None, tuple(filter(None, (role, *counts))), traits, apart)


def _build_form(index: Index, traits: list[Traits]) -> FilterForm | None:
    voices = {name: label for name, label in name_all(index).items() if name in index.speaks_for}
    filters = (
        ("kind", "Kind", name_kinds(index, "actor")),
        ("party", "Counted in the voice of", voices),
        ("role", "Role", ROLES),
    )
    return build_form("actor", traits, filters, SORTS)
