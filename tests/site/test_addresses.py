import pytest

from factsheet.site.addresses import find_root, link_passage


@pytest.mark.parametrize(
    ("url", "fragment", "expected"),
    [
        ("https://x.example/a", "two%20words", "https://x.example/a#:~:text=two%20words"),
        ("https://x.example/a#part", "one,three", "https://x.example/a#part:~:text=one,three"),
        ("https://x.example/a#:~:text=old", "new", "https://x.example/a#:~:text=new"),
        ("https://x.example/a", "", "https://x.example/a"),
    ],
)
def test_link_passage(url: str, fragment: str, expected: str) -> None:
    assert link_passage(url, fragment) == expected


def test_find_root() -> None:
    assert (find_root("events/x/"), find_root("events/"), find_root("")) == ("../../", "../", "")
