from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import extensions


def test_the_full_text_extension_loads_from_its_wheel() -> None:
    with duckdb.connect(config={"extension_directory": "/nowhere"}) as connection:
        assert "fts" in extensions.load(connection)
        assert connection.execute("SELECT stem('harbours', 'english')").fetchone() == ("harbour",)


def test_an_extension_that_is_not_installed_is_gone_without() -> None:
    assert extensions.file("never_heard_of") is None
    with duckdb.connect() as connection:
        assert extensions.load(connection, ["never_heard_of"]) == ()


def test_the_binary_is_that_of_this_duckdb() -> None:
    path = extensions.file("fts")
    assert path is not None
    assert path.parent == Path(path.parents[1], f"v{duckdb.__version__}")
