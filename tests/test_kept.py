"""What is made once and then kept."""

import gc
import weakref

from factsheet.kept import keep_for_each


class Owner:
    """Somebody for whom something is kept."""


def test_a_value_is_made_once_for_each_owner_and_key() -> None:
    made: list[str] = []

    @keep_for_each
    def count(_: Owner, key: str) -> int:
        made.append(key)
        return len(made)

    first, second = Owner(), Owner()
    assert [count(first, "a"), count(first, "b"), count(first, "a")] == [1, 2, 1]
    assert count(second, "a") == 3
    assert made == ["a", "b", "a"]


def test_what_is_kept_goes_with_its_owner() -> None:
    @keep_for_each
    def make(_: Owner) -> Owner:
        return Owner()

    owner = Owner()
    value = weakref.ref(make(owner))
    assert value() is not None
    del owner
    gc.collect()
    assert value() is None
