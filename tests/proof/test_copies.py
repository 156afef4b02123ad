"""The folder of saved copies: what stays outside it, what is written, and that nothing is
half-written.
"""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.files import is_held
from factsheet.facts.model import Source
from factsheet.problems import Refusal, Refused
from factsheet.proof import copies
from factsheet.proof.articles import (
    Declared,
    Difference,
    compare_declared,
    decode_page,
    guess_media_type,
    read_article,
)
from factsheet.proof.copies import (
    LARGEST,
    Saved,
    Snapshot,
    read_origin,
    read_snapshot,
    save_copy,
    write_files,
)

TODAY = date(2026, 11, 22)
SENTENCE = "The two presidents spoke for an hour and 45 minutes on Sunday, the Élysée said. "
PAGE = f"""<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>Un appel – Le Journal</title>
<meta property="og:title" content="Un appel"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2022-02-20T10:00:00Z"></head>
<body><nav>Menu</nav><article><h1>Un appel</h1><p>{SENTENCE * 5}</p><p>“Second” paragraph: {SENTENCE}</p></article>
<footer>All rights reserved</footer></body></html>"""


def make_source(**fields: object) -> Source:
    plain = {
        "id": "an-article",
        "title": "A call",
        "kind": "article",
        "url": "https://news.example/a",
    }
    return Source(**{**plain, **fields})


def save(
    folder: Path,
    data: bytes,
    media_type: str = "text/plain",
    method: str = "supplied",
    **fields: object,
):
    return save_copy(folder, make_source(**fields), data, media_type, today=TODAY, method=method)


def list_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


# Reading


def test_snapshot_has_the_text_and_the_hash_of_its_file(tmp_path):
    (tmp_path / "an-article.txt").write_bytes("\ufeffÉté\r\n".encode())
    digest = hashlib.sha256("\ufeffÉté\r\n".encode()).hexdigest()
    found = read_snapshot(tmp_path, make_source())
    assert found == Snapshot(
        source="an-article", name="an-article.txt", sha256=digest, text="Été\r\n"
    )


def test_page_put_there_by_hand_is_a_copy_until_there_is_a_text(tmp_path):
    (tmp_path / "an-article.html").write_text(PAGE, encoding="utf-8")
    found = read_snapshot(tmp_path, make_source())
    assert isinstance(found, Snapshot)
    assert found.name == "an-article.html"
    assert found.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert "<" not in found.text
    assert found.text == read_article(PAGE.encode(), "text/html")[0]
    (tmp_path / "an-article.txt").write_text("text")
    assert read_snapshot(tmp_path, make_source()).text == "text"


def test_no_snapshot(tmp_path):
    assert read_snapshot(tmp_path, make_source()) is None
    assert read_snapshot(tmp_path / "missing", make_source()) is None


def test_link_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "snapshots"
    folder.mkdir()
    (folder / "an-article.txt").symlink_to(tmp_path / "secret")
    found = read_snapshot(folder, make_source())
    assert isinstance(found, Refusal)
    assert "is a link" in found.reason


def test_link_that_appears_after_the_look_is_not_followed_either(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    (tmp_path / "an-article.txt").symlink_to("/etc/hostname")
    assert isinstance(read_snapshot(tmp_path, make_source()), Refusal)


def test_copy_replaces_no_file_through_a_link(tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "snapshots"
    folder.mkdir()
    for name in ("an-article.txt", "an-article.json", "an-article.html"):
        (folder / name).symlink_to(tmp_path / "secret")
    assert isinstance(save(folder, PAGE.encode(), "text/html"), Refusal)
    (folder / "an-article.txt").unlink()
    assert isinstance(save(folder, PAGE.encode(), "text/html"), Saved)
    assert (tmp_path / "secret").read_text() == "secret"
    assert not (folder / "an-article.html").is_symlink()


def test_device_pipe_and_folder_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")  # would wait for ever if opened carelessly
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "page.html")
    for name in ("pipe", "folder", "page"):
        found = read_snapshot(tmp_path, make_source(id=name))
        assert isinstance(found, Refusal), name


def test_large_file_is_refused(tmp_path):
    with (tmp_path / "an-article.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    found = read_snapshot(tmp_path, make_source())
    assert isinstance(found, Refusal)
    assert "larger than 10,485,760 bytes" in found.reason


def test_other_encoding_is_refused(tmp_path):
    (tmp_path / "an-article.txt").write_bytes("Été".encode("cp1252"))
    found = read_snapshot(tmp_path, make_source())
    assert found == Refusal('"an-article.txt" is not UTF-8', "save it with that encoding")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"declared": 1}',
        '{"declared": {"x": 1}}',
        '{"declared": {}, "a": 1}',
        "[" * 99999,
    ],
)
def test_origin_that_is_none(tmp_path, text):
    (tmp_path / "an-article.json").write_text(text)
    assert isinstance(read_origin(tmp_path, make_source()), Refusal)


# Saving


def test_text_given_by_hand(tmp_path):
    folder = tmp_path / "new" / "snapshots"
    saved = save(folder, "Été\r\n\r\nThe end".encode())
    assert isinstance(saved, Saved)
    assert list_files(folder) == [".gitignore", "an-article.json", "an-article.txt"]
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "an-article.txt").read_bytes() == "Été\n\nThe end".encode()
    assert read_origin(folder, make_source()) == saved.origin
    assert json.loads((folder / "an-article.json").read_text()) == {
        "url": "https://news.example/a", "final_url": "", "media_type": "text/plain", "obtained": "2026-11-22",
        "method": "supplied", "sha256": hashlib.sha256("Été\r\n\r\nThe end".encode()).hexdigest(),
        "declared": {"title": "", "author": "", "date": "", "language": "", "site_name": ""},
    }  # fmt: skip


def test_page(tmp_path):
    saved = save(tmp_path, PAGE.encode(), "text/html", "fetched")
    assert isinstance(saved, Saved)
    assert saved.files == ("an-article.json", "an-article.html", "an-article.txt")
    assert (tmp_path / "an-article.html").read_bytes() == PAGE.encode()
    text = (tmp_path / "an-article.txt").read_text()
    assert (
        text
        == "Un appel\n"
        + f"{SENTENCE * 5}".strip()
        + f"\n“Second” paragraph: {SENTENCE}".rstrip()
        + "\n"
    )
    assert saved.origin.declared == Declared(
        title="Un appel", author="Jane Roe", date="2022-02-20", language="fr-FR"
    )


def test_fetched_text_keeps_its_bytes(tmp_path):
    data = "Été".encode("latin-1")
    saved = save(tmp_path, data, "text/plain; charset=latin-1", "fetched")
    assert isinstance(saved, Saved)
    assert (tmp_path / "an-article.original.txt").read_bytes() == data
    assert (tmp_path / "an-article.txt").read_text() == "Été"


def test_same_copy_again_changes_nothing(tmp_path):
    save(tmp_path, PAGE.encode(), "text/html")
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = save(tmp_path, PAGE.encode() + b"<!-- another advertisement -->", "text/html")
    assert isinstance(again, Saved)
    assert again.files == ()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_another_copy_is_refused_and_the_first_kept(tmp_path):
    save(tmp_path, b"first")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    found = save(tmp_path, b"second")
    assert isinstance(found, Refusal)
    assert "proofs may rest on it" in found.reason
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "text/plain"), (b" \n", "text/plain"), (b"a\0b", "text/plain"), (b"%PDF-1.7", "text/html"),
        (b"<html><body></body></html>", "text/html"), (b"a" * (LARGEST + 1), "text/plain"),
        (b"\x80" * (LARGEST // 2), "text/plain; charset=cp1252"), (b"<div>" * 100_000, "text/html"),
        (b"<" * 100_000, "text/html"),
        (PAGE.encode() + b"<i>x" * 50_000, "text/html"), (PAGE.encode() + b" " * LARGEST, "text/html"),
    ],
)  # fmt: skip
def test_copy_without_an_article_is_refused_and_nothing_written(tmp_path, data, media_type):
    folder = tmp_path / "snapshots"
    assert isinstance(save(folder, data, media_type), Refusal)
    assert not folder.exists()


@pytest.mark.parametrize("step", ["fsync", "write", "replace"])
def test_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch, step):
    """Whichever file it happens at, no part of it is seen and no copy appears."""
    calls = []

    def fail(*arguments: object, **_: object) -> None:
        calls.append(arguments)
        raise OSError(28, "No space left on device")

    class FullDisk:
        def __init__(self, file):
            self._file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._file.close()

        def write(self, data):
            self._file.write(data[: len(data) // 2])
            fail()

    if step == "write":
        real = os.fdopen
        monkeypatch.setattr(
            "os.fdopen",
            lambda handle, mode: (
                FullDisk(real(handle, mode)) if "w" in mode else real(handle, mode)
            ),
        )
    else:
        monkeypatch.setattr(*((Path, "replace") if step == "replace" else (os, "fsync")), fail)
    found = save(tmp_path, PAGE.encode(), "text/html")
    assert isinstance(found, Refusal)
    assert "No space left on device" in found.reason
    assert calls
    assert list_files(tmp_path) == []


def test_text_appears_last(tmp_path):
    """A crash in between leaves no copy that looks whole."""
    (tmp_path / "b").mkdir()
    with pytest.raises(Refused):
        write_files(tmp_path, {"a": b"1", "b": b"2", "c.txt": b"3"})
    assert list_files(tmp_path) == ["a", "b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written_to(tmp_path):
    tmp_path.chmod(0o500)
    assert isinstance(save(tmp_path, b"text"), Refusal)


def test_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    assert isinstance(save(tmp_path / "file", b"text"), Refusal)


# Pages


@pytest.mark.parametrize(
    ("data", "media_type", "text"),
    [
        ("\ufeffé".encode(), "text/html; charset=latin-1", "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "text/plain", "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "text/plain", "é"),
        (b"\xff\xfe\0\0" + "é".encode("utf-32-le"), "text/plain", "é"),
        (b"\0\0\xfe\xff" + "é".encode("utf-32-be"), "text/plain", "é"),
        (b"\xe9", "text/plain; charset=iso-8859-1", "é"),
        (b"\x93a\x94", "text/plain; charset=iso-8859-1", "“a”"),
        (b"\x93a\x94", "text/plain; charset=us-ascii", "“a”"),
        ("№㎡".encode("cp932"), "text/plain; charset=Shift_JIS", "№㎡"),
        ("똠".encode("cp949"), "text/plain; charset=EUC-KR", "똠"),
        ("é€".encode("gb18030"), "text/plain; charset=gb2312", "é€"),
        ("咗".encode("big5hkscs"), "text/plain; charset=big5", "咗"),
        (b"\xc3\xa9", "text/plain", "é"),
        (b"\x93a\x94", "text/plain", "“a”"),
        (b"<meta charset='koi8-r'>\xc1", "text/html", "<meta charset='koi8-r'>а"),
        (
            b"<meta charset='koi8-r'>\xc3\xa9",
            "text/html; charset=utf-8",
            "<meta charset='koi8-r'>é",
        ),
        (b"<meta charset='koi8-r'>\xc3\xa9", "text/plain", "<meta charset='koi8-r'>é"),
        (b"<meta charset=utf-16>\xc3\xa9", "text/html", "<meta charset=utf-16>é"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">\xe0',
            "text/html",
            '<META http-equiv="Content-Type" content="text/html; charset=windows-1251">а',
        ),
        (
            b"<?xml version='1.0' encoding='cp1251'?>\xe0",
            "application/xhtml+xml",
            "<?xml version='1.0' encoding='cp1251'?>а",
        ),
        (
            b" " * 2000 + b"<meta charset='koi8-r'>\xc3\xa9",
            "text/html",
            " " * 2000 + "<meta charset='koi8-r'>é",
        ),
        (b"\xc3\xa9\xff", "text/plain; charset=utf-8", "é\ufffd"),
        (b"a\r\nb\rc", "text/plain", "a\nb\nc"),
    ],
)
def test_encodings(data, media_type, text):
    assert decode_page(data, media_type) == text


@pytest.mark.parametrize("label", [
    "hex", "zlib", "bz2", "rot13", "idna", "punycode", "unicode_escape", "utf-7", "undefined", "raw_unicode_escape",
    "mbcs", "no-such", "../../etc/passwd", "x" * 40, "replacement", "hz-gb-2312", "x-user-defined",
])  # fmt: skip
def test_codecs_that_are_no_encodings_are_not_used(label):
    data = b"\\x41 +AGE- \xc3\xa9"
    assert decode_page(data, f"text/html; charset={label}") == "\\x41 +AGE- é"


@given(
    st.binary(),
    st.sampled_from(["text/html", "text/plain", "application/xhtml+xml; charset=utf-16"]),
)
def test_anything_can_be_decoded(data, media_type):
    decode_page(data, media_type).encode()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PAGE.encode(), "text/html"),
        (b"\n <HTML lang=en>", "text/html"),
        (b"\xef\xbb\xbf<!-- saved from url=(0014)about:internet -->", "text/html"),
        (b"<?xml version='1.0'?>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"A headline <html>", "text/plain"),
        (b"<b>not a page", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_page_or_text(data, media_type):
    assert guess_media_type(data) == media_type


def test_comparison_shows_what_differs_and_what_the_facts_leave_out():
    source = make_source(title="“A call”", author=("Jane Roe", "Bob Lee"), issued="2022-02-20")
    declared = Declared(title='"A Call"', author="Jane Roe", date="2022-02-21", language="en-GB")
    assert compare_declared(source, declared) == [
        Difference("author", "Jane Roe; Bob Lee", "Jane Roe"),
        Difference("issued", "2022-02-20", "2022-02-21"),
        Difference("language", "", "en-GB"),
    ]
    assert compare_declared(source, Declared()) == []


@pytest.mark.parametrize(("ours", "theirs", "agree"), [
    ("en", "en-GB", True), ("en-GB", "en", True), ("EN", "en", True), ("en-GB", "en-US", False), ("fr", "fro", False),
])  # fmt: skip
def test_languages_agree_where_one_says_more_than_the_other(ours, theirs, agree):
    source = make_source(language=ours)
    assert (compare_declared(source, Declared(language=theirs)) == []) == agree


def test_nobody_else_saves_while_a_copy_is_compared_and_written(tmp_path, monkeypatch):
    held = []

    def note(function):
        def noted(*arguments):
            held.append(is_held(tmp_path))
            return function(*arguments)

        return noted

    for name in ("_is_saved", "write_files"):
        monkeypatch.setattr(copies, name, note(getattr(copies, name)))
    assert isinstance(save(tmp_path, PAGE.encode(), "text/html"), Saved)
    assert held == [True, True]
    assert not is_held(tmp_path)


def test_what_a_killed_run_has_saved_without_the_text_is_no_copy(tmp_path):
    saved = save(tmp_path, PAGE.encode(), "text/html", "fetched")
    text = (tmp_path / "an-article.txt").read_bytes()
    (tmp_path / "an-article.txt").unlink()
    assert read_snapshot(tmp_path, make_source()) is None
    assert save(tmp_path, PAGE.encode(), "text/html", "fetched") == saved
    assert (tmp_path / "an-article.txt").read_bytes() == text


@pytest.mark.parametrize("other", [b"Another text.", PAGE.replace("hour", "day").encode()])
def test_a_page_put_there_by_hand_is_not_replaced_either(tmp_path, other):
    page = tmp_path / "an-article.html"
    page.write_text(PAGE, encoding="utf-8")
    media_type = "text/plain" if other.startswith(b"A") else "text/html"
    found = save(tmp_path, other, media_type)
    assert isinstance(found, Refusal)
    assert '"an-article.html" holds another text' in found.reason
    same = save(tmp_path, PAGE.encode() + b"<!-- another advertisement -->", "text/html")
    assert isinstance(same, Saved)
    assert same.files == ()
    assert page.read_text("utf-8") == PAGE
    assert list_files(tmp_path) == ["an-article.html"]


def test_git_ignores_a_folder_from_the_first_copy_on(tmp_path):
    """Also one that a killed run has made, and has put nothing into."""
    (tmp_path / ".writing-x").write_text("*")
    save(tmp_path, b"text")
    assert list_files(tmp_path) == [".gitignore", "an-article.json", "an-article.txt"]
    (tmp_path / ".gitignore").unlink()
    save(tmp_path, b"text", id="other")
    assert not (tmp_path / ".gitignore").exists()  # its owner's will
