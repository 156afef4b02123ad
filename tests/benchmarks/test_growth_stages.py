"""The benchmark of growth runs: each stage of a project and of a copy, at a small size."""

import pytest

import growth
from factsheet.checks import CHECKS
from growth_copies import COPIES
from growth_shapes import FACTS


def test_writing_is_timed() -> None:
    clock = growth.Clock()
    growth.run_shape(f"facts: {min(FACTS)}", clock, 2_000)
    assert clock.times["write and undo"]


@pytest.mark.parametrize("shape", [f"facts: {min(FACTS)}", f"copy: {min(COPIES)}"])
def test_every_rule_is_timed(shape: str) -> None:
    clock = growth.Clock()
    growth.run_shape(shape, clock, 2_000)
    assert {f"check {rule.id}" for rule, _ in CHECKS} <= clock.times.keys()
