"""Text fragments: that a browser finds the quote with them."""

import base64
import html
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from factsheet.proof.fragments.making import make_fragment
from factsheet.proof.quotes import find_quote, normalise_text
from support.browser import open_page
from support.fragments import MATCHES, count_matches

Lit = Callable[[str, str], str]

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
def lit(browser: Browser) -> Iterator[Lit]:
    """A function that opens a page, a `<p>` for each line, at a text directive and tells which
    letters are lit.
    """
    bodies: dict[str, str] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, bodies))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with open_page(browser) as page, open_page(browser) as eye:
        yield partial(read_lit, page, eye, bodies, address)
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
