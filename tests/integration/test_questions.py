"""The questions on the demo corpus: each gives the row that its file says, and the cookbook says what they give.

`UPDATE_README=1 pytest tests/integration/test_questions.py` writes the cookbook anew.
"""

import os
import subprocess
import sys
from pathlib import Path

import cookbook
import pytest

from assets import show
from warehouse import questions
from warehouse.home import Home

ROOT = Path(__file__).resolve().parents[2]
COOKBOOK = ROOT / "docs" / "cookbook.md"


@pytest.fixture(scope="module")
def home(seeded):
    return Home(seeded.home, seeded.landing)


@pytest.mark.parametrize("question", questions.questions(), ids=lambda question: question.name)
def test_the_demo_corpus_answers_as_the_file_says(home, question):
    answer = questions.answer(home, question, cookbook.given(question))
    rows = [dict(zip(answer.columns, map(show.plain, row), strict=True)) for row in answer.rows]
    assert any(
        question.expect.items() <= {k: v for k, v in row.items() if not isinstance(v, list)}.items() for row in rows
    ), rows


def test_the_cookbook_says_what_the_questions_give(home):
    page = cookbook.page(home)
    if os.environ.get("UPDATE_README"):
        COOKBOOK.write_text(page, "utf-8")
    assert COOKBOOK.read_text("utf-8") == page


def test_the_example_in_pandas_runs(seeded):
    script = ROOT / "docs" / "examples" / "voices.py"
    command = [sys.executable, str(script), str(seeded.home / "warehouse.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    proven, _, all_of_them, *_ = done.stdout.strip().split("\n")[-1].split()
    assert int(proven) == int(all_of_them) > 100
