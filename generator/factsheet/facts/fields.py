"""The types of value that fields of facts have: how text is read as each, and what is refused. And
how a class becomes a record of such fields.
"""

import re
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, cast, dataclass_transform
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from factsheet.facts.dates import EdtfDate, parse_date
from factsheet.looks import explain_sign

Named = Literal[
    "event", "actor", "source", "statement", "topic", "event kind", "actor kind", "source kind"
]
"""What can be named."""

OWN_VOICE = "own-voice"
UNNAMED = "unnamed"

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,79}$"
REF_PATTERN = r"^([a-z0-9][a-z0-9-]{0,79})?#[a-z0-9][a-z0-9-]{0,79}$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
SHORT_HASH_PATTERN = r"^[0-9a-f]{16}$"
RANGE = r"(0|[1-9]\d{0,8})-[1-9]\d{0,8}"
RANGES_PATTERN = rf"^(no|{RANGE}( {RANGE}){{0,19}})$"
FRAGMENT_PATTERN = r"^[A-Za-z0-9%._~!$'()*+;:@/?,-]{1,2000}$"
RESERVED_IDS = frozenset({"index", OWN_VOICE, UNNAMED})


def _read_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise PydanticCustomError("flag", "must be true or false")


def _read_date(value: Any) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date", "must be a date in EDTF, such as 2022-02-20 or 2022-02")
    try:
        return parse_date(value)
    except ValueError as error:
        raise PydanticCustomError(
            "date",
            "{why}; write 2022-02-20, 2022-02, 2022-02-24?, 2022-02-18/.. or 2022-02-XX",
            {"why": str(error)},
        ) from error


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute address of http or https, without a password, and without
    anything that does not belong in one or passes for something else.
    """
    try:
        parts = urlsplit(value)
        sound = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
        _ = parts.port
    except ValueError:
        return False
    return sound and not re.search(r'[\s<>"\\^`{|}]', value) and not explain_sign(value)


def _check_url(value: str) -> str:
    if not is_web_address(value):
        raise PydanticCustomError(
            "url",
            "must be an address that begins with http:// or https://, and holds no space, quotation"
            " mark, password or look-alike letter",
        )
    return value


def _check_looks(value: str) -> str:
    if why := explain_sign(value):
        raise PydanticCustomError("misleading", "{why}", {"why": why})
    return value


def _check_id(value: str) -> str:
    if value in RESERVED_IDS:
        raise PydanticCustomError("reserved", "is a reserved id; choose another")
    return value


def _wrap_single(value: Any) -> Any:
    return (value,) if isinstance(value, (str, dict)) else value


def _check_labels(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) not in (1, 2):
        raise PydanticCustomError(
            "labels", "must be a label, or a list of two: what one of them is called, and several"
        )
    return value


class Names(NamedTuple):
    """Says of a type of field what its values name, and which `keywords` may stand there, too."""

    what: Named
    keywords: tuple[str, ...] = ()


LONGEST_LABEL, LONGEST_SENTENCE, LONGEST_URL = 500, 2000, 2000
"""In characters. What stands on many pages, or is read closely, costs its length each time."""
FEW, MANY = 50, 500
"""The most of what a statement or a passage has several of: each is shown beside each other one."""

MOST_STEPS = 8
"""From an actor along `voice_of` to the one that speaks for itself."""

T = TypeVar("T")
OURS = AfterValidator(_check_looks)
"""What pages show as ours."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), OURS]
Label = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_LABEL, strip_whitespace=True), OURS
]
Sentence = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_SENTENCE, strip_whitespace=True), OURS
]
Verbatim = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_SENTENCE, strip_whitespace=True)
]
"""The words of others, as they are."""
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_check_id)]
SourceId = Annotated[Id, Names("source")]
ActorId = Annotated[Id, Names("actor")]
Topic = Annotated[Id, Names("topic")]
EventKind = Annotated[Id, Names("event kind")]
ActorKind = Annotated[Id, Names("actor kind")]
SourceKind = Annotated[Id, Names("source kind")]
ActorRef = Annotated[
    str, StringConstraints(pattern=ID_PATTERN), Names("actor", (OWN_VOICE, UNNAMED))
]
"""An actor, or a keyword in place of one."""
Ref = Annotated[str, StringConstraints(pattern=REF_PATTERN), Names("statement")]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
ShortHash = Annotated[str, StringConstraints(pattern=SHORT_HASH_PATTERN)]
Ranges = Annotated[str, StringConstraints(pattern=RANGES_PATTERN)]
Fragment = Annotated[str, StringConstraints(pattern=FRAGMENT_PATTERN)]
Url = Annotated[str, StringConstraints(max_length=LONGEST_URL), AfterValidator(_check_url)]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Date = Annotated[EdtfDate, BeforeValidator(_read_date)]
Many = Annotated[tuple[T, ...], BeforeValidator(_wrap_single)]
Few = Annotated[tuple[T, ...], BeforeValidator(_wrap_single), Field(max_length=FEW)]
Some = Annotated[tuple[T, ...], BeforeValidator(_wrap_single), Field(max_length=MANY)]
Labels = Annotated[tuple[Label, ...], BeforeValidator(_wrap_single), AfterValidator(_check_labels)]

CONFIG = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """Make a class a record: frozen, without any field but its own, and read by the kinds of its
    fields.
    """
    return cast(type[T], dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)(cls))
