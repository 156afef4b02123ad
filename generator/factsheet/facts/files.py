"""Files of facts written whole or not at all."""

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Writes `data` into the file `path`, which appears whole or stays as it was, and keeps its
    permissions.

    Raises OSError where it cannot be written, and leaves nothing behind.
    """
    path.parent.mkdir(exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    aside = write_aside(path.parent, data)
    try:
        aside.chmod(mode)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_aside(folder: Path, data: bytes) -> Path:
    """A new file in `folder` that holds `data`, on the disk; hidden, so that the reader of facts
    passes over it.
    """
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
