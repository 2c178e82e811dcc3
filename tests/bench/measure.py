"""Runs a command and says what it and all its processes took."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import commands
import psutil


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


def tree(pid: int) -> list[psutil.Process]:
    """A process and all below it; nothing where it has ended."""
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def tree_cpu(pid: int) -> float:
    """CPU seconds that a process and all below it have used so far, with their dead children."""
    return sum(map(_cpu, tree(pid)))


def end(members: Sequence[psutil.Process], patience: float = 10.0) -> None:
    """Ask processes to stop, and make those stop that do not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for member in members:
            with suppress(psutil.NoSuchProcess):
                member.send_signal(sign)
        psutil.wait_procs(members, patience)


def _cpu(member: psutil.Process) -> float:
    try:
        used = member.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(used.user + used.system + used.children_user + used.children_system)
