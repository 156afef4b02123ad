"""Addresses without what tracks readers, and as pages declare them."""

import pytest

from factsheet.curating.addresses import find_canonical, name_address, strip_tracking


@pytest.mark.parametrize(
    ("url", "stripped"),
    [
        ("https://a.example/x?utm_source=b#c", "https://a.example/x"),
        ("https://a.example/x?a=1&gclid=2&b=%C3%A9", "https://a.example/x?a=1&b=%C3%A9"),
        ("https://a.example/x?q=a%20b&utm_medium=x&id=", "https://a.example/x?q=a%20b&id="),
        ("https://a.example/x?cid=7&source=8", "https://a.example/x?cid=7&source=8"),
        ("https://a.example/x?b=%c3%a9", "https://a.example/x?b=%c3%a9"),
    ],
)
def test_what_tracks_readers_is_left_out_of_an_address(url: str, stripped: str) -> None:
    assert strip_tracking(url) == stripped


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel=canonical href="https://evil.example/x">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical">',
        "<link rel=stylesheet href=https://a.example/y>",
    ],
)
def test_a_page_does_not_declare_an_address_elsewhere(tag: str) -> None:
    found = "https://a.example/x"
    page = f"<html><head>{tag}</head>".encode()
    assert find_canonical(page, "text/html", found) == found


def test_a_saved_page_tells_its_address() -> None:
    page = b"<html><head><link rel='canonical' href='https://a.example/x?a=1&amp;utm_id=2'></head>"
    assert find_canonical(page, "text/html", "") == "https://a.example/x?a=1"
    assert find_canonical(page, "text/plain", "") == ""


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        ("http://a.example/x/?b=1&a=2", True),
        ("https://www.a.example/x?a=2&b=1&utm_source=c#d", True),
        ("https://a.example/x?a=2", False),
        ("https://b.example/x?a=2&b=1", False),
        ("https://a.example:8080/x?a=2&b=1", False),
        ("https://a.example/X?a=2&b=1", False),
        ("", False),
    ],
)
def test_addresses_of_a_page_are_told_from_others(url: str, is_same: bool) -> None:
    assert (name_address(url) == name_address("https://a.example/x?a=2&b=1")) == is_same
