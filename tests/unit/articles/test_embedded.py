"""Articles that a page carries for its scripts alone."""

from __future__ import annotations

import json

import pytest

from pipelines.articles import page
from pipelines.reading.record import Unreadable

BODY = "".join(f"<p>Sentence {n} says that the ferry ran aground off the harbour on Tuesday.</p>" for n in range(6))
STATE = {"queries": [{"state": {"data": {"detail": {"id": 7, "title": "Ferry runs aground", "contentHtml": BODY}}}}]}


def shell(script: str) -> str:
    return f"<html lang='en'><head><title>Ferry - Bell</title></head><body><div id='app'></div>{script}</body></html>"


@pytest.mark.parametrize(
    "script",
    [
        f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(STATE)}</script>",
        f"<script>window.x = window.x || []; if (x) {{ go() }} window.x.push({json.dumps(STATE)});</script>",
    ],
)
def test_text_that_only_scripts_have_is_found(script: str) -> None:
    draft = page.extract(shell(script), None)
    paragraphs = [block.text for block in draft.blocks if block.kind == "paragraph"]
    assert len(paragraphs) == 6
    assert paragraphs[0] == "Sentence 0 says that the ferry ran aground off the harbour on Tuesday."
    assert all(draft.text[block.start : block.end] == block.text for block in draft.blocks)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "<script>" + "[{" * 5000 + "</script>",
        f"<script>x = {json.dumps({'title': 'Short', 'text': 'Nothing much.'})}</script>",
        f"<script>x = {json.dumps({'name': None, 'html': BODY})}</script>",
    ],
)
def test_pages_without_any_text_stay_without(script: str) -> None:
    with pytest.raises(Unreadable) as caught:
        page.extract(shell(script), None)
    assert caught.value.reason == "no_article"
