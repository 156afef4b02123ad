"""Time `factsheet verify` on 10,000 quotes over 1,000 articles of 5,000 words. Exit with 1 at 10
s or more.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

GOAL_SECONDS = 10.0
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


def main() -> None:
    """Write articles and facts into a temporary folder, and run the command there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--quotes", type=int, default=10, help="quotes of each article")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), given.articles, given.words, given.quotes)
        begun = time.perf_counter()
        command = [sys.executable, "-c", "from factsheet.cli import main; main()", "verify"]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
        seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        done.stdout.splitlines()[-1] if done.returncode == 0 else done.stdout[-2000:] + done.stderr
    )
    print(f"{seconds:.1f} s on the clock, {used.ru_utime + used.ru_stime:.1f} s of the processor, "
          f"{used.ru_maxrss / 1024:.0f} MB; the goal is under {GOAL_SECONDS:.0f} s")  # fmt: skip
    sys.exit(done.returncode or seconds >= GOAL_SECONDS)


def write_project(folder: Path, articles: int, words: int, quotes: int) -> None:
    """Facts that quote each article `quotes` times, and saved copies; the same each time."""
    rng = random.Random(2022)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(8000)]
    for name in ("facts/sources", "facts/events", ".snapshots"):
        (folder / name).mkdir(parents=True)
    (folder / "facts" / "vocabulary.yml").write_text("event_kinds: {talk: Talk}\n")
    for number in range(articles):
        text = " ".join(write_sentences(rng, vocabulary, words))
        lines = [text[at : at + 3000] for at in range(0, len(text), 3000)]
        (folder / ".snapshots" / f"article-{number}.txt").write_text("\n".join(lines))
        (folder / "facts" / "sources" / f"article-{number}.yml").write_text(
            f"title: Article {number}\nkind: article\nnote: invented\n"
        )
        event = write_event(rng, f"article-{number}", "\n".join(lines), quotes)
        (folder / "facts" / "events" / f"event-{number}.yml").write_text(event)


def write_sentences(rng: random.Random, vocabulary: list[str], words: int) -> Iterator[str]:
    """Sentences of invented words, `words` in all."""
    left = words
    while left > 0:
        length = min(left, rng.randint(8, 25))
        left -= length
        yield " ".join(rng.choices(vocabulary, k=length)).capitalize() + rng.choice(".....?")


def write_event(rng: random.Random, source: str, text: str, quotes: int) -> str:
    """An event whose statements quote `text`, each 4 to 10 words within one line."""
    parts = ["title: Talk\nkind: talk\nstatements:\n"]
    for number in range(quotes):
        words = rng.choice(text.splitlines()).split()[1:-1]
        start = rng.randrange(max(1, len(words) - 10))
        quote = " ".join(words[start : start + rng.randint(4, 10)])
        parts.append(
            f"  - id: statement-{number}\n    text: They said so.\n    attributed_to: unnamed\n"
            f'    evidence: {{source: {source}, quote: "{quote}"}}\n'
        )
    return "".join(parts)


if __name__ == "__main__":
    main()
