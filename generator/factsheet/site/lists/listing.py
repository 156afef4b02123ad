"""A list as its pages and its files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from heapq import nlargest
from typing import Generic, TypeVar

from factsheet.site.lists.cuts import Cut, Knife, Place, list_places
from factsheet.site.lists.filters import Choice, FilterForm, build_form
from factsheet.site.lists.items import Item, ItemGroup, RecordGroup, format_items
from factsheet.site.lists.table import Table, Traits, format_table, make_table
from factsheet.site.section import Body, Section, make_body
from factsheet.site.views import Heading, Link
from factsheet.wording import count_things

Listed = TypeVar("Listed")

MOST_LISTED = 60
"""With more headings a contents list is of no use."""
TOP = 10
PARTS = Heading(id="_parts", title="")


@dataclass(frozen=True, slots=True)
class Words:
    """What a list says of itself: its name, which is also its address; what its rows are called;
    what stands above them, and what there instead if it is empty; in what words are looked for.
    """

    name: str
    one: str
    intro: str
    empty: str
    searched: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a list that is cut: a link to its page, how much it holds, and that as a share of
    the fullest, in percent.
    """

    link: Link
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class CutHead:
    """What stands above the rows or the bars of a page of a list. The whole list has a form, and
    its parts have `crumbs`.
    """

    intro: str
    empty: str
    form: FilterForm | None
    crumbs: tuple[Link, ...]
    before: Link | None
    after: Link | None


@dataclass(frozen=True)
class Listing(Generic[Listed]):
    """A list of `records`, which stand in the order in which they are cut. `group` puts those of a
    page under headings; its `tops` are the first rows by a number, for its first page if it is cut,
    or just the first rows if the key is "".
    """

    words: Words
    records: Sequence[Listed]
    knife: Knife[Listed]
    group: Callable[[Sequence[Listed], bool], Sequence[RecordGroup[Listed]]]
    view_item: Callable[[Listed], Item]
    trace: Callable[[Listed], Traits]
    filters: tuple[Choice, ...]
    sorts: Mapping[str, str]
    tops: tuple[tuple[Heading, str], ...]

    @cached_property
    def places(self) -> tuple[Place[Listed], ...]:
        """Its pages: the whole first."""
        return tuple(list_places(self.knife.cut(self.records)))

    @cached_property
    def groups(self) -> Mapping[str, Sequence[RecordGroup[Listed]]]:
        """The groups of each page that has rows, by its slug."""
        return {
            place.cut.slug: self.group(place.cut.records, not place.above)
            for place in self.places
            if not place.cut.cuts
        }

    @cached_property
    def rows(self) -> tuple[Listed, ...]:
        """All records in the order in which the pages show them."""
        return tuple(
            record
            for groups in self.groups.values()
            for group in groups
            for record in group.records
        )

    @cached_property
    def table(self) -> Table:
        """What the filters know of the rows."""
        labels = {key: values for key, _, values in self.filters}
        return make_table(map(self.trace, self.rows), labels)

    @cached_property
    def form(self) -> FilterForm | None:
        words = self.words
        return build_form(words.one, self.table, self.filters, self.sorts, words.searched)

    @cached_property
    def shown(self) -> dict[str, list[tuple[Item, ...]]]:
        """The items of the page that was viewed last, by its slug: its file has the same."""
        return {}

    def view_groups(self, slug: str) -> list[tuple[Item, ...]]:
        """The items of each group of the page `slug`."""
        if slug not in self.shown:
            self.shown.clear()
            self.shown[slug] = [
                tuple(map(self.view_item, group.records)) for group in self.groups[slug]
            ]
        return self.shown[slug]


def make_cut_url(words: Words, cut: Cut[Listed]) -> str:
    """The address of a page of a list, below the site's root."""
    return f"{words.name}/{cut.slug}/" if cut.slug else f"{words.name}/"


def name_cut(words: Words, cut: Cut[Listed]) -> str:
    """The title of a page of a list."""
    name = words.name.capitalize()
    return f"{name}: {cut.step.title}" if cut.slug else name


def make_cut(listing: Listing[Listed], place: Place[Listed]) -> Body:
    """A page of a list: its rows, or what it is cut into."""
    words, title = listing.words, name_cut(listing.words, place.cut)
    description = words.intro if not place.above else f"{title}. {words.intro}"
    head = partial(_view_head, listing, place)
    return make_body(description, _list_sections(listing, place), head)


def write_files(listing: Listing[Listed], place: Place[Listed]) -> Iterator[tuple[str, str]]:
    """The files beside a page of a list, by name: its rows; beside the whole also its table."""
    if listing.form and not place.above:
        typed = (member.key for member in listing.form.filters if member.typed)
        pages = (
            (other.cut.slug and f"{other.cut.slug}/", other.cut.count)
            for other in listing.places
            if not other.cut.cuts
        )
        yield from format_table(listing.table, typed, listing.form.columns, pages)
    if listing.form and not place.cut.cuts:
        groups = listing.view_groups(place.cut.slug)
        yield "rows.json", format_items(item for items in groups for item in items)


def _view_head(listing: Listing[Listed], place: Place[Listed]) -> CutHead:
    words, root = listing.words, _find_root(place)

    def link(cut: Cut[Listed] | None) -> Link | None:
        if not cut:
            return None
        title = cut.step.title or words.name.capitalize()
        return Link(title, root + make_cut_url(words, cut))

    return CutHead(
        "" if place.above else words.intro,
        words.empty,
        None if place.above else listing.form,
        tuple(crumb for cut in place.above if (crumb := link(cut))),
        link(place.before),
        link(place.after),
    )


def _find_root(place: Place[Listed]) -> str:
    return "../../" if place.cut.slug else "../"


def _list_sections(listing: Listing[Listed], place: Place[Listed]) -> tuple[Section, ...]:
    if place.cut.cuts:
        tops = () if place.above else _list_tops(listing)
        return (_make_bars(listing, place), *tops)
    groups = listing.groups[place.cut.slug]
    return tuple(
        Section(
            group.heading,
            "sections/group.html",
            partial(_view_group, listing, place, number),
            listed=len(groups) <= MOST_LISTED and not _stands_alone(place, groups),
        )
        for number, group in enumerate(groups)
    )


def _stands_alone(place: Place[Listed], groups: Sequence[RecordGroup[Listed]]) -> bool:
    return bool(place.above) and len(groups) == 1 and not groups[0].address


def _view_group(listing: Listing[Listed], place: Place[Listed], number: int) -> ItemGroup:
    groups, root = listing.groups[place.cut.slug], _find_root(place)
    group = groups[number]
    return ItemGroup(
        listing.view_groups(place.cut.slug)[number],
        group.when,
        group.intro,
        root + group.address if group.address else "",
        root,
        _stands_alone(place, groups),
    )


def _make_bars(listing: Listing[Listed], place: Place[Listed]) -> Section:
    root, most = _find_root(place), max(cut.count for cut in place.cut.cuts)
    heading = Heading(id=PARTS.id, title=count_things(place.cut.count, listing.words.one))
    bars = partial(
        tuple,
        (
            Bar(
                Link(cut.step.title, root + make_cut_url(listing.words, cut)),
                cut.count,
                round(100 * cut.count / most, 1),
            )
            for cut in place.cut.cuts
        ),
    )
    return Section(heading, "sections/bars.html", bars)


def _list_tops(listing: Listing[Listed]) -> Iterator[Section]:
    for heading, key in listing.tops:
        records = _find_top(listing, key)
        view = partial(_view_top, listing, records)
        yield Section(heading, "sections/group.html", view, has=bool(records))


def _find_top(listing: Listing[Listed], key: str) -> list[Listed]:
    if not key:
        return list(listing.rows[:TOP])
    numbers = listing.table.list_numbers(key)
    best = nlargest(TOP, range(len(numbers)), key=numbers.__getitem__)
    return [listing.rows[row] for row in best if numbers[row]]


def _view_top(listing: Listing[Listed], records: Sequence[Listed]) -> ItemGroup:
    items = map(listing.view_item, records)
    told = tuple(
        replace(item, facts=tuple(filter(None, (item.apart, *item.facts)))) for item in items
    )
    return ItemGroup(told, "", "", "", "../", alone=False)
