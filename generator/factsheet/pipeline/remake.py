"""A build that makes only those pages again that read something which has changed since the last
one.
"""

import json
import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePath
from typing import cast

from factsheet.facts.corpus import Corpus
from factsheet.kept import noting
from factsheet.pipeline.build import Site
from factsheet.pipeline.checking import Checked, check_changed
from factsheet.pipeline.digests import digest_value, list_program
from factsheet.pipeline.past import Past, make_past, save_past, stamp_folder
from factsheet.pipeline.swap import Building, keep_others_off, put_among, put_in_place
from factsheet.pipeline.watched import Watch
from factsheet.problems import Problem

NOTES = "notes-"
"""How the files begin in which each process writes what its pages read."""


class Remake:
    """Takes notes while pages are made, from its beginning until it is closed, and hears whether
    `logger` warns of anything. `past` is what the last build left, and `whole` a digest of all that
    this one is made of, "" if that cannot be said.
    """

    def __init__(
        self, building: Building, logger: logging.Logger, past: Past, whole: str = ""
    ) -> None:
        self.building, self.past, self.whole = building, past, whole
        self.logger, self.heard = logger, _Hearing(logging.WARNING)
        logger.addHandler(self.heard)
        self.summary = ""
        self.unchanged: frozenset[str] = frozenset()
        self.given = ""
        self.checked: Mapping[str, Checked] = {}
        self.stack = ExitStack()
        self.stack.enter_context(noting())

    def take(self, site: Site) -> Site:
        """`site`, whose facts are not checked again where nothing has changed."""
        self.watch = cast(Watch, site.watch)
        self.program = digest_value(list(_list_given(self.watch)))
        self.changed = self.past.find_changed(self.watch)
        return replace(site, facts=replace(site.facts, check=self._check))

    def _check(self, _: Corpus) -> list[Problem]:
        same = self.past.program == self.program
        kept = self.past.list_checked(self.changed) if same else {}
        problems, self.checked = check_changed(self.watch, kept, self.building.wrapper)
        return problems

    def choose(self, site: Site, given: Iterable[object]) -> frozenset[str]:
        """The addresses of the pages of `site` that need not be made again; `given` is what they
        depend on besides the facts.
        """
        self.pages = {page.url: page.edit_path for page in site.pages if page.edit_path}
        self.given = digest_value((*given, self.program))
        if self.past.given == self.given:
            final = self.building.final
            unchanged = self.past.find_unchanged(self.changed, final, self.pages)
            self.unchanged = frozenset(unchanged)
        return self.unchanged

    def make(self, url: str, write: Callable[[], None]) -> None:
        """Make the page at `url` with `write`, and write down what it read."""
        with noting() as reads:
            write()
        if url not in self.pages:
            return
        reads.add("/".join(PurePath(self.pages[url]).with_suffix("").parts[-2:]))
        path = self.building.wrapper / f"{NOTES}{os.getpid()}"
        with path.open("a", encoding="ascii") as file:
            file.write(json.dumps([url, sorted(reads)]) + "\n")

    def put_in_place(self) -> Path:
        """Put the pages that were made in their place, beside those that were not; keep what the
        next build must know: if nobody was warned it need only repeat the `summary`.
        """
        reads = dict(self.past.list_reads(self.unchanged))
        for path in sorted(self.building.wrapper.glob(f"{NOTES}*")):
            with path.open(encoding="ascii") as file:
                reads.update(map(json.loads, file))
        with keep_others_off(self.building):
            return self._put(reads)

    def _put(self, reads: Mapping[str, Collection[str]]) -> Path:
        if self.unchanged:
            final = put_among(self.building, self.unchanged)
        else:
            final = put_in_place(self.building)
        # What another build has put there meanwhile does not pass for ours.
        stamps = {url: self.past.pages[url][1] for url in self.unchanged}
        stamps = {url: stamps.get(url) or stamp_folder(final / url) for url in reads}
        whole = "" if self.heard.anything else self.whole
        texts = {"program": self.program, "whole": whole, "summary": self.summary}
        past = make_past(self.watch, final, stamps, reads, self.checked, given=self.given, **texts)
        save_past(final, past)
        return final

    def close(self) -> None:
        """Take no more notes."""
        self.stack.close()
        self.logger.removeHandler(self.heard)


class _Hearing(logging.Handler):
    """Whether anything was logged."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True


def _list_given(watch: Watch) -> Iterable[object]:
    """What every page depends on besides records, settings and templates."""
    corpus = watch.corpus
    yield repr(corpus.vocabulary), sorted(corpus.broken), corpus.unread
    yield from list_program()
