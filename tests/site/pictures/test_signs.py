"""Signs that tell how an event stands in time."""

import pytest

from factsheet.facts.dates import parse_date
from factsheet.site.pictures.signs import SIGNS, SIZE, draw_sign, find_signs
from support.pictures import read


@pytest.mark.parametrize(
    ("text", "state", "signs"),
    [
        ("2022-02-20", "occurred", ("day",)),
        ("2022-02-20?", "announced", ("day", "doubt", "hollow")),
        ("2022-02-20~", "occurred", ("day", "doubt")),
        ("2022-02%", "cancelled", ("range", "doubt", "crossed")),
        ("2022-02-XX", "occurred", ("range",)),
        ("2022-02-18/..", "occurred", ("open",)),
        ("", "announced", ("hollow",)),
        ("", "occurred", ()),
    ],
)
def test_a_date_and_a_state_have_signs(text: str, state: str, signs: tuple[str, ...]) -> None:
    date = parse_date(text) if text else None
    assert find_signs(date, state) == signs
    classes = read(draw_sign(signs).svg).get("class", "").split()
    assert [name for name in classes if name[3:] in SIGNS] == [f"fs-{name}" for name in signs]
    assert ("fs-cross" in draw_sign(signs).svg) == (state == "cancelled")


def test_a_day_is_a_point_and_what_lasts_a_bar_with_a_head_where_it_is_open() -> None:
    def find_path(*names: str, upwards: bool = False) -> str:
        return read(draw_sign(names, upwards).svg)[0].get("d", "")

    assert read(draw_sign(("day",)).svg)[0].tag == "circle"
    assert "L" not in find_path("range")
    assert f"L{SIZE // 2} {SIZE - 1}L" in find_path("open")
    assert f"L{SIZE // 2} 1L" in find_path("open", upwards=True)
