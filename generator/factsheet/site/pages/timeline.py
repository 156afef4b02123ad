"""The timeline: all events in time, on as many pages as they need, and the way from each to all the
others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from html import escape
from itertools import accumulate, pairwise
from math import inf

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Event
from factsheet.site.lists.cuts import COARSE, Cut, Knife, Place, Step, list_places, trace_date
from factsheet.site.pictures.days import count_days, find_span
from factsheet.site.pictures.timeline import tell_length
from factsheet.site.scope import Scope, find_month, sort_in_time
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.moments import Moment, Sign, group_events, list_signs, view_moments
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link

OPEN = Heading(id="_open", title="Beginning not known")
NO_DATE = Heading(id="_undated", title="Without a date")
URL, NAME = "timeline/", "Timeline"
INTRO = (
    "Every event at the time that the sources give it. The distance between two dates grows with"
    " the time between them; in the place of a long time without an event stands how long it is."
)
EMPTY = "There are no events yet."
ROW = 600
"""The bytes of HTML of an event and of all that stands beside it, but for its words."""
HIGHEST = 28
"""The pixels of the highest bar."""
SHARE, YEAR = 20, 366
"""An empty stretch that is longer than a year and than one of so many parts of the whole is told
between bars.
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the timeline: how many events it has, and its height in pixels.

    `url` is its address below the site's root, `gap` says for how long nothing begins before it.
    """

    cut: Cut[Event]
    label: str
    url: str
    height: int
    gap: str


@dataclass(frozen=True, slots=True)
class Ways:
    """The parts of a part of the timeline, side by side; one of them is the `current` one."""

    caption: str
    bars: tuple[Bar, ...]
    current: Cut[Event]


@dataclass(frozen=True, slots=True)
class TimelineHead:
    """What stands above and below the events of a page: the ways to the other pages, the pages
    before and after it, and the signs. `root` leads to the site's root.
    """

    intro: str
    empty: str
    root: str
    ways: tuple[Ways, ...]
    before: Link | None
    after: Link | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Timeline:
    """The pages of the timeline; each part of it is made when first asked for."""

    shelf: Shelf

    @cached_property
    def all_places(self) -> list[Place[Event]]:
        ordered = sorted(self.shelf.index.in_time, key=_order)
        return list_places(Knife(_trace, _weigh, COARSE).cut(ordered))

    @cached_property
    def places(self) -> tuple[Place[Event], ...]:
        """The pages, in the order of time."""
        return tuple(place for place in self.all_places if not place.cut.cuts)

    @cached_property
    def newest(self) -> Step:
        """What the timeline's own address shows: the last page with a date, if there is one."""
        cuts = [place.cut for place in reversed(self.places)]
        dated = (cut for cut in cuts if any(map(_is_dated, cut.records)))
        return next(dated, cuts[0]).step

    @cached_property
    def urls(self) -> Mapping[Step, str]:
        """The address of each page. It is that of the widest part that begins with it, so that the
        address of a year stays when its events become too many for one page.
        """
        urls = {self.newest: URL}
        for place in self.all_places[1:]:
            urls.setdefault(_find_first(place.cut).step, f"{URL}{place.cut.slug}/")
        return urls

    @cached_property
    def reaches(self) -> Mapping[Step, float]:
        """For each page the day before which all on the pages before it has ended."""
        ends = accumulate((_find_end(place.cut) for place in self.places), max, initial=-inf)
        return {place.cut.step: end for place, end in zip(self.places, ends, strict=False)}

    @cached_property
    def bars(self) -> Mapping[Step, tuple[Bar, ...]]:
        """The bars of each part that has parts."""
        return {
            place.cut.step: tuple(self._make_bars(place.cut))
            for place in self.all_places
            if place.cut.cuts
        }

    def _make_bars(self, whole: Cut[Event]) -> Iterator[Bar]:
        caption, most = whole.step.title, max(cut.count for cut in whole.cuts)
        for cut, gap in zip(whole.cuts, tell_gaps(whole.cuts), strict=True):
            label = cut.step.title.removesuffix(f" {caption}").removeprefix(f"{caption}, ")
            height = max(1, round(cut.count * HIGHEST / most))
            yield Bar(cut, label, self.urls[_find_first(cut).step], height, gap)


def name_page(timeline: Timeline, place: Place[Event]) -> str:
    """The title of a page: that of the newest, which has the timeline's own address, is just
    "Timeline".
    """
    step = place.cut.step
    return NAME if step == timeline.newest else f"{NAME}: {step.title}"


def find_undated(shelf: Shelf) -> str:
    """The place of the events without a date on the timeline, of which there is at least one, below
    the site's root.
    """
    return shelf.urls.keep(NO_DATE.id, lambda: _find_undated(Timeline(shelf)))


def _find_undated(timeline: Timeline) -> str:
    steps = (
        place.cut.step
        for place in timeline.places
        if any(event.date is None for event in place.cut.records)
    )
    return f"{timeline.urls[next(steps)]}#{NO_DATE.id}"


def make_timeline(timeline: Timeline, place: Place[Event]) -> Body:
    """A page of the timeline: its events, and the ways to the other pages."""
    title = name_page(timeline, place)
    is_newest = place.cut.step == timeline.newest
    description = INTRO if is_newest else f"{title}. {INTRO}"
    head = partial(_view_head, timeline, place)
    return make_body(description, _list_sections(timeline, place), head)


def _view_head(timeline: Timeline, place: Place[Event]) -> TimelineHead:
    scope = Scope(timeline.shelf, timeline.urls[place.cut.step])

    def link(cut: Cut[Event] | None) -> Link | None:
        return Link(cut.step.title, scope.root + timeline.urls[cut.step]) if cut else None

    return TimelineHead(
        intro=INTRO,
        empty=EMPTY,
        root=scope.root,
        ways=tuple(
            Ways(cut.step.title or "The whole timeline", timeline.bars[cut.step], inner)
            for cut, inner in pairwise((*place.above, place.cut))
        ),
        before=link(place.before),
        after=link(place.after),
        signs=list_signs(place.cut.records),
    )


def _list_sections(timeline: Timeline, place: Place[Event]) -> tuple[Section, ...]:
    """The events under their years; what is one year or less is under the title of its page."""
    step = place.cut.step
    years = list(dict.fromkeys(map(find_year, place.cut.records)))
    if len(years) == 1 and place.above:
        years = [Heading(id=years[0].id, title=step.title)]
    scope = Scope(timeline.shelf, timeline.urls[step])
    view = cache(lambda: _view_years(scope, place.cut.records, timeline.reaches[step]))
    return tuple(
        Section(year, "sections/moments.html", partial(lambda name: view()[name], year.id))
        for year in years
    )


def _view_years(scope: Scope, events: Sequence[Event], reach: float) -> Mapping[str, list[Moment]]:
    """The moments of each year, by the id of its heading."""
    groups = group_events(sorted(events, key=sort_in_time))
    years: dict[str, list[Moment]] = {}
    for group, moment in zip(groups, view_moments(scope, groups, reach), strict=True):
        years.setdefault(find_year(group[0]).id, []).append(moment)
    return years


def find_year(event: Event) -> Heading:
    """The heading under which an event stands: the year in which it begins."""
    if event.date is None:
        return NO_DATE
    if event.date.earliest is None:
        return OPEN
    year = event.date.earliest[0]
    title = show_date(EdtfDate(f"{year:04}", None, None)) if year >= 0 else str(year)
    return Heading(id=f"_{year}", title=title)


def tell_gaps(cuts: Sequence[Cut[Event]]) -> Iterator[str]:
    """For each of `cuts`, which follow one another, for how long nothing begins before it, in
    words; "" for what is not long.
    """
    spans = [_find_starts(cut) for cut in cuts]
    days = [day for span in spans for day in span]
    least = max(YEAR, (days[-1] - days[0]) / SHARE) if days else YEAR
    yield ""
    for earlier, later in pairwise(spans):
        empty = earlier and later and later[0] - earlier[-1] > least
        yield f"{tell_length(earlier[-1] + 1, later[0])} in which no event begins" if empty else ""


def _order(event: Event) -> tuple[int, int, str]:
    """Events by year, and in it what is known by the year only first."""
    if not event.date:
        return (2, 0, "")
    if not event.date.earliest:
        return (0, 0, "")
    return (1, event.date.earliest[0], find_month(event.date)[5:])


def _trace(event: Event) -> Sequence[Step]:
    """The steps to an event: as in lists, but with open beginnings apart, which come first."""
    if event.date and not event.date.earliest:
        return (Step("open", OPEN.title),) * 4
    return trace_date(event.date)


def _weigh(event: Event) -> int:
    words = escape(f"{event.id}{event.title}{event.date_words or ''}{event.kind}")
    return ROW + len(words.encode(errors="replace"))


def _is_dated(event: Event) -> bool:
    return event.date is not None and event.date.earliest is not None


def _list_leaves(cut: Cut[Event]) -> Iterator[Cut[Event]]:
    if not cut.cuts:
        yield cut
    for part in cut.cuts:
        yield from _list_leaves(part)


def _find_first(cut: Cut[Event]) -> Cut[Event]:
    return next(_list_leaves(cut))


def _find_starts(cut: Cut[Event]) -> list[int]:
    """The days on which the first and the last event of a part begin; none if they have none."""
    *_, last = _list_leaves(cut)
    dates = (_find_first(cut).records[0].date, last.records[-1].date)
    return [count_days(date.earliest) for date in dates if date and date.earliest]


def _find_end(cut: Cut[Event]) -> float:
    """The day before which all on a page has ended."""
    ends = (find_span(event.date).end for event in cut.records if event.date)
    return max((inf if end is None else end for end in ends), default=-inf)
