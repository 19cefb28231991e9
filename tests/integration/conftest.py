"""The program as its users run it: a real home, real files, the real command in a process of its own."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """A folder that somebody works in: the default landing folder and home in it, the command line over them."""

    folder: Path
    printed: str = ""
    columns: int = 120

    @property
    def home(self):
        return self.folder / ".newswarehouse"

    @property
    def landing(self):
        return self.folder / "seeds"

    @property
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSWAREHOUSE", "DAGSTER"))}
        return kept | {"COLUMNS": str(self.columns)}

    def command(self, *words):
        return [str(Path(sys.executable).with_name("newswarehouse")), *words]

    def call(self, *words, code=0):
        """Standard output and error of a command that must end with this exit code."""
        done = subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.folder,
            timeout=600,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout, done.stderr

    def start(self, *words, stderr=subprocess.DEVNULL):
        return subprocess.Popen(
            self.command(*words),
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            text=True,
            env=self.environment,
            cwd=self.folder,
        )

    def put(self, name, content):
        path = self.landing / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def rows(self, sql):
        import duckdb

        with duckdb.connect(str(self.home / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def hashes(self):
        """SHA-256 of every file that holds data."""
        files = [*self.home.rglob("*.parquet"), self.home / "warehouse.duckdb", *self.home.rglob("batches/*.json")]
        return {path.relative_to(self.home): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


@pytest.fixture
def desk(tmp_path):
    """An empty landing folder and no home yet."""
    (tmp_path / "seeds").mkdir()
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory):
    """The demo corpus, loaded; what the run printed is in `.printed`.  Not to be changed by a test."""
    desk = Desk(tmp_path_factory.mktemp("seeded"))
    shutil.copytree(ROOT / "seeds", desk.landing)
    desk.printed, _ = desk.call("run")
    return desk
