"""`material_search`: that readers find what it takes over is tested in `browser/test_search`."""

import gzip
import json

import pytest

from factsheet.host.material_search import has_search, pack_plainly, read_pages


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        (["material/search", "factsheet"], True),
        (["search"], True),
        (["factsheet", "material/tags", "searching"], False),
        ([], False),
    ],
)
def test_the_search_goes_by_several_names(plugins: list[str], expected: bool) -> None:
    assert has_search(plugins) is expected


def test_parts_of_pages_are_read_as_text() -> None:
    title, text = "A &amp; <code>&lt;b&gt;</code>", "<p>One <em>t</em>wo.</p><ul><li>a</li><li>b"
    docs = [{"location": "a/#b", "title": title, "text": text, "boost": 2}]
    (entry,) = read_pages(json.dumps({"config": {}, "docs": docs}))
    assert (entry.url, entry.title, entry.shown) == ("a/#b", "A & <b>", ("", "One two. a b"))


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        list(read_pages("var index = {}"))


@pytest.mark.parametrize("size", [0, 1, 0xFFFF, 0x10000, 200_000])
def test_a_packed_file_gives_back_what_was_packed(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    assert gzip.decompress(pack_plainly(data)) == data


def test_a_packed_file_is_the_same_bytes_everywhere() -> None:
    head, stored, tail = "1f8b08000000000000ff", "010300fcff616263", "c241243503000000"
    assert pack_plainly(b"abc").hex() == head + stored + tail
