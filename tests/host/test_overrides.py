"""Our overrides of templates of Material: they are its own but for what they say."""

import re
from pathlib import Path

import material

from support.places import ROOT

THEIRS = Path(material.__file__).parent / "templates" / "partials"
OURS = ROOT / "site_templates" / "hosts" / "material" / "partials"
COMMENT = re.compile(r"\A\{#-.*?-#\}\s*", re.DOTALL)


def read(folder: Path, name: str) -> str:
    return COMMENT.sub("", (folder / name).read_text("utf-8"))


def test_the_search_dialog_has_names_and_is_else_the_themes_own() -> None:
    name = """ aria-label="{{ lang.t('search') }}\""""
    ours = read(OURS, "search.html")
    assert ours.count(f'role="dialog"{name}') == 1
    bare = ours.replace(f'role="dialog"{name}', 'role="dialog"')
    assert bare.count(f' role="region"{name}') == 1
    assert bare.replace(f' role="region"{name}', "") == read(THEIRS, "search.html")


def test_the_link_to_the_repository_asks_no_other_host_and_is_else_the_themes_own() -> None:
    theirs = read(THEIRS, "source.html")
    assert theirs.count(' data-md-component="source"') == 1
    assert read(OURS, "source.html").split() == (
        theirs.replace(' data-md-component="source"', "")
        .replace("config.repo_url }}", "config.repo_url | e }}")
        .split()
    )
