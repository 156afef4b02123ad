"""The rules: each keeps its own examples, and tells what is wrong, where, and what to do."""

import inspect
from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet import checks
from factsheet.checks import (
    CHECKS,
    RULES,
    links,
    looks,
    proofs,
    quotes,
    readings,
    records,
    references,
    statements,
    voices,
)
from factsheet.checks import claims as beyond
from factsheet.checks.written.live import check_live_html
from factsheet.facts.files import list_files
from factsheet.host.hand_written import find_live_in_page
from factsheet.pipeline.build import check_facts
from factsheet.problems import Problem, Rule, format_terminal
from support.examples import split_example, write_corpus
from support.places import DATA

EXPECTED = DATA / "examples.txt"
"""The problems of each bad example, as the terminal shows them."""

ALSO_WRONG: Mapping[str, set[str]] = {
    "id-collision": {
        "unknown-reference"
    },  # the second record of an id is left out, and others refer to it
}
"""Other errors that a rule's bad example cannot be without."""

RAW = "not-utf-8"

LAID_OUT = "title: T\nkind: call\nstatements:\n  - id: length\n    text: T\n"


def check_files(root: Path, files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """All problems of the base corpus with `files` laid over it."""
    return check_project(write_corpus(root, files))


def check_project(root: Path) -> tuple[Problem, ...]:
    """All problems of the facts, and of what is written by hand beside them."""
    written, problems = list_files(root, root / "docs")
    live = check_live_html(root, written, lambda *page: list(find_live_in_page(*page)))
    return (*problems, *live, *check_facts(root)[1])


def check_bad(root: Path, rule: Rule) -> tuple[Problem, ...]:
    if " -> " in rule.bad:
        link, target = rule.bad.removeprefix("# ").split(" -> ")
        write_corpus(root)
        path = root / "facts" / link
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        return check_project(root)
    files: dict[str, str | bytes] = {**split_example(rule.bad)}
    if rule.id == RAW:
        files = {
            name: text.encode().replace(rb"\xeb", b"\xeb")
            for name, text in split_example(rule.bad).items()
        }
    return check_files(root, files)


def test_the_base_corpus_keeps_every_rule_but_one(tmp_path: Path) -> None:
    assert {problem.rule for problem in check_files(tmp_path, {})} == {"quote-not-proven"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_breaks_this_rule_and_no_other(tmp_path: Path, rule: Rule) -> None:
    found = check_bad(tmp_path, rule)
    assert rule.id in {problem.rule for problem in found}
    errors = {problem.rule for problem in found if problem.severity == "error"}
    assert errors - {rule.id} == ALSO_WRONG.get(rule.id, set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_breaks_no_rule_that_is_an_error_nor_this_one(
    tmp_path: Path, rule: Rule
) -> None:
    files = split_example(rule.good)
    assert files
    found = check_files(tmp_path, files)
    assert not [
        problem for problem in found if problem.severity == "error" or problem.rule == rule.id
    ]


def test_each_bad_example_ends_in_exactly_the_expected_problems(
    tmp_path: Path, update: bool
) -> None:
    lines = []
    for rule in RULES:
        (tmp_path / rule.id).mkdir()
        found = check_bad(tmp_path / rule.id, rule)
        lines += [format_terminal(problem) for problem in found if problem.rule == rule.id]
    if update:
        EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == EXPECTED.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_problem_says_what_to_do_and_bears_its_rules_severity(
    tmp_path: Path, rule: Rule
) -> None:
    for problem in check_bad(tmp_path, rule):
        if problem.rule == rule.id:
            assert problem.severity == rule.severity
            assert problem.message
            assert problem.hint or "must be" in problem.message


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("rule", "check"), CHECKS, ids=lambda one: getattr(one, "id", ""))
def test_a_check_bears_the_name_of_its_rule(rule: Rule, check: object) -> None:
    assert getattr(check, "__name__", "") == "check_" + rule.id.replace("-", "_")


def test_every_check_that_is_written_runs() -> None:
    written = {
        name
        for module in (
            beyond,
            links,
            looks,
            proofs,
            quotes,
            readings,
            records,
            references,
            statements,
            voices,
        )
        for name, _ in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_")
    }
    assert {check.__name__ for _, check in checks.CHECKS} == written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_summary_is_one_or_more_sentences(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.summary[0].isupper() or rule.summary[0] == "`"


# What the examples do not show.


def find(tmp_path: Path, rule: str, files: Mapping[str, str | bytes]) -> list[str]:
    """Line, column and message of the problems by `rule`."""
    return [
        f"{one.position.line}:{one.position.column} {one.message}"
        for one in check_files(tmp_path, files)
        if one.rule == rule
    ]


def evidence(lines: str) -> dict[str, str | bytes]:
    return {"events/walk.yml": LAID_OUT + "    attributed_to: alice\n    evidence:\n" + lines}


def test_a_reference_in_a_list_is_pointed_at_itself(tmp_path: Path) -> None:
    files = evidence("      - {source: article, quote: an hour, via: [letter, nothing]}\n")
    assert find(tmp_path, "unknown-reference", files) == ['8:57 no source "nothing"']


def test_a_statement_in_a_list_is_pointed_at_itself(tmp_path: Path) -> None:
    files = evidence(
        "      - {source: article, quote: an hour}\n    differs: [talk#length, '#width']\n"
    )
    assert find(tmp_path, "unknown-reference", files) == ['9:28 no statement "walk#width"']


def test_a_record_of_another_kind_is_named_as_such(tmp_path: Path) -> None:
    files = evidence("      - {source: gazette, quote: an hour}\n")
    (problem,) = [one for one in check_files(tmp_path, files) if one.rule == "unknown-reference"]
    assert problem.hint == (
        'the actor of that id does not fit here; the source of that name has the id "article"'
    )


def test_what_only_looks_like_a_link_names_nothing(tmp_path: Path) -> None:
    text = r"'`[a](actor:nobody)` and \[b](actor:nobody) and [c](actor:nobody).'"
    files = {"events/walk.yml": LAID_OUT.replace("text: T", f"text: {text}")}
    assert find(tmp_path, "unknown-reference", files) == ['5:11 no actor "nobody"']


def test_references_to_a_broken_record_are_not_reported_again(tmp_path: Path) -> None:
    files = {"actors/alice.yml": "name: Alice\n", "sources/article.yml": "title: [\n"}
    assert find(tmp_path, "unknown-reference", files) == []


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        (
            "actors/carol.yml",
            "name: C\nkind: compagny",
            '2:7 no actor kind "compagny"',
            'did you mean "company"? If not, write "  compagny: Compagny" below actor_kinds: in'
            " facts/vocabulary.yml",
        ),
        (
            "actors/carol.yml",
            "name: C\nkind: q",
            '2:7 no actor kind "q"',
            'write "  q: Q" below actor_kinds: in facts/vocabulary.yml',
        ),
        (
            "sources/wire.yml",
            "title: T\nkind: press-relase",
            '2:7 no source kind "press-relase"',
            'did you mean "press-release"? If not, write "  press-relase: Press relase" below'
            " source_kinds: in facts/vocabulary.yml",
        ),
        (
            "sources/wire.yml",
            "title: T\nkind: bob",
            '2:7 no source kind "bob"',
            'write "  bob: Bob" below source_kinds: in facts/vocabulary.yml',
        ),
        (
            "events/walk.yml",
            "title: T\nkind: cal",
            '2:7 no event kind "cal"',
            'did you mean "call"? If not, write "  cal: Cal" below event_kinds: in'
            " facts/vocabulary.yml",
        ),
    ],
)
def test_a_kind_that_is_not_in_the_vocabulary_is_an_error_that_names_the_nearest(
    tmp_path: Path, name: str, content: str, message: str, hint: str
) -> None:
    found = [one for one in check_files(tmp_path, {name: content}) if one.severity == "error"]
    assert [
        (f"{one.position.line}:{one.position.column} {one.message}", one.hint) for one in found
    ] == [(message, hint)]


def test_a_project_has_the_shipped_kinds_and_its_own(tmp_path: Path) -> None:
    files = {
        "vocabulary.yml": "actor_kinds: {tribe: Tribe}\nsource_kinds: {song: Song}\n"
        "topics: {the-call: The call}\n",
        "actors/carol.yml": "name: C\nkind: tribe\n",
        "actors/dora.yml": "name: D\nkind: union\n",
        "sources/wire.yml": "title: T\nkind: song\n",
        "sources/wave.yml": "title: T\nkind: broadcast\n",
    }
    assert find(tmp_path, "unknown-reference", files) == []


def test_kinds_and_topics_are_not_reported_when_the_vocabulary_is_broken(tmp_path: Path) -> None:
    assert find(tmp_path, "unknown-reference", {"vocabulary.yml": "topics: [\n"}) == []


def test_a_broken_proof_does_not_hide_that_a_source_is_missing(tmp_path: Path) -> None:
    files = {
        **evidence("      - {source: nothing, quote: an hour}\n"),
        "proofs/nothing.yml": "words: many\n",
    }
    assert find(tmp_path, "unknown-reference", files) == ['8:18 no source "nothing"']


def test_reports_that_go_in_a_circle_are_found_in_one_piece_of_evidence(tmp_path: Path) -> None:
    files = evidence("      - {source: article, quote: an hour, via: letter, relays: letter}\n")
    assert find(tmp_path, "circular-lineage", files) == [
        '8:64 "letter" in the end passes on "letter" itself'
    ]


def test_reports_that_go_in_a_circle_are_found_across_statements(tmp_path: Path) -> None:
    files = {
        **evidence("      - {source: article, quote: an hour, via: [letter, wire]}\n"),
        "events/way.yml": LAID_OUT + "    attributed_to: alice\n    evidence: "
        "{source: article, quote: an hour, via: [wire, letter]}\n",
        "sources/wire.yml": "title: W\nkind: report\n",
    }
    assert len(find(tmp_path, "circular-lineage", files)) == 2


def test_documents_passed_on_by_two_ways_are_no_circle(tmp_path: Path) -> None:
    files = {
        **evidence(
            "      - {source: article, quote: an hour, via: wire, relays: letter}\n"
            "      - {source: article, quote: an hour, relays: [letter, wire]}\n"
        ),
        "sources/wire.yml": "title: W\nkind: report\n",
    }
    assert find(tmp_path, "circular-lineage", files) == []


def test_voices_that_go_in_a_circle_are_reported_at_each_actor(tmp_path: Path) -> None:
    files = {
        "actors/alice.yml": "name: Alice\nkind: person\nvoice_of: {actor: bob, because: b}\n",
        "actors/bob.yml": "name: Bob\nkind: person\nvoice_of: {actor: alice, because: b}\n",
        "actors/gazette.yml": "name: G\nkind: outlet\nvoice_of: {actor: alice, because: b}\n",
    }
    assert len(find(tmp_path, "circular-voice", files)) == 2


def test_a_passage_that_denies_needs_an_attribution_of_its_own(tmp_path: Path) -> None:
    lines = (
        "      - {source: article, quote: an hour}\n      - {source: article, quote: no hour,"
        " stance: denies}\n"
    )
    assert [one[:4] for one in find(tmp_path, "evidence-without-attribution", evidence(lines))] == [
        "9:9 "
    ]


@pytest.mark.parametrize("quote", ["'[…]'", "'…'", "' - '", '"“”"'])
def test_a_quote_of_no_words_is_none(tmp_path: Path, quote: str) -> None:
    files = evidence(f"      - {{source: article, quote: {quote}}}\n")
    assert len(find(tmp_path, "evidence-without-quote", files)) == 1


@pytest.mark.parametrize(("words", "problems"), [(20, 0), (21, 1)])
def test_a_quote_has_at_most_20_words(tmp_path: Path, words: int, problems: int) -> None:
    quote = "a " * (words - 1) + "[…] a"
    files = evidence(f"      - {{source: article, quote: '{quote}'}}\n")
    assert len(find(tmp_path, "quote-too-long", files)) == problems


@pytest.mark.parametrize(
    ("start", "end", "problems"),
    [
        ("2022-02", "2022", 0),
        ("2022", "2022-02", 0),
        ("2022-02-02", "2022-02-01", 1),
        ("2022", "2021-12-31", 1),
    ],
)
def test_a_membership_ends_too_early_only_if_all_that_its_dates_may_mean_does(
    tmp_path: Path, start: str, end: str, problems: int
) -> None:
    actor = (
        f"name: A\nkind: person\nmemberships: {{organization: gazette, start: {start}, end:"
        f" {end}}}\n"
    )
    assert (
        len(find(tmp_path, "membership-ends-before-start", {"actors/alice.yml": actor})) == problems
    )


def test_every_row_of_an_event_without_support_is_named(tmp_path: Path) -> None:
    event = (
        "title: T\nkind: call\nstate: announced\nplace: Here\ndate: 2022\ndate_words: soon\n"
        "participants: {actor: bob}\n"
    )
    assert find(tmp_path, "row-without-per", {"events/walk.yml": event}) == [
        "3:8 nothing supports the event's state",
        "4:8 nothing supports the event's place",
        "5:7 nothing supports the event's date",
        "6:13 nothing supports the event's date_words",
        '7:15 nothing supports that "bob" took part',
    ]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("", {"accessed-but-unquoted"}),
        ("read: no\n", {"accessed-but-unread"}),
        ("read: partial\n", set()),
        ("read: complete\n", {"reading-not-checked"}),
    ],
)
def test_what_was_accessed_was_read(tmp_path: Path, line: str, rules: set[str]) -> None:
    source = f"title: T\nkind: report\nnote: N\naccessed: 2022-02-21\n{line}"
    found = check_files(tmp_path, {"sources/wire.yml": source})
    assert {one.rule for one in found} - {"quote-not-proven"} == rules


def write_proof(words: int) -> str:
    sha256 = "0" * 64
    return (
        f"sha256: {sha256}\ntext_sha256: {sha256}\ncharacters: 900\nwords: {words}\n"
        "checked: 2022-02-22\nmethod: supplied\n"
    )


@pytest.mark.parametrize(("words", "problems"), [(9, 1), (10, 0)])
def test_quotes_of_a_source_cover_at_most_three_tenths_of_it(
    tmp_path: Path, words: int, problems: int
) -> None:
    files = {"proofs/article.yml": write_proof(words)}
    assert len(find(tmp_path, "quotes-cover-too-much", files)) == problems


@pytest.mark.parametrize(
    ("kind", "more", "problems"),
    [
        ("press-release", "", 0),
        ("readout", "", 0),
        ("post", "", 0),
        ("statement", "", 0),
        ("report", "", 1),
        ("report", "passed_on: report\n", 0),
        ("report", "passed_on: [letter, article]\n", 1),
    ],
)
def test_what_is_written_to_be_passed_on_may_be_quoted_in_full(
    tmp_path: Path, kind: str, more: str, problems: int
) -> None:
    files = {
        "vocabulary.yml": f"event_kinds: {{call: Call}}\ntopics: {{the-call: The call}}\n{more}",
        "sources/article.yml": f"title: T\nkind: {kind}\npublisher: gazette\nnote: N\n",
        "proofs/article.yml": write_proof(4),
    }
    assert len(find(tmp_path, "quotes-cover-too-much", files)) == problems


def test_a_quote_that_stands_twice_counts_once(tmp_path: Path) -> None:
    files = {
        **evidence("      - {source: article, quote: for an hour}\n"),
        "proofs/article.yml": write_proof(10),
    }
    assert find(tmp_path, "quotes-cover-too-much", files) == []
