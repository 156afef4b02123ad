"""Bounds on what a quote leaves out with `[…]`, and on what its curators put into brackets.

A quote is to say what the article says. So most of it is the article's, what is put in neither
negates nor counts nor names anybody, and if the words left out could turn the sense, the curators
say why it holds.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from factsheet.facts.testimony import Skip
from factsheet.proof.lookup import CopyText
from factsheet.proof.quotes import GAP, INSERTION, Span, count_words, has_words, normalise_text

MOST_GAPS = 2
LEAST_WORDS = 2
"""Of the article's, in a quote with brackets or gaps."""


def _list_words(words_of_language: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in words_of_language.items()}


NEGATIONS: Mapping[str, frozenset[str]] = _list_words(
    {
        "en": (
            "no not never none neither nor nobody nothing nowhere without cannot hardly deny denies"
            " denied denying denial refuse refuses refused refusing refusal reject rejects rejected"
            " rejecting false untrue unlikely"
        ),
        "fr": (
            "ne non pas jamais aucun aucune rien personne sans ni nie nient nié niait dément"
            " démenti démentent refuse refusé refusent rejette rejeté faux"
        ),
        "de": (
            "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne"
            " bestreitet bestritt bestreiten dementiert dementierte leugnet leugnete falsch"
        ),
        "es": (
            "no nunca jamás ningún ninguno ninguna nada nadie sin ni tampoco niega niegan negó"
            " desmiente desmintió rechaza rechazó falso"
        ),
        "pt": (
            "não nunca jamais nenhum nenhuma nada ninguém sem nem nega negam negou desmente"
            " desmentiu rejeita rejeitou falso"
        ),
        "it": (
            "non no mai nessun nessuno nessuna niente nulla senza né nega negano negato smentisce"
            " smentito rifiuta rifiutato falso"
        ),
        "nl": "niet geen nooit niemand niets zonder noch ontkent ontkende weigert weigerde onwaar",
        "pl": "nie nigdy nikt nic żaden żadna żadne bez ani zaprzecza zaprzeczył odmawia odmówił",
        "ru": (
            "не ни нет никогда никто ничего ничто без нельзя отрицает отрицал опроверг опровергает"
            " отказался отказывается ложь"
        ),
        "uk": (
            "не ні ніколи ніхто нічого ніщо без заперечує заперечив спростував спростовує"
            " відмовився відмовляється неправда"
        ),
    }
)
"""Words that negate, by language (BCP 47)."""
SPEAKING: Mapping[str, frozenset[str]] = _list_words(
    {
        "en": (
            "said says saying told tells telling stated states stating claimed claims announced"
            " announces warned warns added adds replied replies argued argues insisted insists"
            " according"
        ),
        "fr": "dit disent déclare déclaré affirme affirmé annonce annoncé ajoute ajouté selon",
        "de": "sagt sagte sagten erklärt erklärte behauptet behauptete laut zufolge fügte",
        "es": "dice dijo dijeron declara declaró afirma afirmó anunció añadió según",
        "pt": "diz disse disseram declara declarou afirma afirmou anunciou acrescentou segundo",
        "it": "dice disse detto dichiara dichiarato afferma affermato annunciato aggiunto secondo",
        "nl": "zegt zei zeiden verklaart verklaarde beweert beweerde volgens",
        "pl": "powiedział powiedziała mówi oświadczył oświadczyła twierdzi według dodał",
        "ru": "сказал сказала говорит заявил заявила сообщил сообщила утверждает добавил словам",
        "uk": "сказав сказала каже заявив заявила повідомив повідомила стверджує додав словами",
    }
)
"""Words that say who speaks, by language."""
NUMBERS: Mapping[str, frozenset[str]] = _list_words(
    {
        "en": (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy"
            " eighty ninety hundred hundreds thousand thousands million millions billion billions"
            " dozen dozens half twice double"
        ),
        "fr": "zéro deux trois quatre cinq six sept huit neuf dix vingt cent mille million",
        "de": "null zwei drei vier fünf sechs sieben acht neun zehn zwanzig hundert tausend",
        "es": "cero dos tres cuatro cinco seis siete ocho nueve diez veinte cien mil millón",
        "pt": "zero dois duas três quatro cinco seis sete oito nove dez vinte cem mil milhão",
        "it": "zero due tre quattro cinque sei sette otto nove dieci venti cento mille milione",
        "nl": "nul twee drie vier vijf zes zeven acht negen tien twintig honderd duizend miljoen",
        "pl": "zero dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć sto tysiąc",
        "ru": "ноль два две три четыре пять шесть семь восемь девять десять сто тысяча миллион",
        "uk": "нуль два дві три чотири п'ять шість сім вісім дев'ять десять сто тисяча мільйон",
    }
)
"""Words that count, by language; articles are none."""
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
QUOTATION = '"'


def find_breach(quote: str, language: str, *, verbatim: bool = False) -> str | None:
    """Say why `quote` alters too much of what its article says; None if it does not.

    `language` is a tag of BCP 47, or "". A quote that is `verbatim` has its brackets from the
    article itself.
    """
    if "[" not in quote and "]" not in quote and has_words(quote):
        return None  # as of most
    gaps = quote.count(GAP)
    if gaps > MOST_GAPS:
        return f"it leaves words out {gaps} times; {MOST_GAPS} times is the most"
    passages = quote.split(GAP)
    insertions = [] if verbatim else INSERTION.findall(quote.replace(GAP, " "))
    bare = [passage if verbatim else INSERTION.sub(" ", passage) for passage in passages]
    if not all(map(has_words, bare)):
        return "a part of it has no word of the article"
    own = sum(map(count_words, bare))
    if (gaps or insertions) and own < LEAST_WORDS:
        return f"only {own} of its words is the article's; {LEAST_WORDS} is the least"
    if own < sum(map(count_words, insertions)):
        return "more of its words are put in than are the article's"
    if not verbatim and any(mark in passage for passage in bare for mark in "[]"):
        return "its brackets do not match"
    for insertion in insertions:
        if reason := _explain_insertion(insertion, language):
            return f"{insertion} {reason}"
    return None


def _explain_insertion(insertion: str, language: str) -> str | None:
    if any(map(str.isnumeric, insertion)) or _holds(insertion, NUMBERS, language):
        return "puts in a number"
    if _holds(insertion, NEGATIONS, language):
        return "puts in a negation"
    if any(word[:1].isupper() for word in WORD.findall(normalise_text(insertion))):
        return "puts in a name"
    return None


def list_skips(copy: CopyText, spans: Sequence[Span], language: str) -> tuple[Skip, ...]:
    """List what the words of `copy` hold that stand between the passages `spans` of a quote."""
    gaps = [(before[1], after[0]) for before, after in pairwise(spans)]
    left_out = [copy.text[start:stop] for start, stop in gaps]
    skips: dict[Skip, bool] = {
        "paragraph": any(_crosses(copy.paragraphs, gap) for gap in gaps),
        "sentence": any(_crosses(copy.sentences, gap) for gap in gaps),
        "quotation": any(QUOTATION in words for words in left_out),
        "speaker": any(_holds(words, SPEAKING, language) for words in left_out),
        "negation": any(_holds(words, NEGATIONS, language) for words in left_out),
    }
    return tuple(name for name, holds in skips.items() if holds)


def _crosses(ends: Sequence[int], gap: Span) -> bool:
    """Whether one of `ends`, which ascend, lies in a gap."""
    place = bisect_left(ends, gap[0])
    return place < len(ends) and ends[place] <= gap[1]


def _holds(text: str, words_of_language: Mapping[str, frozenset[str]], language: str) -> bool:
    """Whether a text has any of the words of its language and of English; if its language is not
    known, of any.
    """
    known = words_of_language.get(language.casefold().partition("-")[0])
    tables = (known, words_of_language["en"]) if known else words_of_language.values()
    words = {part for word in WORD.findall(normalise_text(text)) for part in _split_word(word)}
    return any(not words.isdisjoint(table) for table in tables)


def _split_word(word: str) -> tuple[str, ...]:
    """A word as it stands in the lists of words; "doesn't" and "n'est" negate as "not" and "ne"."""
    folded = word.casefold()
    if folded.endswith("n't"):
        return (folded, "not")
    if folded.startswith("n'"):
        return (folded, "ne")
    return (folded, *folded.split("'"))
