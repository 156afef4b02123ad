"""A git repository of its own for a test, whatever the settings of the machine."""

import os
import subprocess
from pathlib import Path

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
}


def ask_git(root: Path, *arguments: str) -> str:
    """What git answers in the folder `root`."""
    environment = {**os.environ, **NOBODY}
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit_all(root: Path, message: str = "More facts") -> str:
    """Commit all that is in the folder `root`, a repository or a new one; return the commit."""
    if not (root / ".git").exists():
        ask_git(root, "init", "--quiet", "--initial-branch", "main")
    ask_git(root, "add", "--all")
    ask_git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return ask_git(root, "rev-parse", "HEAD")
