"""The benchmark of growth runs: each stage of a project and of a copy, at a small size."""

import pytest

import growth
from factsheet.checks import CHECKS
from growth_copies import COPIES
from growth_shapes import FACTS


@pytest.mark.parametrize("shape", [f"facts: {min(FACTS)}", f"copy: {min(COPIES)}"])
def test_every_rule_is_timed(shape: str) -> None:
    clock = growth.Clock()
    growth.run_shape(shape, clock, 2_000)
    assert {f"check {rule.id}" for rule, _ in CHECKS} <= clock.times.keys()
