"""What Dagster costs over the plain functions, and how much memory many articles take.

    python tests/benchmarks/overhead.py [--articles 10000] [--words 120] [--workers 1] [--only dagster|plain]

The same JSON Lines files are loaded twice into a home of its own: by a loop over the plan that calls the stages and
publishes, and by `newswarehouse run`.  It prints CPU seconds of both with all their processes, the share that Dagster
costs, and the peak resident memory of all processes of the run together, after each quarter of its time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = (
    "harbour ferry council bridge winter school engine market river garden office voter budget doctor signal island"
    " library farmer tunnel festival museum stadium airport minister teacher driver sailor builder painter singer"
).split()
NAMES = ("Joseph Wekesa", "Anna Olsen", "Ivo Brandt", "Mara Lindqvist", "Valentina Huerta", "Grace Odhiambo")
PLACES = ("Kisumu", "Mombasa", "Bergen", "Ostrava", "Calama", "Tripoli", "Lamu", "Malindi")
FILE = 1000

PLAIN = """
import sys
from pathlib import Path
from warehouse import configuration, stages
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger
from warehouse.publish import publish
home = Home(*sys.argv[1:])
lake, settings = Lake(home), configuration.load().settings
for batch in Ledger(home).plan():
    stages.read(lake, batch, settings)
    stages.annotate_batch(lake, batch, settings)
publish(home)
"""


def article(number: int, words: int) -> str:
    """A line of JSON with an article that no other number has."""
    source = random.Random(number)  # noqa: S311 - no secret
    sentences = [f"“We waited {number} days for the {source.choice(WORDS)},” said {source.choice(NAMES)}, a sailor."]
    while sum(len(sentence.split()) for sentence in sentences) < words:
        one, other = source.sample(WORDS, 2)
        sentences.append(f"The {one} in {source.choice(PLACES)} met the {other} on day {source.randrange(999)}.")
    title = f"{source.choice(PLACES)} votes on its {source.choice(WORDS)} for the {number}th time"
    record = {"title": title, "text": " ".join(sentences), "url": f"https://example.org/{number}"}
    return json.dumps(record, ensure_ascii=False) + "\n"


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, list[int]]:
    """CPU seconds of the command with its processes, and the bytes that they hold together, every two seconds."""
    before = os.times()
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    memory = []
    while process.poll() is None:
        memory.append(sum(resident(pid) for pid in family(process.pid)))
        time.sleep(2)
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return after.children_user + after.children_system - before.children_user - before.children_system, memory


def family(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii").split()
        except OSError:
            continue
        found += [int(child) for child in children]
    return found


def resident(pid: int) -> int:
    """Bytes of the process that no other one shares, or its share of them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", choices=("dagster", "plain"))
    told = parser.parse_args()
    spent = {}
    with tempfile.TemporaryDirectory() as folder:
        landing = Path(folder, "landing")
        landing.mkdir()
        for first in range(0, told.articles, FILE):
            lines = (article(number, told.words) for number in range(first, min(first + FILE, told.articles)))
            (landing / f"{first:07}.jsonl").write_text("".join(lines), encoding="utf-8")
        tool = str(Path(sys.executable).with_name("newswarehouse"))
        commands = {
            "plain": [sys.executable, "-c", PLAIN, str(Path(folder, "plain")), str(landing)],
            "dagster": [tool, "run", "--home", str(Path(folder, "dagster")), "--landing", str(landing)],
        }
        for name, command in commands.items():
            if told.only not in (None, name):
                continue
            spent[name], memory = measured(command, {"NEWSWAREHOUSE_WORKERS": str(told.workers)})
            quarter = max(1, len(memory) // 4)
            peaks = [max(memory[at : at + quarter], default=0) >> 20 for at in range(0, 4 * quarter, quarter)]
            shown = ", ".join(f"{peak} MB" for peak in peaks)
            print(
                f"{name:<8} {told.articles} articles: {spent[name]:.1f} CPU seconds; peak by quarter: {shown}",
                flush=True,
            )
    if len(spent) == 2:
        print(f"dagster costs {spent['dagster'] / spent['plain'] - 1:.1%} over the plain functions")


if __name__ == "__main__":
    main()
