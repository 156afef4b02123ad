"""`search_index`: the entries themselves are tested with a real build in `test_mkdocs_plugin`."""

import pytest

from generator.search_index import extend_search_index


def test_an_index_without_pages_stays_as_it_is() -> None:
    index = '{"config":{"lang":["en"]},"docs":[{"location":"","title":"\\u00c9","text":""}]}'
    assert extend_search_index(index, []) == index


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        extend_search_index("var index = {}", [])
