"""What the built pages are judged with: axe-core, and the Nu HTML checker. `make test` installs
both.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from support.places import TOOLS

AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOUD = (
    "NO {}: the tests that judge pages with it did not run. Install {} and run `make test` again."
)

COLOURS = "cat.color"
"""axe's name for its rules of colours: those that find other things in a dark page than in a light."""

# Every rule but those of the level AAA and those that axe itself gives up; the experimental ones as
# well.
RUN = """async ([within, tag]) => {
  const left = tag => tag.startsWith('wcag') && tag.includes('aaa') || tag === 'deprecated'
  const values = axe.getRules().filter(rule => !rule.tags.some(left) && (!tag || rule.tags.includes(tag)))
    .map(rule => rule.ruleId)
  const place = within ? document.querySelector(within) : document
  const found = await axe.run(place, {runOnly: {type: 'rule', values}, resultTypes: ['violations']})
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.html.slice(0, 200)} (${[...node.any, ...node.all, ...node.none].map(one => one.message)})`))
}"""


class Message(NamedTuple):
    """A message of the Nu HTML checker: `page` by its path, and the markup that it is about."""

    page: str
    kind: str
    text: str
    markup: str


def miss(tool: str, remedy: str) -> None:
    """Skips the test loudly; under CI the test fails."""
    loud = LOUD.format(tool, remedy)
    pytest.fail(loud) if os.environ.get("CI") else pytest.skip(loud)


def find_violations(page: Page, within: str = "", tag: str = "") -> list[str]:
    """What axe-core finds wrong with a page as it stands, one line for each element.

    With `within` only what a selector finds is judged, with `tag` only by the rules that have it.
    """
    if not AXE.exists():
        miss("AXE-CORE", "npm")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return list(page.evaluate(RUN, [within, tag]))


def check_html(folder: Path, pages: Sequence[str]) -> Iterator[Message]:
    """What the Nu HTML checker says of `pages`, paths below `folder`; it is started once for all."""
    if not NU.exists() or not shutil.which("java"):
        miss("NU HTML CHECKER", "npm and java")
    command = [
        "java",
        "-Xss4m",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        *pages,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    for one in json.loads(done.stdout)["messages"]:
        page = (
            Path(one.get("url", "").removeprefix("file:")).relative_to(folder.resolve()).as_posix()
        )
        start = one.get("hiliteStart", 0)
        markup = one.get("extract", "")[start : start + one.get("hiliteLength", 0)]
        yield Message(page, one.get("subType", one["type"]), one["message"], markup)
