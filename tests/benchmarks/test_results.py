"""What was measured is told as medians, as ratios, as growth, and week by week."""

from pathlib import Path

import pytest

from changes import Figures
from peers.check import Written
from processes import Run
from results import Measured, add_to_history, tabulate, tell_growth, tell_ratios


def make(name: str, events: int, *walls: float, peak: float = 100) -> Measured:
    runs = [Run(wall, 2 * wall, 0, peak) for wall in walls]
    return Measured(name, "1.0", "all", events, Written(3, 1000, 2_000_000), runs)


def test_a_row_has_the_medians_and_their_spread() -> None:
    ((name, events, builds, wall, user, peak, *_),) = tabulate([make("ours", 1000, 5, 1, 3)])
    assert (name, events, builds) == ("ours 1.0", "1,000", "3")
    assert (wall, user, peak) == ("3.00 (1.00–5.00)", "6.00 (2.00–10.00)", "100 (100–100)")


def test_ours_is_told_as_part_of_what_the_others_need() -> None:
    (line,) = tell_ratios([make("ours", 1000, 3, peak=50), make("hugo", 1000, 2, 2, 8)])
    words = "1.50 of hugo's time, 1.50 of its processor's, 0.50 of its memory"
    assert line == f"ours at 1,000 events: {words}"


def test_growth_is_an_exponent_between_the_least_and_the_most() -> None:
    sizes = [make("ours", 4000, 16, peak=200), make("ours", 1000, 1), make("ours", 2000, 9)]
    assert list(tell_growth(sizes)) == [
        "ours grows from 1,000 to 4,000 events with the exponent 2.00 (time), 2.00 (processor),"
        " 0.50 (memory)"
    ]


@pytest.mark.parametrize("weeks", [1, 3])
def test_each_week_is_added_to_the_history(tmp_path: Path, weeks: int) -> None:
    path = tmp_path / "history.jsonl"
    changes = [Figures("check, all", 1000, "s", [4, 2, 3])]
    for week in range(1, weeks + 1):
        history = add_to_history(path, [make("ours", 1000, week)], changes)
    assert [figures for _, figures in history] == [
        {
            "ours, 1,000 events, s": week,
            "ours, 1,000 events, MB": 100,
            "check, all, 1,000 events, s": 3,
        }
        for week in range(1, weeks + 1)
    ]
