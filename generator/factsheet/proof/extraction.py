"""The parsing of a stranger's page, in a process of its own: `python -m` runs this with a page on
its standard input, and it answers with JSON on its standard output.

The first argument says what is wanted, `article` or `page`; the second is the most memory in MiB,
the third the most seconds of the processor, where the system can hold a process to them.
"""

import json
import sys
from typing import Any

OUT_OF_MEMORY = 3
"""Exit status if the page needs more memory than it may have."""


def main() -> None:
    """Read a page, and write what was found in it."""
    task, mebibytes, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(mebibytes, seconds)
    page = sys.stdin.buffer.read().decode()
    try:
        answer = _extract_article(page) if task == "article" else {"text": _extract_page(page)}
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except Exception as error:  # strangers' pages find every bug of parsers
        answer = {"error": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def _limit(mebibytes: int, seconds: int) -> None:
    """Hold this process to so much memory and time; there is no such thing on Windows."""
    if sys.platform == "win32":
        return
    import resource

    size = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _extract_article(page: str) -> dict[str, str]:
    import trafilatura  # late: only now is the process held to its limits

    document: Any = trafilatura.bare_extraction(
        page,
        favor_recall=True,  # a sentence too many does no harm, a lost one loses its quotes
        include_comments=False,
        with_metadata=True,
        # Dates that the page declares, none guessed from its text.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(document, trafilatura.settings.Document):
        return {"text": ""}
    names = ("text", "title", "author", "date", "sitename")
    return {name: str(getattr(document, name) or "") for name in names}


def _extract_page(page: str) -> str:
    import trafilatura

    return str(trafilatura.html2txt(page) or "")


if __name__ == "__main__":
    main()
