"""Refusals: why something was not downloaded, read or saved, and what to do instead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer where something is not done: `reason` says why, `hint` the remedy (empty where there is none).

    `status` is that of HTTP, 0 where no server answered with one. `again` is after how many seconds another try may
    help; None where none would.
    """

    reason: str
    hint: str = ""
    status: int = 0
    again: float | None = None


class Refused(Exception):
    """Carries a refusal from where it is found to the public function that returns it as a value."""

    def __init__(self, reason: str, hint: str = "", *, status: int = 0, again: float | None = None) -> None:
        super().__init__(reason)
        self.refusal = Refusal(reason, hint, status, again)
