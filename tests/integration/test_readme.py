"""Every block of the README is run, and prints what the README says.

`UPDATE_README=1 pytest tests/integration/test_readme.py` writes what the commands print today into the README.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
FENCES = [token for token in MarkdownIt().parse(README.read_text(encoding="utf-8")) if token.type == "fence"]


def fences(kind):
    return [pytest.param(token.content, id=f"line {token.map[0] + 1}") for token in FENCES if token.info == kind]


def run(desk, command):
    """What a command line prints, with the project's programs first on the path, in the seeded folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        text=True,
        env=desk.environment | {"PATH": path},
        cwd=desk.folder,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return shown(desk, done.stdout)


def shown(desk, printed):
    text = printed.replace(str(desk.folder.resolve()), "/srv/news")
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


@pytest.fixture(scope="module")
def reader(seeded):
    """The seeded folder, with the part of the checkout that the README's commands name."""
    shutil.copytree(ROOT / "tests" / "gold", seeded.folder / "tests" / "gold", dirs_exist_ok=True)
    return seeded


@pytest.mark.parametrize("block", fences("console"))
def test_a_session_prints_what_it_says(reader, block):
    line, _, told = block.partition("\n")
    command = line.removeprefix("$ ")
    printed = shown(reader, reader.printed) if command == "newswarehouse run" else run(reader, command)
    if os.environ.get("UPDATE_README"):
        whole = README.read_text(encoding="utf-8")
        README.write_text(whole.replace(f"```console\n{block}```", f"```console\n{line}\n{printed}```"), "utf-8")
        return
    assert told == printed


@pytest.mark.parametrize("block", fences("python"))
def test_python_runs(reader, block):
    run(reader, f"python -c {shlex.quote(block)}")


@pytest.mark.parametrize("block", fences("sh"))
def test_commands_exist(reader, block):
    for line in block.strip().split("\n"):
        command = line.split("#")[0].split()
        if command[0] == "make":
            subprocess.run(["make", "--dry-run", *command[1:]], check=True, cwd=ROOT, capture_output=True)
        else:
            run(reader, f"{command[0]} {command[1]} --help")


@pytest.mark.parametrize("block", fences(""))
def test_the_cron_line_names_real_options(reader, block):
    *_, command = re.split(r"&& \S*/", block.strip())
    name, verb, *words = command.split()
    told = run(reader, f"{name} {verb} --help")
    assert all(word in told for word in words if word.startswith("--"))


def test_every_block_is_of_a_kind_that_is_run():
    assert {token.info for token in FENCES} == {"console", "python", "sh", ""}
