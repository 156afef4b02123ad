import pytest

from generator.addresses import find_root, link_passage


@pytest.mark.parametrize(
    ("url", "quote", "expected"),
    [
        ("https://x.example/a", "two words", "https://x.example/a#:~:text=two%20words"),
        ("https://x.example/a", "well-known, A & B", "https://x.example/a#:~:text=well%2Dknown%2C%20A%20%26%20B"),
        ("https://x.example/a", "one […] two […] three", "https://x.example/a#:~:text=one,three"),
        ("https://x.example/a#part", "élan", "https://x.example/a#part:~:text=%C3%A9lan"),
        ("https://x.example/a#:~:text=old", "new", "https://x.example/a#:~:text=new"),
        ("https://x.example/a", "[…]", "https://x.example/a"),
    ],
)
def test_link_passage(url: str, quote: str, expected: str) -> None:
    assert link_passage(url, quote) == expected


def test_find_root() -> None:
    assert (find_root("events/x/"), find_root("events/"), find_root("")) == ("../../", "../", "")
