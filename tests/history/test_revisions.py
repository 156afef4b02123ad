"""Files and proofs as they stood in a revision: with a real git."""

from pathlib import Path

import pytest

from factsheet.history.revisions import read_files, read_proofs
from factsheet.problems import Refused
from support.repository import commit_all

PROOF = (
    f"sha256: {'0' * 64}\ntext_sha256: {'0' * 64}\ncharacters: 9\nwords: 3\nmethod: supplied\n"
    "checked: 2026-11-27\n"
)


def test_the_files_of_a_folder_are_as_they_stood(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "facts" / "proofs"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_bytes(b"one\n\n")
    (folder / "b \xe9.yml").write_bytes(b"")
    (folder / "link.yml").symlink_to("a.yml")
    (folder / "below").mkdir()
    (folder / "below" / "c.yml").write_bytes(b"three")
    before = commit_all(tmp_path)
    (folder / "a.yml").write_bytes(b"two")
    commit_all(tmp_path)
    root = tmp_path / "deep"
    assert read_files(root, before, "facts/proofs") == {"a.yml": b"one\n\n", "b \xe9.yml": b""}
    assert read_files(root, "HEAD", "facts/proofs")["a.yml"] == b"two"
    assert read_files(root, "HEAD", "facts/links") == {}


@pytest.mark.parametrize("revision", ["nothing", "--help", "-x", "HEAD:facts", "", "a b", "HEAD\n"])
def test_what_is_no_revision_is_refused(tmp_path: Path, revision: str) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a").write_text("a")
    commit_all(tmp_path)
    with pytest.raises(Refused):
        read_files(tmp_path, revision, "facts")


def test_without_a_repository_there_is_no_revision(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_files(tmp_path, "HEAD", "facts")


def test_proofs_are_read_as_records_and_those_that_cannot_be_read_as_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "facts" / "proofs"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text(PROOF)
    (folder / "broken.yml").write_text("words: [")
    (folder / "notes.txt").write_text("not a record")
    commit_all(tmp_path)
    files, proofs = read_proofs(tmp_path, "HEAD", "facts")
    assert set(files) == {"article", "broken"}
    assert {name: proof.words for name, proof in proofs.items()} == {"article": 3}
