"""Where the sentences of a saved copy stand.

Libraries for this were tried, and each would lose what we count: they take a quotation of several
sentences for one, merge sentences between which the page's layout left no space, or grow with the
square of their input. So: a full stop ends a sentence unless the words around it say otherwise. The
lists below are those words, in the languages of our articles; what is not in them costs a curator
a look, no more.
"""

import re
from collections.abc import Iterator

from factsheet.proof.quotes import Span, has_words, join_lines, normalise_text


def _list_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _list_words(
    """
    adj adm amb arq att atty avda brig bzw capt cmdr col cpl cpt dipl dott dr dra drs dyr dña ee
    evtl excmo frl ft geb gen ggf gov gral hab hon hr inkl insp inż jun kpt ks l'on lic lt maj med
    messrs mio mjr mlle mlles mme mmes mons mr mrd mrs ms msgr mt mx np nt pbro pres prof ptl pvt
    płk rdo rep rev sen sens sgt sig sig.ra sigg sog sr sra sras sres srta st ste supt tel tj tzn
    tzw ul uu vda vgl vs zb акад вул г-жа г-н ген гр доц кн корп л-т м-р обл оф пгт пл пр-т проф р-н
    св см ср стр тов ул чл ім
    """
)
"""Abbreviations that the word they belong to follows: none ends a sentence."""

NUMBERED = _list_words(
    """
    abr abs ago apr art arts aug avr bd bl ca cap cf ch chap cl dec dez dic div déc ene eq ex feb
    febr fev fig figs fév févr giu jan janv juil jul lug mar no nos nov nr num núm oct okt op ott
    out par para pg pos pp pt sect sep sept set ss str tab vers vol vols ziff абз авг апр гл дек кв
    кл нояб окт пп пункт рис сент ст табл февр янв
    """
)
"""Abbreviations that a number follows; followed by anything else they end a sentence."""

DOTTED = _list_words(
    """
    a.d.i c.-à-d d.h e.g i.d.r i.e o.ä p.ej p.ex s.o s.u u.a u.ä v.a z.b z.t и.о т.д т.е т.зв т.к
    т.н т.п
    """
)
"""Abbreviations with stops inside that the words they belong to follow."""

EITHER = _list_words(
    """
    approx ave bldg blvd bros bzgl cie co corp cía dept dist ecc ed env etc ext inc incl itd itp jr
    ltd ltda min misc mln pag plc pte rs sec sté tys tél ud uds univ usf usw vd vds zł éd św вв гг
    грн др им коп мин млн млрд пр руб сек тис трлн тыс чел экз
    """
)
"""Abbreviations that may end a sentence: they do if a word that often begins one follows."""

STARTERS = _list_words(
    """
    a aber after al ale all alle als also although am an anche and another any ao après após are as
    at au auch auf aunque aus aussi avec because before bei both but by był była było ce cela ces
    cet cette che ciò com comme como con cuando da dal dann dans das de del dem den depois depuis
    der des desde después did die dies diese dieser dla do doch does dopo du during e each earlier
    ein eine el ela ele eles ella elle elles ellos em en entonces entretanto er era es essa esse
    esta este esto et foi for from fue für gdy gli ha has have hay he her here hier his how however
    i ich if ihr il ils im in intanto is isso isto it its jak je jednak jedoch już já kiedy l la las
    last later le lecz les leur lo los ma mais man many mas meanwhile mit most na nach nas nel nie
    no nobody non nos not nous now nun não o ob od on ona one oni only or os other others ou our où
    par para per pero po pod poi por potem pour przed przy puis quand quando que questa questo qui
    sa se secondo segundo según seit selon ses she si sie sin since sind się so some son sono su
    such sur são tak także tam también também te ten that the their then there these they this those
    though to today tomorrow two um uma un una und under une unter until viele vom von vor vous w
    was we według wenn wer were what when where whether while who why wie wir with wtedy y ya
    yesterday yet you your z za zu zum zur że а або але без более був була було в вместе во вона
    вони все всё вчера він где да для до его если ещё з за затем згодом здесь и из или именно их й к
    как когда коли кроме между ми мы на не но о об однако он она они оно от по под позже после потом
    потім при про під після с сегодня со та так также також там тим то тогда тоді ты у уже хотя це
    цей ця ці что що эта эти это этот я як якщо
    """
)
"""Words that often begin a sentence, and seldom a name."""

ORDINAL = _list_words(
    """
    april august dezember februar jahrhundert jahrhunderts januar juli juni jänner mai märz november
    oktober september weltkrieg weltkrieges weltkriegs
    """
)
"""Words that a number with a full stop counts in German, with a capital as all its nouns."""

# A run of stops; those of scripts that put no space between sentences come apart from the others.
STOP = re.compile(r"[.!?…؟।॥۔]+|[。！？｡]+")
SPACELESS = "。！？｡"
ENDED = re.compile(r"[.!?…؟।॥۔。！？｡]$")
CLOSERS = "')]}」』）】"
OPENERS = "\"'([{「『（【¿¡-*• "
LETTERS = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,3})*")
FURTHEST = 40
"""The most characters around a stop that are looked at."""


def split_sentences(text: str) -> Iterator[Span]:
    """Find where the sentences of `text` stand in its normalised form; a line's end ends a sentence
    too.

    The spans come in order, none without a word, and hold every word. The time grows with the
    length of `text`.
    """
    offset = 0
    for block in filter(None, map(normalise_text, join_lines(text).splitlines())):
        for start, end in _split_block(block):
            if has_words(block[start:end]):
                yield offset + start, offset + end
        offset += len(block) + 1  # one space stands between two lines


def _split_block(block: str) -> Iterator[Span]:
    start, quotes, counted = 0, 0, 0
    for stop in STOP.finditer(block):
        quotes += block.count('"', counted, stop.start())
        counted = stop.start()
        end = _find_end(block, stop.end(), is_inside=quotes % 2 == 1)
        if _ends_sentence(block, start, stop, end):
            yield start, end
            start = end + (block[end] == " ")
    yield start, len(block)


def _find_end(block: str, end: int, *, is_inside: bool) -> int:
    """Where a sentence ends whose stops end at `end`: behind what closes a bracket, or the
    quotation that it `is_inside`.
    """
    while end < len(block):
        if block[end] == '"' and (is_inside or block[end + 1 : end + 2] in ("", " ")):
            is_inside = False
        elif block[end] not in CLOSERS:
            break
        end += 1
    is_apart = block[end : end + 2] == ' "' and block[end + 2 : end + 3] in ("", " ")
    return end + 2 if is_inside and is_apart else end  # as French has it


def _ends_sentence(block: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence that begins at `start` ends with `stop`, and what closes it at `end`."""
    if end == len(block):
        return False
    if stop[0][0] in SPACELESS:
        return True
    before = _read_before(block, start, stop.start())
    if block[end] != " ":
        return _is_glued(block, before, stop, end)
    after = _skip_openers(block, end)
    following = block[after : after + FURTHEST]
    if not following or following[0].islower():
        return following[1:2].isupper()  # as in iPhone
    if stop[0] != "." or end > stop.end():
        return True
    return _ends_after(before, following, is_first=stop.start() - start == len(before))


def _read_before(block: str, start: int, stop: int) -> str:
    """The word before the stop, without what opens it."""
    _, _, word = block[max(start, stop - FURTHEST) : stop].rpartition(" ")
    return word.lstrip(OPENERS)


def _skip_openers(block: str, place: int) -> int:
    while place < len(block) and block[place] in OPENERS:
        place += 1
    return place


def _is_glued(block: str, before: str, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends though the next one follows without a space: the layout had them in
    two paragraphs.
    """
    after = end + (block[end] in "\"'")
    begins = block[after : after + 1].isupper() and block[after + 1 : after + 2].islower()
    behind, _, _ = block[after : after + FURTHEST].partition(" ")
    is_address = "/" in before + behind or "@" in before + behind
    is_word = before[-2:].isalpha() and len(before) > 1
    has_closed = before[-1:] in ('"', ")") or end > stop.end()
    return begins and not is_address and (is_word or has_closed) and before.lower() not in TITLES


def _ends_after(before: str, following: str, *, is_first: bool) -> bool:
    """Whether a full stop after the word `before` ends a sentence, where `following` has a capital,
    a digit or a letter without case; `is_first` is whether nothing else stands in the sentence.
    """
    word = before.lower()
    bare = word.rpartition("'")[2]  # French and Italian: "l'art."
    letters = LETTERS.match(following)
    next_word = letters[0].lower() if letters else ""
    if word in TITLES or bare in TITLES or word in DOTTED:
        return False
    if INITIALS.fullmatch(word):
        is_initial = len(next_word) == 1 and following[1:2] == "."
        return next_word in STARTERS and not is_initial
    if bare in NUMBERED:
        return not following[0].isdigit()
    if bare in EITHER:
        return next_word in STARTERS
    if before.isdigit() and len(before) <= 2:
        return not is_first and next_word not in ORDINAL
    return True


def breaks_off(text: str) -> bool:
    """Whether `text` ends in mid-sentence: without a full stop or the like, or in dots. The last
    line may be page furniture that has none; then a person must look.
    """
    end = normalise_text(text[-FURTHEST:]).rstrip(CLOSERS + '" ')
    return not ENDED.search(end) or end.endswith(("..", "…"))
