"""What a server sent, made sure of: its media type, its size packed and unpacked, and that it is text."""

import re
import zlib
from collections.abc import Iterable

from factsheet.refusals import Refused

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
BY_HAND = "save the page from a browser and take it with: factsheet snapshot SOURCE FILE"

# The codings of RFC 9110, section 8.4.1, that the standard library can unpack up to a limit, by their `wbits`.
# A server that sends another was not asked to.
CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
CHARSET = re.compile(r';\s*charset\s*=\s*"?([A-Za-z0-9_.:-]{1,40})', re.IGNORECASE)
UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_media_type(header: str) -> str:
    """`Content-Type` in small letters: `text/html`, `text/html; charset=utf-8`. Raises Refused where it is not text."""
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in MEDIA_TYPES:
        shown = f"is {media_type[:60]}, not a page or text" if media_type else "does not say what kind of file it is"
        raise Refused(f"the document {shown}", BY_HAND)
    charset = CHARSET.search(header)
    return f"{media_type}; charset={charset[1].lower()}" if charset else media_type


def read_body(chunks: Iterable[bytes], coding: str, size: int, *, cut: bool = False) -> bytes:
    """The body in `chunks`, unpacked as `coding` (`Content-Encoding`) says.

    Raises Refused where it has more than `size` bytes, packed or unpacked, unless `cut`: then what is over is dropped.
    Never holds more than about three times `size`.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > size:
            if not cut:
                raise refuse_size(size)
            del body[size:]
            break
    name = coding.strip().lower()
    return bytes(body) if name in ("", "identity") else _unpack(body, name, size, cut)


def _unpack(body: bytearray, coding: str, size: int, cut: bool) -> bytes:
    if coding not in CODINGS:
        raise Refused(f'the server packed the document as "{coding[:40]}", which it was not asked to', BY_HAND)
    # Some servers send deflate without the zlib header that RFC 9110, section 8.4.1.2, asks for.
    bare = coding == "deflate" and not (len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0)
    unpacker = zlib.decompressobj(-15 if bare else CODINGS[coding])
    try:
        data = unpacker.decompress(body, size + 1)
    except zlib.error as error:
        raise Refused("the document is packed in a way that cannot be unpacked", BY_HAND) from error
    if cut:
        return data[:size]
    if len(data) > size:
        raise refuse_size(size)
    if not unpacker.eof or unpacker.unused_data:
        raise Refused("the packed document ends too early, or goes on after its end", BY_HAND)
    return data


def check_text(data: bytes) -> None:
    """Raises Refused where `data` is no text, whatever its header says."""
    if not data.strip():
        raise Refused("the document is empty", BY_HAND)
    if data.startswith(b"%PDF-") or (b"\x00" in data and not data.startswith(UTF_16_OR_32)):
        raise Refused("the document is not text, though the server calls it so", BY_HAND)


def refuse_size(size: int) -> Refused:
    """The refusal of a document of more than `size` bytes."""
    return Refused(f"the document is larger than {size:,} bytes", "save its text and take it with: factsheet snapshot")
