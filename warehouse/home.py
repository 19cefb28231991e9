"""The home: one folder that holds lake, ledger, warehouse and Dagster's instance, and the locks between processes."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.lease import Held, Lease

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE = 0.05
# Linux's request to let one file share the bytes of another (ioctl_ficlone(2)).
_FICLONE = 0x40049409
_AT_ONCE = 1 << 22


class Busy(TimeoutError):  # noqa: N818 - a state of the home, told like one
    """Another process holds a lock of the home for longer than the caller would wait."""


@dataclass(frozen=True, slots=True)
class Home:
    """The layout of one home.

    Attributes:
        path: the folder, absolute.
        landing: the folder whose files are read when a run names none, absolute.
    """

    path: Path
    landing: Path

    def __init__(self, path: Path | str, landing: Path | str = "seeds") -> None:
        object.__setattr__(self, "path", Path(path).expanduser().resolve())
        object.__setattr__(self, "landing", Path(landing).expanduser().resolve())

    @classmethod
    def find(cls, path: Path | str | None = None, landing: Path | str | None = None) -> Home:
        """The home named, else the configured one, else `.newswarehouse` in the current folder.

        The landing folder likewise: the one named, else the configured one, else `seeds` in the current folder.

        Raises:
            Misconfigured: a value of the configuration can't be used.
        """
        from warehouse import configuration

        known = configuration.load()
        return cls(path or known["home"], landing or known["landing"])

    @property
    def lake(self) -> Path:
        """Folder of the Parquet batches."""
        return self.path / "lake"

    @property
    def ledger(self) -> Path:
        """SQLite file that knows every raw file."""
        return self.path / "ledger.sqlite"

    @property
    def warehouse(self) -> Path:
        """The live DuckDB file.  It is only ever replaced as a whole."""
        return self.path / "warehouse.duckdb"

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME of this home."""
        return self.path / "dagster"

    @property
    def scratch(self) -> Path:
        """Where DuckDB spills what does not fit into memory."""
        return self.path / "tmp"

    def create(self) -> Home:
        """Make the folders that are missing and return the home itself.

        Raises:
            NotADirectoryError, PermissionError: the folder can't be made there.
        """
        for folder in (self.lake, self.dagster, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)
        return self

    @contextmanager
    def lock(
        self, name: str, *, timeout: float = 0.0, shared: bool = False, machines: bool = False
    ) -> Iterator[Lease | None]:
        """Hold the lock `name` of this home; the system frees it when the process ends, however it ends.

        What it yields is the lease that other machines respect, if `machines` asks for one.

        Args:
            name: what is locked; the file is `<name>.lock` and names the process that holds it.
            timeout: seconds to wait for another holder.
            shared: several may hold it so together, and nobody alone meanwhile.
            machines: also keep out other machines that share the home, whose locks the file system may not carry.

        Raises:
            Busy: it is still held by somebody else after `timeout` seconds.
        """
        self.create()
        path = self.path / f"{name}.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._acquire(descriptor, path, timeout, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
            if not shared:
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
            with self._leased(name, timeout) if machines else nullcontext() as lease:
                yield lease
        finally:
            os.close(descriptor)

    @contextmanager
    def _leased(self, name: str, timeout: float) -> Iterator[Lease]:
        try:
            with Lease(self.path / f"{name}.owner").held(timeout) as lease:
                yield lease
        except Held as held:
            raise Busy(
                f"{name} of {self.path} is held by {held}; waited {timeout:g} s. Wait until it is done, or end that "
                "process; a minute after its death it is free."
            ) from None

    def _acquire(self, descriptor: int, path: Path, timeout: float, mode: int) -> None:
        deadline = time.monotonic() + timeout
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
                return
            if time.monotonic() >= deadline:
                owner = path.read_text().strip() or "another process"
                raise Busy(
                    f"{path.stem} of {self.path} is held by process {owner}; waited {timeout:g} s. "
                    "Wait until it is done, or end that process."
                )
            time.sleep(_PAUSE)


def copy_file(source: Path, copy: Path) -> None:
    """Copy a file; its bytes don't pass through this process, and where the disk can, both files share them.

    That the copy is on the disk is for `replace_file` to see to.
    """
    with source.open("rb") as read, copy.open("wb") as written:
        with suppress(OSError):
            fcntl.ioctl(written.fileno(), _FICLONE, read.fileno())
            return
        left = os.fstat(read.fileno()).st_size
        with suppress(AttributeError, OSError):
            while left > 0 and (done := os.copy_file_range(read.fileno(), written.fileno(), left)):
                left -= done
        # What is left where the system has no such call, or the disk does not take it.
        shutil.copyfileobj(read, written, _AT_ONCE)


def replace_file(temporary: Path, final: Path) -> None:
    """Put a finished file in its place so that a crash leaves either the old one or the new one, whole."""
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(final)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """Write the folder's entries to disk; a rename is not durable before."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
