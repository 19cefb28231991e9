"""A day in fast-forward: 24 drops of raw files with everything that goes wrong, and a count that nothing is lost.

    python tests/benchmarks/day.py [--samples FOLDER] [--megabytes 200] [--seed 1] [--folder FOLDER]

Each hour files are dropped into a landing folder and `newswarehouse run` is called on them.  Among them are corrupt
files, duplicates, a file that changes, one large JSON Lines file and one that is removed before it is read; three runs
are killed with SIGKILL, and one meets a full disk (a small tmpfs; left out where nothing can be mounted).  FOLDER may
hold more raw files, which are spread over the day.

At the end everything is counted from the files: each raw record has to stand exactly once in `records` or `quarantine`,
as read, duplicate or quarantined, and each one that is read has to be an article.  What is expected of the generated
files is known by construction; of all files, by reading the whole landing folder at once.  It prints the table of
faults and outcomes, and ends with exit code 1 if the count is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

HOURS = 24
PLACES = ("Kisumu", "Mombasa", "Bergen", "Ostrava", "Calama", "Tripoli", "Lamu", "Malindi")
NAMES = ("Joseph Wekesa", "Anna Olsen", "Ivo Brandt", "Mara Lindqvist", "Valentina Huerta", "Grace Odhiambo")
# Killed when this much of a run is done, at these hours.
KILLS = {5: "lake/articles", 11: "lake/quotes", 17: "warehouse.*.duckdb"}
FULL, CHANGED, LARGE, REMOVED = 14, 8, 9, 20


def text(number: int) -> str:
    """An article that no other number has."""
    source = random.Random(number)  # noqa: S311 - no secret
    place, name = source.choice(PLACES), source.choice(NAMES)
    return (
        f"Council of {place} votes on plan {number} for the old pier\n\nBy Ines Abubakar\n\n"
        f"{place} — The council voted on Tuesday on plan {number}, seven to two, after a debate of three hours.\n\n"
        f"“We have waited {source.randrange(2, 40)} years for plan {number},” said {name}, a 54-year-old boatman.\n"
    )


def line(number: int, ballast: int = 0) -> str:
    """The article as a line of JSON, with so many bytes that no reader looks at."""
    title, _, rest = text(number).partition("\n\n")
    record = {"title": title, "text": rest, "url": f"https://example.org/{number}"}
    return json.dumps(record | ({"thumbnail": "A" * ballast} if ballast else {}), ensure_ascii=False) + "\n"


@dataclass
class Day:
    """One run of the script: where it works, what it expects of each generated file, and what happened."""

    folder: Path
    random: random.Random
    megabytes: int
    expected: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    number: int = 0
    cpu: float = 0.0

    @property
    def home(self) -> Path:
        """The home, on a disk of its own."""
        return self.folder / "disk" / "home"

    @property
    def landing(self) -> Path:
        """Where files are dropped."""
        return self.folder / "landing"

    def put(self, name: str, content: str | bytes, records: int, faults: int = 0) -> None:
        """Drop a file: how many records it has that can be read, and how many rows it should leave in quarantine."""
        path = self.landing / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.expected[name] = records, faults

    def fresh(self) -> int:
        """A number that no article had yet."""
        self.number += 1
        return self.number

    def command(self) -> list[str]:
        """The run that cron would start."""
        tool = str(Path(sys.executable).with_name("newswarehouse"))
        return [tool, "run", "--home", str(self.home), "--landing", str(self.landing)]

    def run(self, code: int = 0) -> str:
        """Run it to its end, which has to be with this exit code; returns what it said of trouble."""
        before = os.times().children_user + os.times().children_system
        done = subprocess.run(self.command(), capture_output=True, text=True, check=False, cwd=self.folder)
        self.cpu += os.times().children_user + os.times().children_system - before
        if done.returncode != code:
            raise SystemExit(f"a run ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
        return done.stderr.strip()

    def killed(self, sign: str) -> str:
        """Run it and kill it when the sign appears."""
        known = set(self.home.glob(f"{sign}/*" if "*" not in sign else sign))
        process = subprocess.Popen(
            self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder
        )
        while process.poll() is None:
            if set(self.home.glob(f"{sign}/*" if "*" not in sign else sign)) - known:
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.002)
        process.wait()
        return "killed" if process.returncode == -signal.SIGKILL else f"it ended before ({process.returncode})"

    def articles(self) -> int | None:
        """How many articles the live warehouse holds; None where there is none."""
        file = self.home / "warehouse.duckdb"
        if not file.exists():
            return None
        with duckdb.connect(str(file), read_only=True) as connection:
            row = connection.execute("SELECT count(*) FROM articles").fetchone()
        return row[0] if row else None


def drop(day: Day, hour: int, samples: list[Path], root: Path | None) -> None:
    """The files of an hour."""
    for _ in range(day.random.randrange(2, 6)):
        number = day.fresh()
        day.put(f"{hour:02}/page-{number}.txt", text(number), 1)
    numbers = [day.fresh() for _ in range(10)]
    day.put(f"{hour:02}/export.jsonl", "".join(line(number) for number in numbers), 10)
    for path in samples[hour::HOURS]:
        target = day.landing / "samples" / path.relative_to(root or path.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    if hour == 2:
        day.put("02/empty.txt", b"", 0, 1)
        day.put("02/picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, 0, 1)
        day.put("02/cut.txt.gz", gzip.compress(text(day.fresh()).encode())[:-40], 0, 1)
        broken = line(day.fresh()) + '{"title": "Broken", "text": "no end\n' + line(day.fresh())
        day.put("02/broken.jsonl", broken, 2, 1)
        day.faults.append(("4 corrupt files", "hour 02", "rows in quarantine; 2 good records of one of them read"))
    if hour == 3:
        day.put("03/again.txt", (day.landing / "00" / "export.jsonl").read_bytes(), 10)
        day.put("03/twice.jsonl", line(numbers[0]) * 3, 3)
        day.faults.append(("duplicates: a file, and lines", "hour 03", "records with status duplicate"))
    if hour == LARGE:
        each = 80_000
        count = day.megabytes * 1_000_000 // each
        path = day.landing / "09" / "large.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(count):
                file.write(line(day.fresh(), each))
        day.expected["09/large.jsonl"] = count, 0
        size = path.stat().st_size // 1_000_000
        day.faults.append((f"a JSON Lines file of {size} MB", f"hour {LARGE:02}", f"{count} records, in batches"))


def trouble(day: Day, hour: int) -> None:
    """What goes wrong in an hour, before its run succeeds."""
    before = day.articles()
    if hour in KILLS:
        what = day.killed(KILLS[hour])
        after = day.articles()
        kept = "the old warehouse answers" if after == before else f"WRONG: {before} articles became {after}"
        day.faults.append((f"kill -9 at {KILLS[hour]}", f"hour {hour:02}", f"{what}; {kept}; the next run completes"))
    if hour == CHANGED:
        number = day.fresh()
        name = next(name for name in day.expected if name.startswith("00/page"))
        day.put(name, text(number), 1)
        day.faults.append(("a file that changed", f"hour {hour:02}", "its new content replaces the old"))
    if hour == REMOVED:
        gone = day.landing / "20" / "gone.txt"
        gone.write_text(text(day.fresh()))
        subprocess.run(
            [sys.executable, "-c", _PLAN, str(day.home), str(day.landing)], check=True, capture_output=True, text=True
        )
        gone.unlink()
        day.faults.append(("a file removed before it was read", "hour 20", "planned, then gone: no row of it"))
    if hour == FULL and os.path.ismount(day.home.parent):
        room = os.statvfs(day.home)
        filler = day.home.parent / "filler"
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize - 40_000)
        said = day.run(code=1).replace("\n", " ")
        kept = "the old warehouse answers" if day.articles() == before else "WRONG: the warehouse changed"
        filler.unlink()
        day.faults.append(("a full disk", f"hour {hour:02}", f"exit code 1: “{said[:110]}…”; {kept}"))


_PLAN = """
import sys
from warehouse.home import Home
from warehouse.ledger import Ledger
Ledger(Home(*sys.argv[1:])).plan()
"""


def proof(day: Day) -> list[str]:
    """What is wrong; nothing, if each raw record stands exactly once."""
    from pipelines import read_articles

    wrong = []
    with duckdb.connect(str(day.home / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute("SELECT source_path, source_record, status FROM records").fetchall()
        refused = connection.execute("SELECT source_path, source_record FROM quarantine").fetchall()
        read = connection.execute("SELECT source_path, source_record FROM articles").fetchall()
    places = [(path, number) for path, number, _ in rows]
    if len(set(places)) != len(places):
        wrong.append("a record stands twice")
    if sorted(read) != sorted((path, number) for path, number, status in rows if status == "read"):
        wrong.append("a record that is read is no article, or an article has no record")
    for name, (records, faults) in sorted(day.expected.items()):
        found = sum(path == name and status != "quarantined" for path, _, status in rows)
        bad = sum(path == name for path, _ in refused)
        if (found, bad) != (records, faults):
            wrong.append(f"{name}: {found} records and {bad} in quarantine, not {records} and {faults}")
    whole = read_articles([day.landing])
    once = whole.records[["source_path", "source_record", "status"]].itertuples(index=False, name=None)
    if sorted(rows) != sorted((path, int(number), status) for path, number, status in once):
        wrong.append("the records are not those of the landing folder read at once")
    there = whole.quarantine[["source_path", "source_record"]].itertuples(index=False, name=None)
    if sorted(refused) != sorted((path, int(number)) for path, number in there):
        wrong.append("the quarantine is not that of the landing folder read at once")
    states = {state: sum(status == state for *_, status in rows) for state in ("read", "duplicate", "quarantined")}
    files = sum(1 for path in day.landing.rglob("*") if path.is_file())
    print(f"{files} files, {len(rows)} records: {states}; {len(refused)} rows in quarantine; {len(read)} articles")
    return wrong


def main() -> int:
    """Live through the day and count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=Path, help="more raw files, spread over the day")
    parser.add_argument("--megabytes", type=int, default=200, help="size of the large JSON Lines file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; default: a folder that is removed afterwards")
    told = parser.parse_args()
    folder = told.folder or Path(tempfile.mkdtemp(prefix="day-"))
    day = Day(folder, random.Random(told.seed), told.megabytes)  # noqa: S311 - no secret
    day.landing.mkdir(parents=True, exist_ok=True)
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    size = f"size={2 * told.megabytes + 1500}m"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)], check=False).returncode == 0
    samples = sorted(path for path in told.samples.rglob("*") if path.is_file()) if told.samples else []
    began = time.monotonic()
    try:
        for hour in range(HOURS):
            drop(day, hour, samples, told.samples)
            trouble(day, hour)
            day.run()
            print(f"{hour:02}:00  {day.articles()} articles", flush=True)
        wrong = proof(day)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(disk)], check=True)
        if not told.folder:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{time.monotonic() - began:.0f} s, {day.cpu:.0f} CPU seconds in runs\n")
    for row in [("fault", "when", "outcome"), *day.faults]:
        print(f"{row[0]:<36} {row[1]:<8} {row[2]}")
    print("\n" + ("each raw record stands exactly once" if not wrong else "WRONG:\n" + "\n".join(wrong)))
    return bool(wrong or any("WRONG" in outcome for *_, outcome in day.faults))


if __name__ == "__main__":
    sys.exit(main())
