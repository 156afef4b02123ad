"""The list of actors."""

from collections.abc import Sequence

from factsheet.facts.model import Actor
from factsheet.site.addresses import make_url
from factsheet.site.lists.cuts import Knife, Step, trace_initial
from factsheet.site.lists.filters import name_all, name_kinds, trace_all
from factsheet.site.lists.items import LONGEST_NAME, Item, RecordGroup, weigh
from factsheet.site.lists.listing import Listing, Words
from factsheet.site.lists.table import Traits
from factsheet.site.scope import name_kind
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading
from factsheet.voices.index import Index
from factsheet.voices.status import name_actor
from factsheet.wording import count_things, cut_text

WORDS = Words(
    "actors",
    "actor",
    "Everyone who says or does something in the facts. What an actor says stands apart from what is"
    " said about it.",
    "There are no actors yet.",
    "all names",
)
ROLES = {
    "speaks": "Says something",
    "takes-part": "Takes part in an event",
    "publishes": "Publishes a source",
    "mentioned": "Is only spoken of",
}
SORTS = {
    "": "By kind",
    "title": "Name, A to Z",
    "said": "Speaks in most statements",
    "about": "Named in most statements",
    "events": "Most events",
}
TOPS = (
    (Heading(id="_most-said", title="Speak in most statements"), "said"),
    (Heading(id="_most-events", title="Take part in most events"), "events"),
)


def list_actors(shelf: Shelf) -> Listing[Actor]:
    """Actors by kind, in the order of their names."""
    index = shelf.index
    voices = {name: label for name, label in name_all(index).items() if name in index.speaks_for}
    return Listing(
        WORDS,
        _order_actors(index),
        Knife(
            lambda actor: _trace_actor(index, actor),
            lambda actor: weigh(actor.name, _find_role(index, actor)),
        ),
        lambda actors, _: _group_actors(index, actors),
        lambda actor: _view_actor(index, actor),
        lambda actor: _find_traits(index, actor),
        (
            ("kind", "Kind", name_kinds(index, "actor")),
            ("party", "Counted in the voice of", voices),
            ("role", "Role", ROLES),
        ),
        SORTS,
        TOPS,
    )


def _order_actors(index: Index) -> list[Actor]:
    kinds = {kind: place for place, kind in enumerate(index.corpus.kinds["actor"])}

    def rank(actor: Actor) -> tuple[object, ...]:
        initial = _trace_actor(index, actor)[1].title
        place = kinds.get(actor.kind, len(kinds))
        return (place, actor.kind, initial, actor.name.casefold(), actor.id)

    return sorted(index.corpus.actors.values(), key=rank)


def _trace_actor(index: Index, actor: Actor) -> Sequence[Step]:
    label = cut_text(index.corpus.label_kind(actor).many, LONGEST_NAME)
    return trace_initial(Step(actor.kind, label), actor.name)


def _group_actors(index: Index, actors: Sequence[Actor]) -> Sequence[RecordGroup[Actor]]:
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(actor.kind, []).append(actor)
    return tuple(
        RecordGroup(
            Heading(id=f"_{kind}", title=index.corpus.label_kind(members[0]).many),
            tuple(members),
        )
        for kind, members in groups.items()
    )


def _find_role(index: Index, actor: Actor) -> str:
    roles = (
        f"{held.role}, {name_actor(index.corpus, held.organization)}"
        for held in actor.memberships
        if held.role
    )
    return cut_text(next(roles, ""), LONGEST_NAME)


def _view_actor(index: Index, actor: Actor) -> Item:
    by, about = len(index.said_by.get(actor.id, ())), len(index.said_about.get(actor.id, ()))
    events = len(index.takes_part.get(actor.id, ()))
    facts = (
        _find_role(index, actor),
        f"speaks in {count_things(by, 'statement')}" if by else "",
        f"named in {about}" if about and by else "",
        f"named in {count_things(about, 'statement')}" if about and not by else "",
        f"takes part in {count_things(events, 'event')}" if events else "",
    )
    return Item(
        address=make_url("actor", actor.id),
        text=actor.name,
        facts=tuple(filter(None, facts)),
        apart=name_kind(index, actor),
        names=" ".join(index.names[actor.id]),
    )


def _find_traits(index: Index, actor: Actor) -> Traits:
    by, about = len(index.said_by.get(actor.id, ())), len(index.said_about.get(actor.id, ()))
    events = len(index.takes_part.get(actor.id, ()))
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
    numbers = {"said": by, "about": about, "events": events}
    return Traits(ids, None, numbers, actor.name.casefold())
