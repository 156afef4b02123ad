"""What stands above pages with a fixed title."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above the sections of a page, and what stands there instead if there are none."""

    intro: str
    empty: str
