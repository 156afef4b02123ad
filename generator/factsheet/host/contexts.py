"""The contexts in which words stand in HTML: text, attribute, URL, JSON, or none that is safe."""

import json
import re
from html.parser import HTMLParser

_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_RAW_ELEMENTS = {"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"}
_URL_ATTRIBUTES = {
    *(
        "href",
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "data",
        "cite",
        "ping",
        "xlink:href",
    ),
}


def read_contexts(page: str, word: re.Pattern[str]) -> list[str]:
    """Return the context of each match of `word` in a page, in order.

    It is `text`, `attribute`, `url` or `json` where a value can be escaped, else a description such
    as "a comment". Matches in other places (names of tags and attributes, declarations) are missing
    from the list.
    """
    reader = _ContextReader(word)
    reader.feed(page)
    reader.close()
    return reader.contexts


class _ContextReader(HTMLParser):
    def __init__(self, word: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.word = word
        self.contexts: list[str] = []
        self.raw = ""  # the open element whose content is not HTML
        self.is_json = False
        self.content = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unquoted = self.word.search(_QUOTED.sub("", self.get_starttag_text() or "")) is not None
        for name, value in attrs:
            self._add(
                value or "", "an attribute without quotes" if unquoted else _attribute_context(name)
            )
        if tag in _RAW_ELEMENTS:
            self.raw, self.content = tag, ""
            self.is_json = (dict(attrs).get("type") or "").lower().endswith("json")

    def handle_data(self, data: str) -> None:
        if self.raw:
            self.content += data
        else:
            self._add(data, "text")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.raw:
            safe = self.is_json and _is_json(self.content)
            self._add(self.content, "json" if safe else f"a <{tag}> element")
            self.raw = ""

    def handle_comment(self, data: str) -> None:
        self._add(data, "a comment")

    def _add(self, text: str, context: str) -> None:
        self.contexts += [context] * len(self.word.findall(text))


def _attribute_context(name: str) -> str:
    if name.startswith("on") or name in ("style", "srcdoc"):
        return f"the attribute {name}"
    return "url" if name in _URL_ATTRIBUTES else "attribute"


def _is_json(content: str) -> bool:
    """Whether `content` is JSON: then a word in it can only stand in a string."""
    try:
        json.loads(content)
    except ValueError:
        return False
    return True
