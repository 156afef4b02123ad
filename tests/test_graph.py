"""Circles and groups among names."""

from hypothesis import given
from hypothesis import strategies as st

from factsheet.graph import find_circles, group_opposed

LETTERS = st.sampled_from("abcdefg")
EDGES = st.dictionaries(LETTERS, st.lists(LETTERS, max_size=3))


def leads_to(edges: dict[str, list[str]], start: str, goal: str) -> bool:
    """By trying every way."""
    reached = {start}
    for _ in "abcdefg":
        reached |= {target for name in reached for target in edges.get(name, ())}
    return goal in reached


@given(EDGES)
def test_names_are_in_one_circle_if_each_leads_to_the_other(edges: dict[str, list[str]]) -> None:
    circles = find_circles(edges)
    assert set(circles) == {*edges, *(target for targets in edges.values() for target in targets)}
    for one in circles:
        for other in circles:
            both = leads_to(edges, one, other) and leads_to(edges, other, one)
            assert (circles[one] == circles[other]) == both


def test_long_ways_exhaust_no_stack() -> None:
    last = 100_000
    edges = {str(number): [str(number + 1)] for number in range(last)}
    assert len(set(find_circles(edges).values())) == last + 1
    assert len(set(find_circles({**edges, str(last): ["0"]}).values())) == 1


@given(st.lists(LETTERS, unique=True), st.lists(st.tuples(LETTERS, LETTERS)))
def test_groups_hold_together_what_is_opposed_and_keep_the_order(
    names: list[str], pairs: list[tuple[str, str]]
) -> None:
    against: dict[str, list[str]] = {}
    for one, other in pairs:
        against.setdefault(one, []).append(other)
        against.setdefault(other, []).append(one)
    groups = group_opposed(names, against)
    assert sorted(name for group in groups for name in group) == sorted(names)
    assert groups == sorted(
        (sorted(group, key=names.index) for group in groups),
        key=lambda group: names.index(group[0]),
    )
    among = {name: [other for other in against.get(name, ()) if other in names] for name in names}
    for group in groups:
        assert all(leads_to(among, group[0], other) == (other in group) for other in names)
