"""What asking the addresses found, in words: for a terminal, and as Markdown for an issue.

Addresses and reasons are strangers' words. In Markdown they stand in code spans only, where nobody
is notified, nothing is linked and no HTML is read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from factsheet.facts.model import AddressCheck, LinkCheck
from factsheet.problems import escape_unprintable

MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 characters of an issue."""

LONGEST_SPAN = 500
STATES = ("alive", "redirected", "gone", "unreachable")
QUOTE_STATES = ("present", "drifted", "gone", "unreachable")


def format_counts(checks: Mapping[str, LinkCheck]) -> str:
    """How many addresses, and how many quotes if any were looked up, are in which state."""
    addresses = Counter[str](one.state for check in checks.values() for one in check.addresses)
    quotes = Counter[str](one.state for check in checks.values() for one in check.quotes)
    told = f"Addresses: {', '.join(f'{addresses[state]} {state}' for state in STATES)}."
    return told + (
        f" Quotes: {', '.join(f'{quotes[state]} {state}' for state in QUOTE_STATES)}."
        if quotes
        else ""
    )


def format_terminal(checks: Mapping[str, LinkCheck]) -> Iterator[str]:
    """One line for each address, and one for each quote that does not stand where it stood."""
    for name, check in checks.items():
        for one in check.addresses:
            yield f"{name}: {one.state}: {one.url}{_explain(one)}"
        for quote in check.quotes:
            if quote.state != "present":
                yield f"{name}: quote {quote.state}: {quote.statement}"


def format_markdown(checks: Mapping[str, LinkCheck]) -> str:
    """The report as Markdown, cut where GitHub would not take it."""
    days = sorted({check.checked.text for check in checks.values()})
    lines = [
        f"{format_counts(checks)} Asked on {' and '.join(days)} (UTC)."
        if days
        else "No source has an address."
    ]
    left = MOST_CHARACTERS
    entries = list(_list_sections(checks))
    for index, line in enumerate(entries):
        left -= len(line) + 1
        if left < 0:
            lines += ["", f"{len(entries) - index} more lines; `factsheet links` tells all."]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _list_sections(checks: Mapping[str, LinkCheck]) -> Iterator[str]:
    yield from _format_section("Gone", _list_addresses(checks, "gone"))
    drifted = (
        f"- {format_code(quote.statement)} in {format_code(name)}: {quote.state}"
        for name, check in checks.items()
        for quote in check.quotes
        if quote.state in ("drifted", "gone")
    )
    yield from _format_section("Quotes that no longer stand on their page", drifted)
    yield from _format_section(
        "Could not be reached, which does not mean gone", _list_addresses(checks, "unreachable")
    )
    yield from _format_section("Redirected", _list_addresses(checks, "redirected"))


def _list_addresses(checks: Mapping[str, LinkCheck], state: str) -> Iterator[str]:
    for name, check in checks.items():
        for one in check.addresses:
            if one.state == state:
                told = f" to {format_code(one.target)}" if one.target else ""
                told += f": {format_code(one.reason)}" if one.reason else ""
                yield f"- {format_code(name)}: {format_code(one.url)}{told}"


def _format_section(title: str, entries: Iterable[str]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield from ("", f"## {title}", "", *listed)


def _explain(one: AddressCheck) -> str:
    return f" (to {one.target})" if one.target else f" ({one.reason})" if one.reason else ""


def format_code(text: str) -> str:
    """`text` as a code span on one line that it cannot end (CommonMark, section 6.1)."""
    plain = escape_unprintable(text)
    if len(plain) > LONGEST_SPAN:
        plain = plain[: LONGEST_SPAN - 1] + "…"
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {plain} {fence}" if longest else f"`{plain}`"
