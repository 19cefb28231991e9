"""What a large warehouse costs to build, to bring up to date and to ask, on generated data.

    python tests/benchmarks/warehouse_size.py FOLDER [--articles 1000000] [--memory 5GB] [STEP …]

Steps, in this order unless some are named: `generate` the lake in FOLDER, `raw` (CREATE TABLE AS of the same Parquet,
text ids and all, unsorted), `build` everything, `add` 1,000 articles, `ask` marts, questions and single articles.
Seconds are wall time and, behind them, processor time of the process.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
import generated_lake

from pipelines.frames import FRAMES
from warehouse import checks, copies, model, publish, query, questions, quote_groups
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.statements import Statement

STEPS = ("generate", "raw", "build", "add", "ask")
LOOKUPS = {
    "article": "FROM articles WHERE article_key = $key",
    "text": "FROM article_text WHERE article_key = $key",
    "quotes": "FROM quotes WHERE article_key = $key",
    "entity mentions": "FROM entity_mentions WHERE article_key = $key",
    "place mentions": "FROM location_mentions WHERE article_key = $key",
    "who said what": "FROM marts.who_said_what WHERE article_key = $key",
    "provenance": "FROM meta.provenance WHERE article_key = $key",
}


def told(what: str, wall: float, busy: float) -> None:
    """Print one figure."""
    print(f"{what:34} {wall:8.2f} s {busy:8.2f} CPU-s", flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the block took."""
    wall, busy = time.perf_counter(), time.process_time()
    yield
    told(what, time.perf_counter() - wall, time.process_time() - busy)


def peak() -> float:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def raw(home: Home, memory: str) -> None:
    """Load the Parquet as it is, in as few words as SQL has for it."""
    path = home.path / "raw.duckdb"
    path.unlink(missing_ok=True)
    settings = {"memory_limit": memory, "threads": 2, "temp_directory": str(home.scratch)}
    with timed("raw CREATE TABLE AS, all frames"), closing(duckdb.connect(config=settings)) as connection:
        connection.execute(f"ATTACH '{path}' AS raw (STORAGE_VERSION '{publish.STORAGE}')")
        for name in FRAMES:
            files = [str(file) for file in sorted((home.lake / name).glob("*/*.parquet"))]
            connection.execute(f"CREATE TABLE raw.{name} AS FROM read_parquet($files)", {"files": files})
    print(f"raw file {path.stat().st_size / 1e6:.0f} MB, peak {peak():.0f} MB")
    path.unlink()


def sign(home: Home) -> None:
    """Have the signatures, which were drawn and not worked out, count as those of the code as it is now."""
    folder = home.path / "stories"
    held = {path.stem.rpartition("-")[0]: path for path in folder.glob("*-*.arrow")}
    names = []
    for manifest in Lake(home).closed():
        if manifest.batch in held:
            names.append(copies._name(manifest))
            held[manifest.batch].rename(folder / f"{names[-1]}.arrow")
    with pa.memory_map(str(folder / "overlaps.arrow")) as source:
        pairs = pa.ipc.open_file(source).read_all()
    metadata = {"batches": json.dumps(sorted(names))}
    generated_lake._write_arrow(
        folder / "overlaps.arrow", pa.table(pairs.to_pydict(), copies._PAIRS.with_metadata(metadata))
    )


class Meter:
    """Sums of wall and processor time by what a publish does."""

    def __init__(self) -> None:
        self.sums: dict[str, tuple[float, float]] = {}

    def wrap(self, place: Any, name: str, what: Callable[..., str]) -> None:
        """Measure a function of a module; `what` names the sum, given the arguments."""
        inner = getattr(place, name)

        def outer(*arguments: Any, **options: Any) -> Any:
            wall, busy = time.perf_counter(), time.process_time()
            found = inner(*arguments, **options)
            before = self.sums.get(what(*arguments), (0.0, 0.0))
            spent = time.perf_counter() - wall, time.process_time() - busy
            self.sums[what(*arguments)] = (before[0] + spent[0], before[1] + spent[1])
            return found

        setattr(place, name, outer)

    def print(self) -> None:
        """One line a sum."""
        for what, (wall, busy) in self.sums.items():
            told(f"  {what}", wall, busy)


def published(home: Home, memory: str) -> None:
    """Publish, and print what took how long."""
    meter = Meter()
    make = model.fill

    def fill(connection: duckdb.DuckDBPyConnection, wanted: Any) -> None:
        for table in wanted:
            one(connection, [table])

    def one(connection: duckdb.DuckDBPyConnection, wanted: Any) -> None:
        make(connection, wanted)

    holder = type("Holder", (), {"one": staticmethod(one)})

    def sort(table: Statement) -> str:
        if table.by == "quote":
            return "tables of quote groups"
        return "facts and dimensions" if table.name.startswith("main.") else "marts and views"

    meter.wrap(holder, "one", lambda _, wanted: sort(wanted[0]))
    each = Meter()
    each.wrap(holder, "one", lambda _, wanted: wanted[0].name)
    one = holder.one  # type: ignore[attr-defined]
    model.fill = fill
    meter.wrap(publish, "stage", lambda *_, **__: "look at the lake")
    meter.wrap(copies, "stage", lambda *_, **__: "stories")
    meter.wrap(quote_groups, "stage", lambda *_, **__: "quote groups")
    meter.wrap(checks, "run", lambda *_: "checks")
    each.wrap(checks, "_run", lambda _, check, __: f"check {check.name}")
    for name in ("scope", "look", "apply"):
        meter.wrap(publish.update, name, lambda *_, name=name: f"update: {name}")
    each.wrap(publish.update, "bring", lambda _, table, **__: f"bring {table.name}")
    meter.wrap(publish, "copy_file", lambda *_: "copy the live file (beside the rest)")
    meter.wrap(publish, "replace_file", lambda *_: "make it durable and live")
    with timed("publish"):
        done = publish.publish(home, memory=memory)
    meter.print()
    each.print()
    print(f"{done.kind}, peak {peak():.0f} MB, file {home.warehouse.stat().st_size / 1e6:.0f} MB")
    print(f"checks with rows: {[outcome.name for outcome in done.outcomes if outcome.rows]}")


def ask(home: Home) -> None:
    """Time every mart, sorted by its last number, and lookups of single articles."""
    with closing(query.connect(home)) as connection:
        for name, count in query.counts(home).items():
            print(f"{name:34} {count:10} rows")
        for table in model.tables():
            if table.name.startswith("marts."):
                columns = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table.name})").fetchall()
                numbers = [
                    c for c, kind in columns if kind in ("BIGINT", "DOUBLE", "HUGEINT") and not c.endswith("_key")
                ]
                by = numbers[-1] if numbers else columns[-1][0]
                with timed(f"{table.name} top 20 by {by}"):
                    connection.execute(f"FROM {table.name} ORDER BY {by} DESC NULLS LAST LIMIT 20").fetchall()
        keys = connection.execute("SELECT article_key FROM articles USING SAMPLE reservoir(20 ROWS) REPEATABLE (7)")
        wanted = [key for (key,) in keys.fetchall()]
        for what, sql in LOOKUPS.items():
            spent = []
            for key in wanted:
                start = time.perf_counter()
                # A literal: what a parameter says is not known yet where joins hand filters on.
                connection.execute(sql.replace("$key", str(key))).fetchall()
                spent.append(time.perf_counter() - start)
            middle, worst = statistics.median(spent) * 1000, max(spent) * 1000
            print(f"lookup of {what:24} median {middle:6.1f} ms, worst {worst:6.1f} ms")
    ask_questions(home)


def ask_questions(home: Home) -> None:
    """Time every question, those that take a name with the one that is quoted most."""
    wanted = {"name": "Bade", "outlet": "Outlet 3", "country": "AA"}
    with closing(query.connect(home)) as connection:
        row = connection.execute(
            "SELECT speaker, (SELECT article_id FROM articles LIMIT 1) FROM marts.most_quoted_people LIMIT 1"
        ).fetchone()
    wanted["name"], wanted["article"] = row or ("", "")
    for question in questions.questions():
        given = {parameter.name: wanted.get(parameter.name) for parameter in question.parameters if parameter.required}
        with timed(f"question {question.name}"):
            questions.answer(home, question, given)


def main() -> None:
    """Take the steps, each in a process of its own, so that each has its own peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--memory", default="5GB")
    parser.add_argument("steps", nargs="*", default=STEPS)
    given = parser.parse_args()
    home = Home(given.folder, given.folder / "seeds")
    if len(given.steps) > 1:
        common = ["--articles", str(given.articles), "--memory", given.memory]
        for step in given.steps:
            print(f"-- {step}", flush=True)
            subprocess.run([sys.executable, __file__, str(given.folder), step, *common], check=True)
        return
    (step,) = given.steps
    if step == "generate":
        with timed(f"generate {given.articles} articles"):
            generated_lake.generate(given.folder, given.articles)
    elif step == "raw":
        raw(home, given.memory)
    elif step == "build":
        sign(home)
        published(home, given.memory)
    elif step == "add":
        sign(home)
        last = len(list((home.lake / "batches").iterdir()))
        generated_lake.Writer(home).write(last, articles=1000, signed=False)
        published(home, given.memory)
    else:
        ask(home)


if __name__ == "__main__":
    main()
