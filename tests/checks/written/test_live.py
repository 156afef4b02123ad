"""Live HTML in pages written by hand: what is told of, where, and what is not."""

from pathlib import Path

import pytest

from factsheet.checks.written.live import MOST, check_live_html, find_live, may_be_live
from factsheet.host import hand_written
from factsheet.host.hand_written import find_live_in_child, find_live_in_page
from factsheet.problems import format_github

LIVE = {
    "script": "Text.\n\n<script>alert(1)</script>\n",
    "in a line": "Text and <script src=x></script> more.\n",
    "upper case": "<SCRIPT>alert(1)</SCRIPT>\n",
    "event handler": 'Text <b onclick="x()">b</b>.\n',
    "image": "<img src=x onerror=alert(1)>\n",
    "slashes": "<svg/onload=alert(1)>\n",
    "vector graphics": "<svg><style><script>alert(1)</script></style></svg>\n",
    "frame": '<iframe src="https://elsewhere.example/"></iframe>\n',
    "vector graphics that never end": "<svg><style><script>alert(1)</script>\n",
    "address": "[x](javascript:alert(1))\n",
    "address with entities": "[x](java&#115;cript:alert(1))\n",
    "address with a tab": '<a href="java\tscript:alert(1)">x</a>\n',
    "address with a colon by name": '<a href="javascript&colon;alert(1)">x</a>\n',
    "address by reference": "[x][y]\n\n[y]: javascript:alert(1)\n",
    "attribute list": '[x](y){ onclick="alert(1)" }\n',
    "attribute list of a block": 'Text\n{: onmouseover="alert(1)" }\n',
    "comment that a browser ends": "<!--> <script>alert(1)</script> -->\n",
    "marked section": "<div>\n<![CDATA[ > <script>alert(1)</script> ]]>\n</div>\n",
    "fence that never ends": "Text.\n\n```\n\n<script>alert(1)</script>\n",
    "meta": '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">\n',
    "base": "<base href=//elsewhere.example/>\n",
    "animation": "<svg><animate attributeName=href values=javascript:alert(1) /></svg>\n",
    "tag that never ends": "<div>\n\n<img src=x onerror=alert(1) \n",
    "title": '---\ntitle: "</title><script>alert(1)</script>"\n---\n\nText.\n',
    "escapes of a title": '---\ntitle: "\\x3c/title>\\x3cscript>alert(1)"\n---\n\nText.\n',
    "entities of a title": "---\ntitle: '&lt;/title&gt;&lt;script&gt;alert(1)'\n---\n\nText.\n",
    "title without fences": "title: &lt;/title&gt;&lt;script&gt;alert(1)\n\nText.\n",
}
DEAD = {
    "code": "A `<script>` and `onclick=`, `javascript:`.\n",
    "fenced code": "```html\n<script>alert(1)</script>\n```\n",
    "indented code": "Text.\n\n    <script>alert(1)</script>\n",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; in a text\n\n&lt;script&gt;\n",
    "words": "Based on x = y; the javascript: it is based on = signs.\n",
    "markup": '<div class="a"><b>Text</b> <img src="a.png" alt="on"></div>\n',
    "comment": "<!-- to be done: a < b -->\n",
    "address": "[x](https://example.org/?javascript:)\n",
    "front matter": "---\ntitle: A \\ page\nhide: [toc]\n---\n\nText.\n",
}


@pytest.mark.parametrize("name", LIVE)
def test_what_is_live_is_found(name: str) -> None:
    assert may_be_live(LIVE[name])
    assert list(find_live_in_page(LIVE[name], True))


@pytest.mark.parametrize("name", DEAD)
def test_what_only_shows_it_is_not(name: str) -> None:
    assert list(find_live_in_page(DEAD[name], True)) == []


def check(folder: Path, judge=find_live_in_child, **pages: str) -> list[str]:
    for name, text in pages.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    files = sorted(folder.iterdir())
    return [format_github(one) for one in check_live_html(folder, files, judge)]


def test_each_is_told_at_its_line_as_a_warning(tmp_path: Path) -> None:
    text = (
        "# T\n\nText <script>a</script>\n\n[x](javascript:a)\n\n<script>b</script>\n\n`<script>`\n"
    )
    told = check(tmp_path, page__md=text)
    places = [one.split("::")[1] for one in told]
    assert [place.split(",")[:3] for place in places] == [
        ["warning file=page.md", "line=3", "col=6"],
        ["warning file=page.md", "line=5", "col=5"],
        ["warning file=page.md", "line=7", "col=1"],
    ]


def test_html_that_is_copied_as_it_stands_is_looked_at_and_other_files_are_not(
    tmp_path: Path,
) -> None:
    live = "<script>alert(1)</script>"
    told = check(tmp_path, a__html=live, b__svg=live, c__js=live, d__txt=live, e__markdown=live)
    assert [one.partition("file=")[2].partition(",")[0] for one in told] == [
        "a.html",
        "b.svg",
        "e.markdown",
    ]


def test_only_what_may_be_live_is_judged(tmp_path: Path) -> None:
    def judge(source: str, _: bool) -> None:
        raise AssertionError(source)

    assert check(tmp_path, judge, page__md="# Title\n\nText, [link](https://example.org/).\n") == []


def test_a_page_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_written, "SECONDS", 0.001)
    (told,) = check(tmp_path, page__md=LIVE["script"])
    assert "it took too long" in told


def test_a_page_of_many_has_some_told_and_a_large_one_is_not_read(tmp_path: Path) -> None:
    told = check(tmp_path, a__md="<script></script>\n\n" * 100, b__md="x" * (1 << 20) + "<script>")
    assert sum("file=a.md" in one for one in told) == MOST
    assert [one for one in told if "b.md" in one and "larger than 1 MiB" in one]


def test_markup_hidden_ever_deeper_is_told_at_last() -> None:
    (live,) = find_live("<style>" * 9)
    assert live.what == "markup within comments within comments"


def test_what_is_found_both_in_metadata_and_in_its_value_is_told_once(tmp_path: Path) -> None:
    (told,) = check(tmp_path, page__md=LIVE["title"])
    assert "line=2,col=17" in told


@pytest.mark.parametrize("digits", ["0" * 5000 + "60", "60", "9" * 5000])
def test_numbers_of_characters_are_read_however_long_they_are(digits: str) -> None:
    page = f"&#{digits};script>alert(1)</script>"
    assert may_be_live(page) == (digits[-1] == "0")
    title = f"<p title='&#{digits};' onclick=x>"
    assert [live.what for live in find_live(title)] == ['an attribute "onclick"']
