"""Write a corpus of invented facts, for measuring: the same numbers and seed give the same bytes.

The shape is that of real facts: an event draws on a handful of articles of its days, two parties
and the articles themselves say things about it, some accounts differ, some articles pass on
documents that nobody has seen. Every name and every word is nonsense.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

Record = dict[str, Any]

FIRST_DAY, DAYS = date(2020, 1, 1), 1000
LEXICON = 4000
SYLLABLES = re.findall(
    r"\w+",
    "ba be bo da de di do fa fe ga go ha ka ke ki la le li lo lu ma me mi mo na ne ni no pa pe po"
    " ra re ri ro ru sa se si so su ta te ti to va ve vi vo za ze ban bel dor fen gar hul kas len"
    " mar nel nor pen rin sol tan tor ven vul zan brá clo dré flo gri klu kré plu sti tra ø",
)
ENDINGS = ("", "", "", "", "", "n", "s", "r", "t", "m", "l", "nd", "sk", "rt")
EVENT_KINDS, TOPICS = 8, 12
KINDS = ("person",) * 5 + ("outlet",) * 3 + ("body",) * 2 + ("state", "organization", "group")
ARTICLE_KINDS = ("article",) * 8 + ("report", "post")
DOCUMENT_KINDS = ("readout", "statement", "post", "report")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each; `statements` per event, `evidence` per statement."""

    events: int = 1000
    statements: int = 10
    evidence: int = 2
    actors: int = 300
    sources: int = 300
    seed: int = 1


class Writer:
    """The random numbers and the language in which everything is written."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = [self._invent_word() for _ in range(LEXICON)]
        # Zipf's law: as in any language, a few words are most of a text.
        self.weights = list(accumulate(1 / rank for rank in range(3, LEXICON + 3)))

    def _invent_word(self) -> str:
        stems = self.random.choices(SYLLABLES, k=self.random.choice((1, 1, 2, 2, 2, 3)))
        return "".join(stems) + self.random.choice(ENDINGS)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def phrase(self, fewest: int, most: int) -> list[str]:
        return self.random.choices(
            self.words, cum_weights=self.weights, k=self.random.randint(fewest, most)
        )

    def sentence(self, fewest: int, most: int) -> str:
        words = self.phrase(fewest, most)
        if len(words) > 14:
            words[len(words) // 2] += ","
        return f"{' '.join(words).capitalize()}."

    def name(self, words: int) -> str:
        return " ".join(self.random.choice(self.words).capitalize() for _ in range(words))


@dataclass(frozen=True, slots=True)
class World:
    """What events draw on. Articles are in the order of their days; documents are known only
    through articles.
    """

    actors: Mapping[str, Record]
    articles: Sequence[str]
    documents: Sequence[str]

    def list_actors(self, *kinds: str) -> list[str]:
        return [name for name, actor in self.actors.items() if actor["kind"] in kinds]


def generate_corpus(folder: Path, sizes: Sizes) -> None:
    """Write a corpus of `sizes` into the new folder `folder`, which becomes a project's facts."""
    writer = Writer(sizes.seed)
    actors = _make_actors(writer, sizes.actors)
    sources = _make_sources(writer, sizes.sources, actors)
    documents = [name for name, source in sources.items() if "author" not in source]
    world = World(actors, [name for name in sources if name not in documents], documents)
    events = _make_events(writer, sizes, world)
    _add_to_actors(writer, world, events)
    proofs = {name: _make_proof(name, sources[name]["url"]) for name in world.articles}
    folders = {"actors": actors, "sources": sources, "events": events, "proofs": proofs}
    for name, records in folders.items():
        (folder / name).mkdir(parents=True)
        for record_id, record in records.items():
            _write_record(folder / name / f"{record_id}.yml", record)
    _write_record(folder / "vocabulary.yml", _make_vocabulary(writer))


def _make_vocabulary(writer: Writer) -> Record:
    return {
        "event_kinds": {f"kind-{number}": writer.name(1) for number in range(EVENT_KINDS)},
        "topics": {
            f"topic-{number}": " ".join(writer.phrase(2, 4)).capitalize()
            for number in range(TOPICS)
        },
    }


def _make_id(number: int, name: str) -> str:
    plain = "".join(letter if "a" <= letter <= "z" else " " for letter in name.lower())
    return "-".join([*plain.split(), str(number)])


def _make_actors(writer: Writer, number: int) -> dict[str, Record]:
    actors: dict[str, Record] = {}
    for index in range(number):
        name = writer.name(2)
        actors[_make_id(index, name)] = {"name": name, "kind": KINDS[index % len(KINDS)]}
    by_kind = {
        kind: [name for name, actor in actors.items() if actor["kind"] == kind] for kind in KINDS
    }
    for actor in actors.values():
        if writer.chance(0.5):
            actor["other_names"] = [writer.name(2) for _ in range(writer.random.randint(1, 3))]
        if writer.chance(0.5):
            actor["identifiers"] = {"wikidata": f"Q{writer.random.randint(10**5, 10**8)}"}
        # Persons speak for bodies, bodies and some outlets for states, so that no circle can come
        # about.
        above = {"person": "body", "body": "state", "outlet": "state"}.get(actor["kind"])
        if above and by_kind[above] and writer.chance(0.3 if above == "outlet" else 0.6):
            actor["voice_of"] = {
                "actor": writer.random.choice(by_kind[above]),
                "because": writer.sentence(3, 7),
            }
        if writer.chance(0.2):
            actor["note"] = writer.sentence(8, 20)
    return actors


def _make_sources(writer: Writer, number: int, actors: Mapping[str, Record]) -> dict[str, Record]:
    """Articles, and every fifth a document that nobody has seen."""
    outlets = [name for name, actor in actors.items() if actor["kind"] == "outlet"]
    bodies = [name for name, actor in actors.items() if actor["kind"] in ("body", "state")]
    sources: dict[str, Record] = {}
    for index in range(number):
        title = writer.sentence(6, 12).rstrip(".")
        seen, day = index % 5 != 4, FIRST_DAY + timedelta(days=index * DAYS // number)
        source: Record = {
            "title": title,
            "kind": writer.random.choice(ARTICLE_KINDS if seen else DOCUMENT_KINDS),
        }
        source["publisher"] = writer.random.choice(outlets if seen else bodies)
        source["issued"] = day
        source_id = _make_id(index, " ".join(title.split()[:4]))
        if seen:
            source |= _describe_article(writer, source_id, day)
        else:
            source["note"] = writer.sentence(4, 8)
        if writer.chance(0.3):
            source["note"] = writer.sentence(8, 25)
        sources[source_id] = source
    return sources


def _describe_article(writer: Writer, source_id: str, day: date) -> Record:
    host = writer.words[len(source_id)].encode("ascii", "ignore").decode()
    url = f"https://{host}.example/{day.year}/{source_id}"
    return {
        "author": [writer.name(2) for _ in range(writer.random.randint(1, 2))],
        "url": url,
        "accessed": day + timedelta(days=writer.random.randint(30, 300)),
        "language": writer.random.choice(("en", "en", "fr", "ru")),
        "read": "complete",
        "archive": {
            "url": f"https://archive.example/{day:%Y%m%d}/{url}",
            "date": day + timedelta(days=1),
        },
    }


def _make_proof(source_id: str, url: str) -> Record:
    """A record that bears out that an article was read completely, as pages then tell the most."""
    sha256 = hashlib.sha256(source_id.encode()).hexdigest()
    return {
        "url": url,
        "sha256": sha256,
        "text_sha256": sha256,
        "characters": 3000,
        "words": 500,
        "checked": FIRST_DAY,
        "method": "supplied",
        "sentences": {"count": 25},
    }


def _make_events(writer: Writer, sizes: Sizes, world: World) -> dict[str, Record]:
    events: dict[str, Record] = {}
    for index in range(sizes.events):
        event = _make_event(writer, sizes, world, index, list(events.items())[-3:])
        events[_make_id(index, " ".join(event["title"].split()[:4]))] = event
    return events


def _make_event(
    writer: Writer, sizes: Sizes, world: World, index: int, before: list[tuple[str, Record]]
) -> Record:
    parties = writer.random.sample(
        world.list_actors("person", "body", "state"), k=writer.random.randint(2, 4)
    )
    articles = _choose_articles(writer, world, index / sizes.events)
    statements = [
        _make_statement(writer, world, parties, number) for number in range(sizes.statements)
    ]
    for statement in statements:
        _relate(writer, statement, statements, before)
        chosen = writer.random.sample(articles, k=min(sizes.evidence, len(articles)))
        statement["evidence"] = [_make_evidence(writer, world, source) for source in chosen]
    day = FIRST_DAY + timedelta(days=index * DAYS // sizes.events)
    event: Record = {
        "title": writer.sentence(4, 9).rstrip("."),
        "kind": f"kind-{index % EVENT_KINDS}",
    }
    event |= {"date": f"{day:%Y-%m}"} if writer.chance(0.1) else {"date": day}
    event |= {"state": "announced"} if writer.chance(0.1) else {"place": writer.name(1)}
    refs = [f"#{statement['id']}" for statement in statements]
    event["participants"] = [_make_participant(writer, party, refs) for party in parties]
    if "place" in event and writer.chance(0.3):
        event["per"] = {"place": writer.random.choice(refs)}
    return (
        event
        | {"statements": statements}
        | ({"note": writer.sentence(10, 25)} if writer.chance(0.2) else {})
    )


def _choose_articles(writer: Writer, world: World, when: float) -> list[str]:
    """Five or so that appeared about that time."""
    middle = int(when * len(world.articles))
    near = world.articles[max(0, middle - 8) : middle + 8]
    return writer.random.sample(near, k=min(len(near), writer.random.randint(4, 6)))


def _make_participant(writer: Writer, party: str, refs: list[str]) -> Record:
    role: Record = {"role": " ".join(writer.phrase(1, 3))} if writer.chance(0.5) else {}
    return (
        {"actor": party}
        | role
        | ({"per": writer.random.choice(refs)} if writer.chance(0.1) else {})
    )


def _make_statement(writer: Writer, world: World, parties: list[str], number: int) -> Record:
    words = writer.sentence(10, 25).split()
    named = parties[number % len(parties)]
    if number < len(parties) or writer.chance(0.3):
        place = writer.random.randrange(1, len(words) - 1)
        words[place] = f"[{world.actors[named]['name']}](actor:{named})"
    who = writer.random.choice((named, named, named, "own-voice", "own-voice", "unnamed"))
    statement: Record = {
        "id": _make_id(number, " ".join(writer.phrase(2, 2))),
        "text": " ".join(words),
    }
    statement["attributed_to"] = (
        list(dict.fromkeys([who, parties[0]])) if writer.chance(0.1) else who
    )
    if who == named and world.actors[named]["kind"] != "person" and writer.chance(0.4):
        statement["speaker"] = writer.random.choice(world.list_actors("person"))
    statement["topic"] = f"topic-{writer.random.randrange(TOPICS)}"
    statement |= {"lead": True} if number < 2 else {}
    return statement | ({"note": writer.sentence(6, 18)} if writer.chance(0.1) else {})


def _relate(
    writer: Writer, statement: Record, event: list[Record], before: list[tuple[str, Record]]
) -> None:
    """Now and then a statement stands against the first one of its event, or repeats one of an
    event before.
    """
    relation = writer.random.choices(
        ("", "differs", "disputes", "echoes", "updates"), (80, 8, 5, 5, 2)
    )[0]
    if relation in ("differs", "disputes") and statement is not event[0]:
        statement[relation] = f"#{event[0]['id']}"
    elif relation in ("echoes", "updates") and before:
        event_id, earlier = writer.random.choice(before)
        statement[relation] = f"{event_id}#{writer.random.choice(earlier['statements'])['id']}"


def _make_evidence(writer: Writer, world: World, source: str) -> Record:
    evidence: Record = {"source": source, "quote": " ".join(writer.phrase(4, 10))}
    if writer.chance(0.1):
        evidence["quote"] += f" […] {' '.join(writer.phrase(2, 4))}"
    if writer.chance(0.15):
        evidence["attributed_to"] = "own-voice"
    if world.documents and writer.chance(0.3):
        evidence["relays"] = writer.random.choice(world.documents)
        earlier = world.articles[: world.articles.index(source)]
        if earlier and writer.chance(0.3):
            evidence["via"] = writer.random.choice(earlier[-20:])
        evidence |= {"inferred": writer.sentence(6, 14)} if writer.chance(0.3) else {}
    if writer.chance(0.2):
        evidence |= {"language": "fr", "translation": " ".join(writer.phrase(4, 10))}
    return evidence | (
        {"locator": f"paragraph {writer.random.randint(1, 30)}"} if writer.chance(0.2) else {}
    )


def _add_to_actors(writer: Writer, world: World, events: Mapping[str, Record]) -> None:
    """Offices and a few statements outside any event. Every office names the statement that
    supports it.
    """
    refs = [f"{name}#{one['id']}" for name, event in events.items() for one in event["statements"]]
    bodies = world.list_actors("body", "organization")
    for actor_id in world.list_actors("person"):
        world.actors[actor_id]["memberships"] = [
            {
                "organization": writer.random.choice(bodies),
                "role": " ".join(writer.phrase(1, 3)),
                "start": str(writer.random.randint(2005, 2019)),
                "per": writer.random.choice(refs),
            }
            for _ in range(writer.random.randint(1, 2))
        ]
        if writer.chance(0.3):
            statement = _make_statement(writer, world, [actor_id], 0)
            statement["evidence"] = _make_evidence(
                writer, world, writer.random.choice(world.articles)
            )
            world.actors[actor_id]["statements"] = [statement]


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_record(path: Path, record: Record) -> None:
    text = yaml.dump(record, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(text, encoding="utf-8")


def _read_arguments() -> tuple[Path, Sizes]:
    parser = argparse.ArgumentParser(description="Write a corpus of invented facts, for measuring.")
    parser.add_argument("folder", type=Path, help="a new folder; it becomes a project's facts")
    for field in fields(Sizes):
        parser.add_argument(
            f"--{field.name}", type=int, default=field.default, help=f"default: {field.default}"
        )
    arguments = vars(parser.parse_args())
    return arguments.pop("folder"), Sizes(**arguments)


if __name__ == "__main__":
    target, wanted = _read_arguments()
    if target.exists():
        sys.exit(f"{target} is there already")
    generate_corpus(target, wanted)
