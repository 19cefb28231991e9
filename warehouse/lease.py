"""A lease: who holds a lock of a home that several machines share, kept alive by a heartbeat, taken over after death.

The system's own locks end with their process, but not every network file system carries them to other machines.  A
lease is a file that only one can create.  Whoever waits watches it: a holder that did not touch it for so long, by the
clock of the one who waits, is dead.  No two clocks are compared, so none that jumps can end a lease.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BEAT = 5.0  # seconds between two heartbeats
LOST = 60.0  # seconds without one after which the holder is dead
_PAUSE = 0.2


class Held(TimeoutError):  # noqa: N818 - a state, told like one
    """Somebody else holds the lease; the message names the machine and the process."""


def _machine() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return socket.gethostname()


class Lease:
    """A lease on one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = json.dumps(
            {"host": socket.gethostname(), "machine": _machine(), "pid": os.getpid(), "token": uuid.uuid4().hex}
        )

    def is_mine(self) -> bool:
        """Whether nobody took it over."""
        return self._written() == self._mine

    @contextmanager
    def held(self, timeout: float) -> Iterator[Lease]:
        """Hold it; the caller keeps out other processes of this machine by a lock of the system.

        Raises:
            Held: another machine holds it for longer than `timeout` seconds.
        """
        self._take(time.monotonic() + timeout)
        ended = threading.Event()
        beating = threading.Thread(target=self._beat, args=(ended,), daemon=True)
        beating.start()
        try:
            yield self
        finally:
            ended.set()
            beating.join()
            if self.is_mine():
                self.path.unlink(missing_ok=True)

    def _take(self, deadline: float) -> None:
        seen, since = None, time.monotonic()
        while not self._created():
            now = self._written(), self._touched()
            if now != seen:
                seen, since = now, time.monotonic()
            if self._is_of_this_machine(now[0]) or time.monotonic() - since >= LOST:
                self._end(now[0])
                continue
            if time.monotonic() >= deadline:
                raise Held(self.owner())
            time.sleep(min(_PAUSE, LOST / 4))

    def owner(self) -> str:
        """Process and machine of the holder, for people."""
        try:
            said = json.loads(self._written() or "")
            return f"process {said['pid']} on {said['host']}"
        except (ValueError, KeyError, TypeError):
            return "a process of another machine"

    def _created(self) -> bool:
        try:
            descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            os.write(descriptor, self._mine.encode())
            os.fsync(descriptor)
        except OSError:
            # A file that says nothing, as a full disk leaves it, would look like another machine's.
            self.path.unlink()
            raise
        finally:
            os.close(descriptor)
        return True

    def _written(self) -> str | None:
        try:
            return self.path.read_text(encoding="utf-8")
        except OSError:
            return None

    def _touched(self) -> int | None:
        try:
            return self.path.stat().st_mtime_ns
        except OSError:
            return None

    def _is_of_this_machine(self, written: str | None) -> bool:
        # The caller has the system's lock, so a holder on this machine is no more.
        try:
            return bool(json.loads(written or "")["machine"] == _machine())
        except (ValueError, KeyError, TypeError):
            return False

    def _end(self, written: str | None) -> None:
        """Take away a dead holder's file; of several who try, one does."""
        aside = self.path.with_name(f"{self.path.name}.{uuid.uuid4().hex}")
        with suppress(FileNotFoundError):
            self.path.rename(aside)
            if aside.read_text(encoding="utf-8") != written:
                # Somebody was faster, and this is the new holder's: it gets its file back.
                with suppress(FileExistsError):
                    os.link(aside, self.path)
            aside.unlink()

    def _beat(self, ended: threading.Event) -> None:
        while not ended.wait(BEAT):
            with suppress(OSError):
                if self.is_mine():
                    os.utime(self.path)
