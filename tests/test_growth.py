"""No input takes more than its length times some constant: at these sizes what takes the square of
it, or more, would not end. Each runs in a process of its own, which is given up after a long time.
"""

import subprocess
import sys

import pytest

PATIENCE = 150
"""Seconds. What should end does so in a few."""

RUNS = {
    "make_fragment, one word again and again": """
        from factsheet.proof.fragments.making import make_fragment
        text = "the " * 8000
        assert make_fragment(text, ((16_000, 16_003),)) is None
        assert make_fragment(text, ((16_000, 16_003), (16_020, 16_023))) is None
    """,
    "read_copy, many lines": """
        from factsheet.proof.fragments.forms import read_copy
        assert len(read_copy("a line of it\\n" * 150_000).blocks) == 150_000
    """,
    "find_nearest, one letter again and again": """
        from factsheet.proof.nearest import find_nearest
        assert find_nearest("a " * 149 + "zebra", "a " * 1_000_000) == ("a " * 150).strip()
    """,
    "find_quote, many quotes of a text that has them everywhere": """
        from factsheet.proof.quotes import find_quote
        text = "the ferry " * 100_000
        assert all(find_quote("the ferry", text) == ((0, 9),) for _ in range(10_000))
    """,
    "normalise_text, combining marks": """
        from factsheet.proof.quotes import normalise_text
        plain = normalise_text("e" + "\\u0316\\u0300\\u0327\\u0301" * 200_000)
        assert normalise_text(plain) == plain
    """,
    "group_opposed, each against the next": """
        from factsheet.graph import group_opposed
        names = [f"s{number}" for number in range(40_000)]
        against = {name: (other,) for name, other in zip(names, names[1:])}
        assert len(group_opposed(names, against)) == 1
    """,
    "KnownNames, many wrong ones": """
        from factsheet.problems import KnownNames
        known = KnownNames(f"statement-{number:06}" for number in range(40_000))
        hints = [known.suggest(f"statement-{number:06}x") for number in range(2000)]
        assert hints[77] == 'did you mean "statement-000077"?'
    """,
    "fill_placeholders, elements that are never closed": """
        from factsheet.checks.placeholders import fill_placeholders
        for piece in ("<code ", "<pre>", "<!-- "):
            page = piece * 200_000 + "[facts: latest 5]"
            assert fill_placeholders(page, page, "a.md", str, str) == page
    """,
    "check_facts, many participants, disputes with one statement, unknown names": """
        import tempfile
        from pathlib import Path
        from factsheet.pipeline.build import check_facts
        numbers = range(7000)
        people = "".join(f"  - {{actor: p{number}}}\\n" for number in numbers)
        said = "".join(
            f"  - {{id: s{number}, text: x, disputes: '#s0', attributed_to: unnamed,"
            " evidence: {source: a, quote: q}}\\n"
            for number in numbers
        )
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {
                "facts/sources/a.yml": "title: x\\nkind: article\\nnote: x\\n",
                "facts/events/e.yml": f"title: x\\nkind: call\\nparticipants:\\n{people}"
                f"statements:\\n{said}",
            }.items():
                (Path(folder) / name).parent.mkdir(parents=True)
                (Path(folder) / name).write_text(text)
            corpus, problems = check_facts(Path(folder))
            assert len(corpus.events["e"].participants) == 7000
            assert sum(problem.rule == "unknown-reference" for problem in problems) == 7000
    """,
    "find_signs, combining marks": """
        from factsheet.looks import find_signs, reveal_signs
        text = "e" + "\\u0316\\u0300\\u0327\\u0301" * 100_000
        assert any(find_signs(text))
        assert any(reveal_signs(text))
    """,
    "draw_flow, many documents and articles": """
        from factsheet.site.pictures.flow import FlowColumn, FlowNode, draw_flow
        from factsheet.voices.lineage import Step
        columns = [
            FlowColumn(name, tuple(FlowNode(f"{name}{n}", name) for n in range(40_000)))
            for name in "abc"
        ]
        steps = [Step(f"a{n}", f"b{n}", 1, True) for n in range(40_000)]
        steps += [Step(f"b{n}", f"c{n // 2}", 1, True) for n in range(40_000)]
        assert draw_flow(columns, steps, "x").svg.count("<text") == 39
    """,
    "compare_words, the same words again and again": """
        from factsheet.site.sections.same_words import compare_words
        for text in ("again " * 100_000, "[" * 400_000, "a'" * 200_000):
            compare_words(text, "other " + text)
    """,
}


@pytest.mark.parametrize("name", RUNS)
def test_it_ends(name: str) -> None:
    code = "\n".join(line.removeprefix(" " * 8) for line in RUNS[name].splitlines())
    done = subprocess.run(
        [sys.executable, "-c", code],
        timeout=PATIENCE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
