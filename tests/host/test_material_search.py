"""`material_search`: that the search client shows and finds the entries is tested in `test_search`."""

import gzip
import json
from typing import Any

import pytest

from factsheet.host.material_search import FINER, SEPARATOR, extend_search_index, pack_plainly
from factsheet.site.views import SearchEntry
from support.plugin import make_page

MATERIAL = {
    "lang": ["en"],
    "separator": SEPARATOR,
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1e3}},
}
HOSTILE = "\"'><script>alert(1)</script></small></q></p>&lt;"
SAFE = "\"'&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/small&gt;&lt;/q&gt;&lt;/p&gt;&amp;lt;"


def extend(config: dict[str, Any], *entries: SearchEntry) -> Any:
    index = json.dumps({"config": config, "docs": []})
    return json.loads(
        extend_search_index(index, [make_page("event", "events/a.md", "A", search=entries)])
    )


def test_an_index_without_pages_stays_as_it_is() -> None:
    index = '{"config":{"lang":["en"]},"docs":[{"location":"","title":"É","text":""}]}'
    assert extend_search_index(index, []) == index


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        extend_search_index("var index = {}", [])


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (["en"], ["factsheet"]),
        (["fr"], ["fr", "factsheet"]),
        (["en", "de"], ["en", "de", "factsheet"]),
    ],
)
def test_our_language_stands_for_english_and_beside_others(
    lang: list[str], expected: list[str]
) -> None:
    config = extend({**MATERIAL, "lang": lang})["config"]
    assert config["lang"] == expected
    assert config["fields"] == {"title": {"boost": 1000.0}, "names": {"boost": 500.0}}
    assert config["pipeline"] == ["stopWordFilter"]


def test_a_separator_of_the_projects_own_stays() -> None:
    assert extend(MATERIAL)["config"]["separator"] == FINER
    assert extend({**MATERIAL, "separator": r"\s+"})["config"]["separator"] == r"\s+"


def test_everything_from_facts_is_escaped() -> None:
    page = SearchEntry(
        anchor="", title=HOSTILE, about=HOSTILE, text=HOSTILE, names=HOSTILE, boost=3
    )
    statement = SearchEntry(anchor="s", title=HOSTILE, about=HOSTILE, quotes=(HOSTILE, HOSTILE))
    assert extend(MATERIAL, statement, page)["docs"] == [
        {
            "location": "events/a/",
            "title": f"{SAFE} <small>{SAFE}</small>",
            "text": f"<p>{SAFE}</p>",
            "names": SAFE,
            "boost": 3,
        },
        {
            "location": "events/a/#s",
            "title": SAFE,
            "text": f"<p><small>{SAFE}</small> <q>{SAFE}</q> <q>{SAFE}</q></p>",
        },
    ]


def test_what_is_not_known_takes_no_room() -> None:
    assert extend(MATERIAL, SearchEntry(anchor="", title="A"))["docs"] == [
        {"location": "events/a/", "title": "A", "text": ""}
    ]


@pytest.mark.parametrize("size", [0, 1, 0xFFFF, 0x10000, 200_000])
def test_a_packed_file_gives_back_what_was_packed(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    assert gzip.decompress(pack_plainly(data)) == data


def test_a_packed_file_is_the_same_bytes_everywhere() -> None:
    head, stored, tail = "1f8b08000000000000ff", "010300fcff616263", "c241243503000000"
    assert pack_plainly(b"abc").hex() == head + stored + tail
