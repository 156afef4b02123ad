"""The voices of the small corpus, worked out by hand from the files: who says it, counted once, and
nobody twice.
"""

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.voices.status import assess_corpus

BY_HAND = {
    # Made by both sides: by the Élan as the Telegraph passes it on, by the Office as the Herald
    # does; and the Telegraph says it in its own voice. The Gazette's publisher is not known.
    "summit#met": ("corroborated", "aria syldavia telegraph", 3),
    # As much, and Nova's own words by way of the Gazette.
    "pelican#founded": ("corroborated", "aria nova syldavia telegraph", 3),
    # One sentence of the Herald's gives it as both sides' word; the Telegraph as the Élan's.
    "summit#search-solution": ("corroborated", "aria syldavia", 2),
    # Two articles say it themselves.
    "summit#office-of-syldavia": ("corroborated", "herald telegraph", 2),
    # And the Gazette, whose publisher is not known.
    "pelican#seat": ("corroborated", "herald telegraph", 3),
    # The Élan's in two articles, one of them by way of Nova: neither Nova nor the chancellor, whose
    # act it is, adds a voice. The Office's account denies it.
    "summit#lasted": ("disputed", "syldavia", 2),
    "summit#lasted-two": ("disputed", "aria", 1),
    # The Élan denies it in a passage of a third article, which does not carry it.
    "summit#exercise-ends": ("disputed", "aria", 2),
    "summit#asked-for": ("accounts-differ", "syldavia", 2),
    # Differs without saying so itself.
    "summit#invited": ("accounts-differ", "aria", 1),
    # The Office's in two articles, one of them by way of Nova.
    "summit#push-borduria": ("one-voice", "aria", 2),
    # The Office counts as Aria.
    "aria-office#in-its-own-words": ("one-voice", "aria", 1),
    # The own words of an article whose publisher is not known.
    "summit#thorough": ("unattributed", "", 1),
    # Nobody by name.
    "summit#bridge-opened": ("unattributed", "", 1),
    "first-call#gone": ("withdrawn", "herald", 1),
    "first-call#bare": ("uncited", "", 0),
    # Two voices, but in one article, and another account differs.
    "second-call#words": ("accounts-differ", "aria borduria", 1),
}
"""Status, voices and number of articles."""


@pytest.mark.parametrize("ref", BY_HAND)
def test_voices_are_those_worked_out_by_hand(small_facts: Corpus, ref: str) -> None:
    found = assess_corpus(small_facts)[ref]
    status, voices, articles = BY_HAND[ref]
    assert (found.status, set(found.voices), len(found.articles)) == (
        status,
        set(voices.split()),
        articles,
    )


def test_only_what_two_voices_say_is_corroborated(small_facts: Corpus) -> None:
    corroborated = {
        ref for ref, found in assess_corpus(small_facts).items() if found.status == "corroborated"
    }
    assert corroborated == {ref for ref, found in BY_HAND.items() if found[0] == "corroborated"}


@pytest.mark.parametrize("actor", ["elan", "akesson"])
def test_these_count_as_the_voice_of_syldavia(small_facts: Corpus, actor: str) -> None:
    assessed = assess_corpus(small_facts).values()
    said = [found for found in assessed if actor in found.actors]
    assert all("syldavia" in found.voices for found in said)
    assert all(actor not in found.voices for found in assessed)
