"""Text fragments: what is proposed, that it is unique, and that a browser finds the quote with it."""

import base64
import html
import itertools
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.proof.fragments import count_matches, make_fragment
from factsheet.proof.quotes import find_quote, normalise_text
from support.browser import open_browser

Lit = Callable[[str, str], str]

TABLE = [
    ("unique", "The ferry left at noon.", "left at noon", "left%20at%20noon"),
    ("encoded", "A well-lit inn, 5% & more", "well-lit inn, 5% & more", "well%2Dlit%20inn%2C%205%25%20%26%20more"),
    ("explicit characters stay", "a !$'()*+./:;=?@_~ b", "!$'()*+./:;=?@_~", "!$'()*+./:;=?@_~"),
    ("other case counts", "The Mill. He saw the mill burn.", "The Mill", "The%20Mill,-."),
    ("accents do not count", "A resume here. No résumé there.", "résumé", "No-,r%C3%A9sum%C3%A9"),
    ("the shorter side wins", "so it is; but it is not", "it is", "it%20is,-;"),
    ("prefix of one word", "an old red barn or a new red barn", "red barn", "red%20barn,-or"),
    ("two words needed", "x a b c y. z a b c y. x a b c w.", "x a b c y", "x%20a%20b%20c%20y"),
    ("both sides", "p q r. p q s. t q r.", "q", "p-,q,-r."),
    ("nothing is unique", "Ring the bell.\nRing the bell.\nRing the bell.\nRing the bell.", "the bell", None),
    ("neighbouring block", "One\nSame line\nTwo\nSame line", "Same line", "Same%20line,-Two"),
    ("own characters", "Er sagte: „Nein,\u00a0nie“ – laut", '"Nein, nie"', "%E2%80%9ENein%2C%C2%A0nie%E2%80%9C"),
    ("soft hyphen", "Die Infor\u00admation kam", "Information kam", "Infor%C2%ADmation%20kam"),
    ("ligature", "the ﬁnal ﬂight", "final flight", "%EF%AC%81nal%20%EF%AC%82ight"),
    ("decomposed", "un e\u0301te\u0301 froid", "été froid", "e%CC%81te%CC%81%20froid"),
    ("not long", "so a b c d e f g h i", "a b c d e f g h i", "a%20b%20c%20d%20e%20f%20g%20h%20i"),
    ("white space runs", "two \t  words", "two words", "two%20words"),
    ("glued", 'the log."As a rule they', "As a rule", "As%20a%20rule"),
    ("glued without a mark", "the log.As a rule they", "As a rule", "log.-,As%20a%20rule"),
    ("over two blocks", "the first line\nthe second line", "first line the second", "first%20line,the%20second"),
    ("over glued blocks", "He left at ten.Then she came", "left at ten.Then she", "left%20at%20ten.,Then%20she"),
    ("joined", "The dog that barked all night slept", "The dog […] all night", "The%20dog,all%20night"),
    ("joined, end repeated", "a b, c b, d b e", "a […] d b", "a,d%20b"),
    ("hyphenated", "the infor-\nmation desk", "the information desk", "the%20infor,mation%20desk"),
    ("next to a soft hyphen", "Zusammen\u00adarbeit. Die Arbeit", "Arbeit", "Die-,Arbeit"),
    ("no space in the script", "今日は東京都で会議。明日も。", "明日も", "%E6%98%8E%E6%97%A5%E3%82%82"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_fragment(text: str, quote: str, expected: str | None) -> None:
    assert make_fragment(text, find_quote(quote, normalise_text(text))) == expected


def test_long_passage_is_a_range() -> None:
    text = " ".join(f"word{number}" for number in range(80))
    assert (
        make_fragment(text, ((0, len(text)),))
        == "word0%20word1%20word2%20word3,word76%20word77%20word78%20word79"
    )


def test_no_spans_no_fragment() -> None:
    assert make_fragment("some text", ()) is None


MATCHES = [
    ("the cat", "cat", 1),
    ("The CAT, a Cát", "cat", 2),
    ("concatenate", "cat", 0),
    ("a a a", "a%20a", 2),
    ("one two\nthree", "two%20three", 0),
    ("one two\nthree", "two-,three", 1),
    ("one two\nthree", "two,three", 1),
    ("l'homme", "homme", 0),
    ("1,000", "000", 0),
    ("well-known", "known", 1),
    ('end."As', "%22As", 1),
    ("a x b x c b", "a,b,-c", 0),
    ("a b c b d", "a,b,-d", 1),
    ("readout", "re-,ado,-ut", 1),
    ("a b", "-,b", 0),
    ("a b", "a,b,c", 0),
    ("a-b", "a-b", 0),
    ("a b", "a-,%CC%81", 0),
]


@pytest.mark.parametrize(("text", "directive", "count"), MATCHES)
def test_count_matches(text: str, directive: str, count: int) -> None:
    assert count_matches(text, directive) == count


# Properties

Lines = list[list[str]]
LINES = st.lists(
    st.lists(st.sampled_from(["a", "b", "B", "c", "ç"]), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)
PLAIN = str.maketrans("Bç", "bc")


def parse(directive: str) -> tuple[list[str], ...]:
    found = re.fullmatch(r"(?:([^,-]+)-,)?([^,-]+)(?:,([^,-]+))?(?:,-([^,-]+))?", directive)
    assert found, directive
    return tuple(unquote(term or "").translate(PLAIN).split() for term in found.groups())


def find_ranges(words: list[str], terms: tuple[list[str], ...]) -> list[tuple[int, int]]:
    prefix, start, end, suffix = terms
    ranges = []
    for at in range(len(words)):
        first = at + len(start)
        if words[max(at - len(prefix), 0) : at] != prefix or words[at:first] != start:
            continue
        stops = range(first + len(end), len(words) + 1) if end else [first]
        ends = [
            s
            for s in stops
            if words[s - len(end) : s] == end and words[s : s + len(suffix)] == suffix
        ]
        ranges += [(at, stop) for stop in ends[:1]]
    return ranges


@st.composite
def passages(draw: st.DrawFn) -> tuple[Lines, int, int]:
    lines = draw(LINES)
    total = sum(map(len, lines))
    first = draw(st.integers(0, total - 1))
    return lines, first, draw(st.integers(first + 1, total))


def list_terms(lines: Lines, first: int, last: int) -> Iterator[tuple[list[str], ...]]:
    """Every directive that there could be for the words from `first` to `last`, each term within
    its line.
    """
    words = [word.translate(PLAIN) for line in lines for word in line]
    starts = [0, *itertools.accumulate(map(len, lines))]
    begin = max(start for start in starts if start <= first)
    stop = min(start for start in starts if start >= last)
    before = (
        begin if begin < first else max([start for start in starts if start < first], default=0)
    )
    after = stop if stop > last else min([start for start in starts if start > last], default=last)
    prefixes = [words[at:first] for at in range(before, first + 1)]
    suffixes = [words[last:at] for at in range(last, after + 1)]
    if begin == max(start for start in starts if start < last):
        cores: list[tuple[list[str], list[str]]] = [(words[first:last], [])]
    else:
        head, tail = (
            min(start for start in starts if start > first),
            max(start for start in starts if start < last),
        )
        cores = [
            (words[first:i], words[j:last])
            for i in range(first + 1, head + 1)
            for j in range(tail, last)
        ]
    yield from (
        (prefix, *core, suffix) for prefix in prefixes for core in cores for suffix in suffixes
    )


@settings(deadline=None, max_examples=400)
@given(passages())
def test_fragment_is_unique_or_there_is_none(passage: tuple[Lines, int, int]) -> None:
    lines, first, last = passage
    words = [word for line in lines for word in line]
    start, end = len(" ".join([*words[:first], ""])), len(" ".join(words[:last]))
    plain = [word.translate(PLAIN) for word in words]
    text = "\n".join(map(" ".join, lines))
    directive = make_fragment(text, ((start, end),))
    if directive is None:
        found = [find_ranges(plain, terms) for terms in list_terms(lines, first, last)]
        assert [(first, last)] not in found
    else:
        assert find_ranges(plain, parse(directive)) == [(first, last)]
        assert count_matches(text, directive) == 1
        assert parse(directive) in list(list_terms(lines, first, last))


PIECES = [
    "ab",
    "Cd",
    "e\u0301",
    "\u00ad",
    "\u200b",
    "ﬁ",
    "“",
    "’",
    "–",
    "-",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "-\n",
    " \r\n",
    ".",
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.data())
def test_terms_are_the_copys_own_characters(text: str, data: st.DataObject) -> None:
    normal = normalise_text(text)
    edges = [word.span() for word in re.finditer(r"\S+", normal)]
    if not edges:
        return
    start, end = data.draw(st.sampled_from(edges))[0], data.draw(st.sampled_from(edges))[1]
    directive = make_fragment(text, ((start, end),)) if start < end else None
    if directive is None:
        return
    shown = re.sub(r"[ \t\r\n]+", " ", text)
    terms = [unquote(term.strip("-")) for term in directive.split(",")]
    assert all(term in shown for term in terms)
    if len(terms) == 1:
        assert normalise_text(terms[0]) == normal[start:end]


# In a browser

STYLE = "<style>body{font:20px/2 sans-serif}::target-text{background:#f0f;color:#f0f}</style>"
LETTERS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = new Range();
  for (let node; (node = walker.nextNode());) for (let at = 0; at < node.length;) {
    const letter = String.fromCodePoint(node.data.codePointAt(at));
    range.setStart(node, at); range.setEnd(node, at += letter.length);
    const box = [...range.getClientRects()].find(box => box.width >= 1);
    if (box) found.push([letter, box.x + box.width / 2 + scrollX, box.y + box.height / 2 + scrollY]);
  }
  return found;
}"""
COLOURED = """async ([png, letters]) => {
  const image = new Image(); image.src = "data:image/png;base64," + png; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d"); canvas.drawImage(image, 0, 0);
  const isLit = (x, y) => String(canvas.getImageData(x, y, 1, 1).data) === "255,0,255,255";
  return letters.filter(([, x, y]) => isLit(Math.floor(x), Math.floor(y))).map(([letter]) => letter).join("");
}"""


class Pages(BaseHTTPRequestHandler):
    def __init__(self, bodies: dict[str, str], *args) -> None:
        self.bodies = bodies
        super().__init__(*args)

    def do_GET(self) -> None:
        body = self.bodies.get(self.path, "").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def lit() -> Iterator[Lit]:
    """A function that opens a page, a `<p>` for each line, at a text directive and tells which
    letters are lit.
    """
    bodies: dict[str, str] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, bodies))
    Thread(target=server.serve_forever, daemon=True).start()
    with open_browser() as browser:
        yield partial(
            read_lit,
            browser.new_page(),
            browser.new_page(),
            bodies,
            f"http://127.0.0.1:{server.server_port}",
        )
    server.shutdown()
    server.server_close()


def read_lit(page, eye, bodies: dict[str, str], address: str, text: str, directive: str) -> str:
    blocks = "".join(f"<p>{html.escape(line)}</p>" for line in [*text.split("\n"), "zzz"])
    place = f"/{len(bodies)}"
    bodies[place] = f"<!doctype html><title>x</title>{STYLE}<body>{blocks}</body>"
    # The second directive lights the last word: when that is lit, the first has been looked for.
    page.goto(f"{address}{place}#:~:text={directive}&text=zzz")
    letters, deadline, found = page.evaluate(LETTERS), time.monotonic() + 20, ""
    while not found.endswith("zzz"):
        assert time.monotonic() < deadline, found
        found = eye.evaluate(
            COLOURED, [base64.b64encode(page.screenshot(full_page=True)).decode(), letters]
        )
    return found.removesuffix("zzz")


IN_BROWSER = [
    ("plain", "The harbour master spoke first.\nThen the crew did.", "harbour master spoke", None),
    (
        "repeated",
        "Mira said no. Jon said no.\nMira said yes.\nJon said no. Nobody left.",
        "said no",
        None,
    ),
    (
        "repeated block",
        "Opening\nThe gate was shut.\nLater\nThe gate was shut.",
        "The gate was shut.",
        None,
    ),
    ("last of several", "the red hat\nthe red hat\nHere the red hat lay", "the red hat", None),
    ("case", "The Bank rose. He sat on the bank.", "the bank", None),
    ("curly", "“Don’t go,” she said – twice.", '"Don\'t go," she said - twice', None),
    ("low quotes", "Er rief: „Komm sofort!“ und ging", '"Komm sofort!" und', None),
    ("soft hyphens", "Die Zusammen\u00adarbeit endet. Die Arbeit ruht.", "Arbeit", None),
    ("within soft hyphens", "Die Zusammen\u00adarbeit endet", "Die Zusammenarbeit endet", None),
    ("no-break spaces", "Total 12\u00a0000\u00a0 crowns paid", "12 000 crowns", None),
    ("ligatures", "an oﬃce, a ﬁnal oﬀer", "office, a final offer", None),
    ("diacritics", "The resume was lost. Le résumé était là.", "résumé", None),
    ("decomposed", "un e\u0301te\u0301 froid", "été froid", None),
    (
        "comma, hyphen, ampersand",
        "A well-known, R&D-led, 50% stake",
        "well-known, R&D-led, 50%",
        None,
    ),
    ("glued", 'as the log shows."As a result, all left', "As a result", None),
    ("glued with its mark", 'as the log shows."As a result, all left', '"As a result', None),
    ("glued without a mark", "as the log shows.As a result, all left", "As a result", None),
    ("glued at the end", "as the log shows.As a result, all left", "the log shows", None),
    (
        "joined",
        "The envoy, who had flown in, spoke at length.",
        "The envoy […] spoke",
        "Theenvoy,whohadflownin,spoke",
    ),
    ("blocks", "A heading of ours\nand what follows it", "of ours and what", "ofoursandwhat"),
    (
        "long",
        " ".join(f"item {n} of many" for n in range(40)),
        " ".join(f"item {n} of many" for n in range(9, 31)),
        None,
    ),
    ("arabic", "قال الرئيس أمس إن الرئيس غادر", "الرئيس غادر", None),
    ("hebrew", "אמר השר היום כי השר חזר", "השר חזר", None),
    ("chinese", "会议今天在港口举行。会议明天结束。", "会议明天结束", None),
    ("japanese", "船は港を出た。船は港に戻った。", "船は港に戻った", None),
    ("korean", "배가 항구를 떠났다. 배가 돌아왔다.", "배가 돌아왔다", None),
]


@pytest.mark.parametrize(
    ("text", "quote", "range_"), [row[1:] for row in IN_BROWSER], ids=[row[0] for row in IN_BROWSER]
)
def test_browser_lights_the_quote(lit: Lit, text: str, quote: str, range_: str | None) -> None:
    normal = normalise_text(text)
    # The last occurrence: where there are several, the one that a browser comes to last.
    at = normal.rfind(normalise_text(quote))
    directive = make_fragment(
        text, ((at, at + len(normalise_text(quote))),) if at >= 0 else find_quote(quote, normal)
    )
    assert directive is not None
    assert "".join(normalise_text(lit(text, directive)).split()) == (
        range_ or "".join(normalise_text(quote).split())
    )


@pytest.mark.parametrize(
    ("text", "directive", "_count"),
    [row for row in MATCHES if row[1] and row != ("a a a", "a%20a", 2)],
)
def test_browser_matches_what_we_count(lit: Lit, text: str, directive: str, _count: int) -> None:
    assert bool(lit(text, directive)) == bool(count_matches(text, directive))
