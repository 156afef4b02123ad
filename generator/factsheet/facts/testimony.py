"""The records that machines write: what was found in saved copies, and what became of addresses."""

from typing import Annotated, Literal

from pydantic import Field

from factsheet.facts.fields import (
    Date,
    Fragment,
    Id,
    Many,
    Ranges,
    Ref,
    Sha256,
    ShortHash,
    Url,
    Verbatim,
    record,
)

Skip = Literal["paragraph", "sentence", "quotation", "speaker", "negation"]
"""What the words that a quote leaves out may hold, so that its curators must say why the sense
holds: the end of a paragraph or of a sentence, a quotation mark, who speaks, or a negation.
"""


@record
class QuoteProof:
    """What a machine found when it looked one quote up in the saved copy."""

    statement: Ref = Field(description="the statement whose evidence quotes it")
    sha256: Sha256 = Field(description="SHA-256 of the quote's normalised text")
    context: ShortHash = Field(
        description=(
            "the first 16 hexadecimal digits of the SHA-256 of what the quote is used for: stance,"
            " attribution, translation and locator"
        )
    )
    found: Ranges = Field(
        description="where: ranges of characters in the normalised copy, one a passage, or `no`"
    )
    elsewhere: Ranges | None = Field(
        default=None,
        description="where else its first passage begins the same quote: the next five ranges",
    )
    skips: Many[Skip] = Field(default=(), description="what the words that `[…]` leaves out hold")
    fragment: Fragment | None = Field(
        default=None, description="text directive that leads to the passage, if one is exact"
    )


@record
class Sentences:
    """The sentences of a saved copy, by hash: without their text, which is not ours."""

    count: Annotated[int, Field(ge=0)] = Field(description="how many the copy has")
    uncited: Many[ShortHash] = Field(
        default=(),
        description=(
            "those that no standing statement quotes: the first 16 hexadecimal digits of the"
            " SHA-256 of each one's normalised text"
        ),
    )
    more: Annotated[int, Field(ge=0)] = Field(
        default=0, description="how many others there are, if `uncited` would be too long"
    )
    broken_off: ShortHash | None = Field(
        default=None, description="the last one, if it has no full stop: the copy may be cut short"
    )
    withdrawn: Many[Ref] = Field(
        default=(), description="statements withdrawn by then, whose quotes did not count"
    )


@record
class Proof:
    """What a machine found in the saved copy of a source; one file per source, under the source's
    id.
    """

    id: Id
    url: Url | None = Field(
        default=None, description="the source's address when its quotes were looked up"
    )
    sha256: Sha256 = Field(description="SHA-256 of the saved copy's bytes")
    text_sha256: Sha256 = Field(description="SHA-256 of the copy's normalised text")
    characters: Annotated[int, Field(ge=1)] = Field(
        description="the length of the copy's normalised text in characters"
    )
    words: Annotated[int, Field(ge=1)] = Field(description="the copy's length in words")
    obtained: Date | None = Field(
        default=None, description="when the copy was obtained, if that was written down"
    )
    checked: Date = Field(description="the day on which the quotes were looked up")
    method: Literal["fetched", "supplied"] = Field(
        description="whether it was downloaded, or taken from a curator's hand"
    )
    sentences: Sentences | None = Field(
        default=None, description="its sentences, and which of them have no statement"
    )
    quotes: Many[QuoteProof] = Field(default=(), description="the quotes that were looked up")


@record
class AddressCheck:
    """What became of an address when it was asked."""

    url: Url = Field(description="the address, or that of the archived copy")
    state: Literal["alive", "redirected", "gone", "unreachable"] = Field(
        description="`gone`: the server says so; `unreachable`: nobody can tell"
    )
    target: Url | None = Field(default=None, description="where it redirects to")
    reason: Verbatim | None = Field(default=None, description="why it is gone or unreachable")


@record
class QuoteCheck:
    """What became of a proven quote when its page was fetched again."""

    statement: Ref = Field(description="the statement whose evidence quotes it")
    sha256: Sha256 = Field(description="SHA-256 of the quote's normalised text")
    state: Literal["present", "drifted", "gone", "unreachable"] = Field(
        description="`drifted`: the page is there, the quote is not"
    )


@record
class LinkCheck:
    """What a machine found when it asked the addresses of a source; one file per source, under the
    source's id.
    """

    id: Id
    checked: Date = Field(description="when the addresses were asked")
    addresses: Many[AddressCheck] = Field(default=(), description="the addresses that were asked")
    quotes_checked: Date | None = Field(
        default=None, description="when the quotes were looked up on the page"
    )
    quotes: Many[QuoteCheck] = Field(default=(), description="the quotes that were looked up")
