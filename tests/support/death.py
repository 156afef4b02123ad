"""How a command is judged that dies at many points, and that goes on afterwards."""

import shutil
import signal
from pathlib import Path

from support.mortal import spread
from support.scenes import Scene, State

SIGNALS = {"kill": -signal.SIGKILL, "cut": -signal.SIGXFSZ}
"""How the system ends a command; otherwise it ends by itself, after an error."""

BLOCK = 4096
"""The least that a file takes of a disk, in bytes."""


def judge_deaths(scene: Scene, way: str, wanted: int) -> int:
    """Let the command of `scene` end in one `way` at `wanted` points, spread over what it does;
    return at how many it did.

    Each time all must be as before or as after. Every fifth time it is run again, and must do what
    was to be done.
    """
    before, after = _live(scene)
    scene.restore(before)
    whole = scene.command.run()
    points = spread(whole.changes, wanted)
    for number, point in enumerate(points):
        _judge_death(scene, before, after, (way, point), again=number % 5 == 0)
    scene.restore(before)
    return len(points)


def judge_sizes(scene: Scene, way: str, wanted: int) -> None:
    """As `judge_deaths`, in the middle of a file, which may not have more than so many bytes."""
    before, after = _live(scene)
    largest = max(len(data) for name, data in after.items() if before.get(name) != data)
    for size in spread(largest - 1, wanted):
        _judge_death(scene, before, after, (way, size))


def judge_disk(scene: Scene, disk: Path, wanted: int) -> None:
    """As `judge_deaths`, on a file system `disk` that has room for less and less."""
    before, after = _live(scene)
    needed = shutil.disk_usage(disk).used
    scene.restore(before)
    needed -= shutil.disk_usage(disk).used
    for room in spread(max(needed, 0) // BLOCK + 4, wanted):  # and for files beside the last ones
        scene.restore(before)
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(shutil.disk_usage(disk).free - (room - 1) * BLOCK))
        scene.command.run()
        ballast.unlink()
        _judge_state(scene, before, after, ("room", room))


def _live(scene: Scene) -> tuple[State, State]:
    """The states before and after a run that nothing befalls."""
    before = scene.read()
    scene.command.run()
    after = scene.read()
    assert after != before
    assert scene.list_leftovers() == []
    return before, after


def _judge_death(
    scene: Scene, before: State, after: State, death: tuple[str, int], *, again: bool = True
) -> None:
    way, number = death
    scene.restore(before)
    ending = scene.command.run(way, number)
    assert ending.status == SIGNALS.get(way, ending.status), death
    _judge_state(scene, before, after, death, again=again)


def _judge_state(
    scene: Scene, before: State, after: State, death: tuple[str, int], *, again: bool = True
) -> None:
    assert scene.find_mixed(before, after) == [], death
    assert scene.find_half_copies(after) == [], death
    if again:
        scene.command.run()
        assert scene.read() == after, death
        assert scene.list_leftovers() == [], death


def judge_two(scene: Scene, times: int) -> None:
    """Let two runs begin at once, so many times: the end is that of one, and nothing is left."""
    before, after = _live(scene)
    for time in range(times):
        scene.restore(before)
        scene.command.run("twice")
        assert scene.read() == after, time
        assert scene.list_leftovers() == [], time
