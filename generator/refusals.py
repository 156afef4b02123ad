"""Refusals: why something was not downloaded, read or saved, and what to do instead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer where something is not done: `reason` says why, `hint` the remedy (empty where there is none)."""

    reason: str
    hint: str = ""


class Refused(Exception):
    """Carries a refusal from where it is found to the public function that returns it as a value."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.refusal = Refusal(reason, hint)
