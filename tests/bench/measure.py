"""Runs a command and says what it and all its processes took."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import commands

_TICK = os.sysconf("SC_CLK_TCK")


class BenchError(Exception):
    """Something could not be measured."""


@dataclass(frozen=True)
class Usage:
    """cpu: seconds, user and system, of the command and every process it waited for.

    wall: seconds. peak: MB of the largest of its processes.
    """

    cpu: float
    wall: float
    peak: float


def run(
    command: Sequence[str],
    cwd: Path,
    env: Mapping[str, str],
    limit: float = commands.BUILD_LIMIT,
) -> Usage:
    """Run a command to its end. Raises BenchError when it fails or takes longer than `limit`."""
    log = cwd / "bench-output.txt"
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    try:
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    finally:
        timer.cancel()
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text("utf-8", "replace")[-3000:]
        raise BenchError(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


@dataclass(frozen=True)
class Process:
    """A running process, as the kernel tells of it. cpu: seconds, with its dead children's."""

    pid: int
    parent: int
    cpu: float
    started: str


def processes() -> dict[int, Process]:
    """All processes of the machine, by id."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (process := _process(int(folder.name))):
            found[process.pid] = process
    return found


def tree(pid: int) -> list[Process]:
    """A process and all below it."""
    everything = processes()
    members = [everything[pid]] if pid in everything else []
    for member in members:
        members += [one for one in everything.values() if one.parent == member.pid]
    return members


def tree_cpu(pid: int) -> float:
    """CPU seconds that a process and all below it have used so far."""
    return sum(member.cpu for member in tree(pid))


def end(members: Sequence[Process], patience: float = 10.0) -> None:
    """Ask processes to stop, and make those stop that do not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for member in members:
            if is_alive(member):
                _send(member.pid, sign)
        until = time.monotonic() + patience
        while any(is_alive(member) for member in members) and time.monotonic() < until:
            time.sleep(0.05)


def is_alive(member: Process) -> bool:
    """Whether it still runs; its id may have gone to another by now."""
    now = _process(member.pid)
    return now is not None and now.started == member.started


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _process(pid: int) -> Process | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name, in brackets, may hold anything; the third field is the first behind it.
    fields = text[text.rindex(")") + 2 :].split()
    if fields[0] == "Z":
        return None
    ticks = sum(int(fields[index]) for index in range(11, 15))
    return Process(pid, int(fields[1]), ticks / _TICK, fields[19])
