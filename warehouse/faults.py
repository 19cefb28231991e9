"""What kind of trouble an error is: passing, hopeless for everything that would be written, or one batch's own."""

from __future__ import annotations

import errno
import sqlite3
from concurrent.futures import BrokenExecutor

from warehouse.home import Busy
from warehouse.lake import LakeChanged

# A network file system that hangs, a lock that somebody holds, a disk that answers late.
_PASSING = {
    *(errno.EAGAIN, errno.EINTR, errno.EBUSY, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOLCK),
    *(errno.ECONNRESET, errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ETXTBSY),
}
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def is_passing(error: BaseException) -> bool:
    """Whether the same may well succeed a little later."""
    if isinstance(error, (Busy, LakeChanged, BrokenExecutor)):
        return True
    if isinstance(error, sqlite3.OperationalError):
        return "locked" in str(error) or "busy" in str(error)
    return isinstance(error, OSError) and error.errno in _PASSING


def is_hopeless(error: BaseException) -> bool:
    """Whether nothing at all can be written until somebody does something: a full disk, one that is read-only."""
    return isinstance(error, OSError) and error.errno in _HOPELESS


def told(error: BaseException) -> str:
    """The error in a line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:500]
