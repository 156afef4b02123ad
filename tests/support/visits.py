"""Visits to a page in a browser: what is wrong with it for anybody who reads it.

A visit judges everything at once, since opening a page costs more than judging it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from support.browser import HEIGHT, listening
from support.judges import COLOURS, find_violations

WIDE, NARROW = 1440, 390
WIDTHS = (WIDE, NARROW)
"""The widths at which every page is visited."""

RESIZED = {WIDE: ((1440, True), (640, True)), NARROW: ((390, False), (320, False), (720, False))}
"""The widths that a visit looks at, and whether with letters of twice their size."""

LARGE = "html { font-size: 250% !important }"  # the theme's 125 %, doubled

WIDER = """width => {
  const shown = [...document.querySelectorAll('article *, .md-header *, .md-footer *')].filter(one => one.clientWidth)
  const cut = one => one.scrollWidth > one.clientWidth + 2 && !one.matches('.fs-unseen') &&
    ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && getComputedStyle(one).textOverflow !== 'ellipsis'
  const found = shown.filter(one => one.closest('article') && cut(one)).map(one => one.outerHTML.slice(0, 200))
  if (document.documentElement.scrollWidth > width) found.unshift(`wide: ${document.documentElement.scrollWidth}`,
    ...shown.filter(one => one.getBoundingClientRect().right > width + 1).slice(0, 3).map(one => one.outerHTML))
  return found
}"""

# Colours of a picture's parts that stay as they are where a reader forces the colours of the
# system.
UNFORCED = """() => {
  const probe = document.body.appendChild(document.createElement('i'))
  const system = ['CanvasText', 'Canvas', 'LinkText', 'VisitedText', 'GrayText', 'Highlight', 'HighlightText']
  const known = ['rgba(0, 0, 0, 0)'].concat(system.map(name => {
    probe.style.color = name
    return getComputedStyle(probe).color
  }))
  probe.remove()
  const wrong = (one, name) => !['none', ...known].includes(getComputedStyle(one)[name])
  const shapes = [...document.querySelectorAll('article svg :is(path, circle, rect, line, polygon, polyline, text)')]
  return shapes.filter(one => wrong(one, 'fill') || wrong(one, 'stroke'))
    .map(one => [one.outerHTML.slice(0, 120), getComputedStyle(one).fill, getComputedStyle(one).stroke].join(' '))
}"""

MOVING = """() => {
  const moves = one => {
    const {animationName, transitionDuration} = getComputedStyle(one)
    return animationName !== 'none' || transitionDuration.split(', ').some(time => parseFloat(time) > 0.001)
  }
  const found = [...document.querySelectorAll('article *')].filter(moves).map(one => one.outerHTML.slice(0, 120))
  const {scrollBehavior} = getComputedStyle(document.documentElement)
  return scrollBehavior === 'auto' ? found : [...found, `the page scrolls: ${scrollBehavior}`]
}"""

# Whether the element in focus looks otherwise than before; and which elements had the focus, by the
# script below. The switch between themes is shown by its label; the theme's way back to the top is
# there while one scrolls up; and its search opens as the focus comes in.
WATCH = """() => {
  const sides = ['Top', 'Right', 'Bottom', 'Left'].map(side => `border${side}Color`)
  const names = ['outlineStyle', 'outlineWidth', 'boxShadow', 'backgroundColor', 'textDecorationLine', ...sides]
  const look = one => names.map(name => getComputedStyle(one)[name]).join()
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const all = [...document.querySelectorAll(can)]
  const name = one => one.outerHTML.slice(0, 200)
  const reached = new Set(), unseen = [], controller = new AbortController()
  const before = new Map([...all, ...document.querySelectorAll('.md-option + label')].map(one => [one, look(one)]))
  window.addEventListener('focusin', event => {
    const one = event.target
    reached.add(one)
    if (one.matches('.md-top, .md-search *')) return
    const seen = one.matches('.md-option') ? one.nextElementSibling : one
    const box = seen.getBoundingClientRect()
    const shown = seen.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width && box.height
    if (!shown || (before.has(seen) && before.get(seen) === look(seen))) unseen.push(`unseen: ${name(one)}`)
  }, {capture: true, signal: controller.signal})
  const stop = one => one.tabIndex >= 0 && !one.disabled && !one.matches('.md-top') &&
    one.checkVisibility({visibilityProperty: true})
  const radios = one => one.type !== 'radio'  // of several only one is reached, the others by arrows
  window.stops = all.filter(one => stop(one) && radios(one))
  window.missed = () => window.stops.filter(one => !reached.has(one)).map(one => `missed: ${name(one)}`)
  window.unseen = () => unseen
  window.unwatch = () => controller.abort()
  return window.stops.length
}"""

# What of the content stands before where the skipping link has led, and is therefore passed over.
LEFT_OUT = """() => {
  const all = [...document.querySelectorAll('article :is(p, li, td, h2)')]
  const missed = all.filter(one => document.activeElement.compareDocumentPosition(one) & 2)
  return missed.filter(one => one.querySelector('a[href]') && !one.contains(document.activeElement))
    .map(one => one.outerHTML.slice(0, 100)).slice(0, 1)
}"""
ASIDE = """() => document.activeElement.closest('article') === null &&
  !!document.querySelector('article h1 ~ * a[href]:not(.fs-crumbs a, .headerlink)')"""

# What is read on a page. A form is there for scripts alone; what is folded up can be opened without
# one; and lines of text stand in the place of the flow where it has no room.
UNREAD = """() => [...document.querySelectorAll(
    'article :is(h1, h2, h3, h4, p, li, dt, dd, th, td, q, cite, figure, svg)')]
  .filter(one => !one.closest('form, .fs-where figure, details:not([open]) > :not(summary)') && one.textContent.trim())
  .filter(one => !one.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .map(one => one.outerHTML.slice(0, 200))"""


def visit(page: Page, url: str, width: int) -> list[str]:
    """What is wrong with a page at a width of the window, one line for each fault.

    It is judged by axe, light and dark; in forced colours; at other widths; for what moves; by
    keyboard; and for what it asks of other hosts meanwhile.
    """
    page.set_viewport_size({"width": width, "height": HEIGHT})
    with listening(page) as asked:
        page.goto(url)
        with opened(page):
            faults = [*judge_shades(page), *judge_widths(page, width)]
            faults += tell("moves", page.evaluate(MOVING))
        faults += judge_keyboard(page)
        faults += judge_skipping(page)
    host = url[: url.index("/", len("http://")) + 1]
    assert url in asked
    return [*faults, *tell("asks", [one for one in asked if not one.startswith((host, "data:"))])]


def visit_without_scripts(page: Page, url: str) -> list[str]:
    """What cannot be read on a page without scripts, at any width."""
    page.goto(url)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        faults += tell(f"hidden at {width}", page.evaluate(UNREAD))
    return faults


def tell(what: str, found: list[str]) -> Iterator[str]:
    return (f"{what}: {line}" for line in found)


@contextmanager
def opened(page: Page) -> Iterator[None]:
    """Opens what is folded up, so that it is judged as well, and folds it up again."""
    page.evaluate(
        "window.folded = [...document.querySelectorAll('article details:not([open])')];"
        "folded.forEach(one => { one.open = true })"
    )
    yield
    page.evaluate("folded.forEach(one => { one.open = false })")


@contextmanager
def darkened(page: Page) -> Iterator[None]:
    """Turns the page dark, as a reader does by its switch, and light again."""
    switch = "shade => document.querySelector(`.md-option[data-md-color-scheme=${shade}]`).click()"
    page.evaluate(switch, "slate")
    try:
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        yield
    finally:
        page.evaluate(switch, "default")  # which the browser's context keeps for the next page


def judge_shades(page: Page) -> Iterator[str]:
    """By axe's rules: all of them in light colours, those of colours in dark ones. And pictures
    follow the colours that a reader forces.
    """
    yield from tell("axe", find_violations(page))
    with darkened(page):
        yield from tell("axe, dark", find_violations(page, tag=COLOURS))
        page.emulate_media(forced_colors="active", color_scheme="dark")
        yield from tell("unforced", page.evaluate(UNFORCED))
        page.emulate_media(forced_colors="none", color_scheme="light")


def judge_widths(page: Page, width: int) -> Iterator[str]:
    """Nothing is wider than the screen or cut off, also with large letters."""
    for other, large in RESIZED[width]:
        page.set_viewport_size({"width": other, "height": HEIGHT})
        style = page.add_style_tag(content=LARGE) if large else None
        yield from tell(f"{other}{', large' * large}", page.evaluate(WIDER, other))
        if style:
            style.evaluate("one => one.remove()")
    page.set_viewport_size({"width": width, "height": HEIGHT})


def judge_keyboard(page: Page) -> Iterator[str]:
    """The keyboard reaches everything, one sees where it is, and the first stop skips the frame."""
    count = page.evaluate(WATCH)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip:focus")
    box = skip.bounding_box() if skip.count() else None
    if not box or box["y"] < 0:
        yield "skip: no link that skips, or none that is seen"
    hold_tab(page, count - 1)
    for _ in range(count):  # some have several stops, and the theme makes more as one goes
        if not page.evaluate("missed().length"):
            break
        hold_tab(page, 1)
    page.keyboard.up("Tab")
    yield from tell("keyboard", page.evaluate("[...missed(), ...unseen()]"))
    page.evaluate("unwatch()")


def hold_tab(page: Page, times: int) -> None:
    """Holds the key, which goes on: to let go of it each time costs as much again."""
    for _ in range(times):
        page.keyboard.down("Tab")


def judge_skipping(page: Page) -> Iterator[str]:
    """The link that skips the frame leads to the content, and past nothing of it."""
    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if page.evaluate(ASIDE):
        yield "skip: does not lead into the content"
    else:
        yield from tell("skip: leaves out", page.evaluate(LEFT_OUT))
