"""Checked links in words: for a terminal, and as Markdown for an issue.

Addresses and reasons are strangers' words. In Markdown they stand in code spans only, where they
notify nobody, link nowhere and are not read as HTML.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from factsheet.facts.testimony import AddressCheck, LinkCheck
from factsheet.problems import escape_unprintable

MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 characters of an issue."""

END = "End of the report."
"""The last line of a report that is whole."""

LONGEST_SPAN = 500
STATES = ("alive", "redirected", "gone", "unreachable")
QUOTE_STATES = ("present", "drifted", "gone", "unreachable")


def format_counts(checks: Mapping[str, LinkCheck]) -> str:
    """How many addresses, and how many quotes if any were looked up, are in which state."""
    addresses: Counter[str] = Counter()
    quotes: Counter[str] = Counter()
    for check in checks.values():
        addresses.update(address.state for address in check.addresses)
        quotes.update(quote.state for quote in check.quotes)
    counts = f"Addresses: {_list_counts(addresses, STATES)}."
    return f"{counts} Quotes: {_list_counts(quotes, QUOTE_STATES)}." if quotes else counts


def _list_counts(counts: Counter[str], states: Iterable[str]) -> str:
    return ", ".join(f"{counts[state]} {state}" for state in states)


def format_terminal(checks: Mapping[str, LinkCheck]) -> Iterator[str]:
    """One line for each address, and one for each quote that does not stand where it stood."""
    for name, check in checks.items():
        for address in check.addresses:
            yield f"{name}: {address.state}: {address.url}{_explain(address)}"
        for quote in check.quotes:
            if quote.state != "present":
                yield f"{name}: quote {quote.state}: {quote.statement}"


def format_markdown(checks: Mapping[str, LinkCheck]) -> str:
    """The report as Markdown, cut at what GitHub takes; `END` is its last line."""
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
            lines += ["", f"{len(entries) - index} more lines; `factsheet links` shows all."]
            break
        lines.append(line)
    return "\n".join([*lines, "", END]) + "\n"


def _list_sections(checks: Mapping[str, LinkCheck]) -> Iterator[str]:
    yield from _format_section("Gone", _list_addresses(checks, "gone"))
    yield from _format_section("Quotes that no longer stand on their page", _list_quotes(checks))
    yield from _format_section(
        "Could not be reached, which does not mean gone", _list_addresses(checks, "unreachable")
    )
    yield from _format_section("Redirected", _list_addresses(checks, "redirected"))


def _list_addresses(checks: Mapping[str, LinkCheck], state: str) -> Iterator[str]:
    for name, check in checks.items():
        for address in check.addresses:
            if address.state == state:
                target = f" to {format_code(address.target)}" if address.target else ""
                reason = f": {format_code(address.reason)}" if address.reason else ""
                yield f"- {format_code(name)}: {format_code(address.url)}{target}{reason}"


def _list_quotes(checks: Mapping[str, LinkCheck]) -> Iterator[str]:
    for name, check in checks.items():
        for quote in check.quotes:
            if quote.state in ("drifted", "gone"):
                yield f"- {format_code(quote.statement)} in {format_code(name)}: {quote.state}"


def _format_section(title: str, entries: Iterable[str]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield from ("", f"## {title}", "", *listed)


def _explain(address: AddressCheck) -> str:
    if address.target:
        return f" (to {address.target})"
    return f" ({address.reason})" if address.reason else ""


def format_code(text: str) -> str:
    """`text` as a code span on one line that it cannot end (CommonMark, section 6.1)."""
    plain = escape_unprintable(text)
    if len(plain) > LONGEST_SPAN:
        plain = plain[: LONGEST_SPAN - 1] + "…"
    longest = max(map(len, re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {plain} {fence}" if longest else f"`{plain}`"
