"""Files as they stood in a revision of the project's git repository."""

import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from factsheet.facts.convert import convert_document
from factsheet.facts.model import FOLDERS
from factsheet.facts.reader import read_text
from factsheet.facts.testimony import Proof
from factsheet.problems import Refused, quote_name

GIT = "git"
SECONDS = 60
"""The longest that git may take for one answer."""


def read_files(root: Path, revision: str, folder: str) -> Mapping[str, bytes]:
    """Read the files of `folder`, a path below the project `root`, as they stood in `revision`, by
    their names.

    Symbolic links and what lies deeper are left out. Raises Refused if git does not know the
    revision, or if there is no git.
    """
    commit = _ask_git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    try:
        tree = f"{commit.decode().strip()}:./{folder}"
        listed = _ask_git(root, "ls-tree", "--full-tree", "-z", tree).split(b"\0")
    except Refused:  # the commit is there, so it is the folder that is not
        return {}
    entries = [entry.partition(b"\t") for entry in listed if entry]
    files = {
        name.decode("utf-8", "replace"): about.split(b" ")[2]
        for about, _, name in entries
        if about.startswith(b"100")
    }
    contents = _ask_git(root, "cat-file", "--batch", given=b"\n".join(files.values()) + b"\n")
    return dict(zip(files, _split_batch(contents, len(files)), strict=True))


def read_proofs(
    root: Path, revision: str, facts: str
) -> tuple[Mapping[str, bytes], dict[str, Proof]]:
    """Read the proofs that stood below the folder `facts` in `revision`: the bytes of each file,
    and the records that can be read, by the ids of their sources.

    Raises Refused as `read_files` does.
    """
    files = {
        PurePosixPath(name).stem: data
        for name, data in read_files(root, revision, f"{facts}/{FOLDERS[Proof]}").items()
        if name.endswith(".yml")
    }
    proofs = {}
    for name, data in files.items():
        document, _ = read_text(data.decode("utf-8", "replace"), name)
        record, _ = convert_document(document, Proof, name) if document else (None, [])
        if isinstance(record, Proof):
            proofs[name] = record
    return files, proofs


def _split_batch(contents: bytes, number: int) -> list[bytes]:
    """The blobs in an answer of `git cat-file --batch`: a line that ends in the size, then these
    bytes and a line feed.
    """
    blobs, start = [], 0
    for _ in range(number):
        end = contents.index(b"\n", start)
        size = int(contents[start:end].split(b" ")[2])
        blobs.append(contents[end + 1 : end + 1 + size])
        start = end + size + 2
    return blobs


def _ask_git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        answer = subprocess.run(  # noqa: S603 - a list of words, no shell
            [GIT, "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused("git cannot be asked", "install git, or leave the base out") from error
    if answer.returncode:
        reason = answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        hint = "fetch the revision: in a workflow, check out with fetch-depth: 0"
        raise Refused(f"git does not give it: {quote_name(reason[:200])}", hint)
    return answer.stdout
