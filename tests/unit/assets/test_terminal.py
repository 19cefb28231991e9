import errno
import os

import pytest

from assets.terminal import plural, told


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT])
def test_an_error_of_the_system_says_where_and_what_to_do(number):
    text = told(OSError(number, os.strerror(number), "/data/news"))
    assert text.startswith("/data/news: ")
    assert any(verb in text for verb in ("choose", "make room", "name a", "check"))
    assert "Errno" not in text


def test_an_error_that_speaks_for_itself_is_told_as_it_is():
    assert told(FileNotFoundError("run it first")) == "run it first"


def test_counts():
    assert (plural(1, "row"), plural(0, "row")) == ("1 row", "0 rows")
