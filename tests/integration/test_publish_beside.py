"""Readers and publishers at the same time, in processes of their own: whole snapshots only, and never an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import newsroom
import pytest
from newsroom import put, run, story

from warehouse import query
from warehouse.home import Busy, Home

PUBLISHES = int(os.environ.get("NEWSWAREHOUSE_TEST_PUBLISHES", "5"))
EACH = 6

# Opens the warehouse again and again until it is told to stop, and prints every state that it saw.
READER = """
import sys, threading
from contextlib import closing
from warehouse import query
from warehouse.home import Home
home, told = Home(sys.argv[1]), threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), told.set()), daemon=True).start()
seen, opened = [], 0
print("ready", flush=True)
while not told.is_set():
    with closing(query.connect(home)) as connection:
        ask = lambda: connection.execute(
            "SELECT (SELECT snapshot FROM meta.publish), (SELECT files FROM meta.publish),"
            " (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes),"
            " (SELECT sum(articles) FROM marts.speaker_weeks), (SELECT count(*) FROM marts.sourcing),"
            " (SELECT count(*) FROM meta.provenance WHERE NOT proven)"
        ).fetchone()
        state = ask()
        assert ask() == state
        opened += 1
        if not seen or seen[-1] != state:
            seen.append(state)
for state in seen:
    print(*state)
print("opened", opened)
"""


def add(home: Home, number: int) -> None:
    """One more file, of six articles with a quote each."""
    lines = [story(f"{number}/{n}", f"“Word {number} {n},” said Ivo Brandt in Bergen.") for n in range(EACH)]
    put(home.landing, f"{number}.jsonl", *lines)


def test_a_reader_in_a_loop_sees_whole_snapshots_and_no_error(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "seeds")
    add(home, 0)
    run(home)
    command = [sys.executable, "-c", READER, str(home.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n"
        for number in range(1, PUBLISHES + 1):
            add(home, number)
            publisher = [sys.executable, newsroom.__file__, str(home.path), str(home.landing)]
            subprocess.run(publisher, check=True)
        printed, _ = reader.communicate()
    assert reader.returncode == 0
    *states, (_, opened) = [line.split() for line in printed.splitlines()]
    assert int(opened) > len(states) > 1
    numbers = [tuple(map(int, state)) for state in states]
    assert numbers == sorted(numbers)
    for snapshot, files, articles, quotes, quoting, sourced, unproven in numbers:
        assert (files, unproven) == (snapshot, 0)
        assert {articles, quotes, quoting, sourced} == {files * EACH}
    assert query.select(home, "SELECT max(snapshot) FROM meta.runs").rows == ((PUBLISHES + 1,),)


def test_a_publisher_that_another_machine_took_over_leaves_the_live_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home", tmp_path / "seeds")
    add(home, 0)
    run(home)
    before = home.warehouse.read_bytes()
    add(home, 1)
    owner = home.path / "publish.owner"

    def sleep_too_long(*_: object) -> None:
        owner.write_text(json.dumps({"host": "desk-2", "machine": "other", "pid": 17, "token": "t"}))

    monkeypatch.setattr("warehouse.content.Content.expect", sleep_too_long)
    with pytest.raises(Busy, match="another machine publishes"):
        run(home)
    assert home.warehouse.read_bytes() == before
    assert "desk-2" in owner.read_text()
