"""One article, explained: what of its page was kept and dropped and why, who is named and quoted, which places."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from warehouse.home import Home

_SHORTEST_PREFIX = 4
_LISTED = 5

# An id names one article; a prefix, an address or a path may stand for several.
_FIND = """
SELECT article_key, article_id, title, source_path
FROM articles
WHERE article_id = lower($wanted)
    OR length($wanted) >= $shortest AND starts_with(article_id, lower($wanted))
    OR url = $wanted
    OR source_path = $wanted
    OR ends_with(source_path, '/' || $wanted)
    OR starts_with(source_path, $wanted || '!')
ORDER BY article_id = lower($wanted) DESC, source_path, source_record
LIMIT $most
"""
_REFUSED = """
SELECT source_path, stage, reason, message
FROM quarantine
WHERE source_path = $wanted OR ends_with(source_path, '/' || $wanted)
ORDER BY source_path, source_record
LIMIT 1
"""
_ALIKE = """
SELECT article_id, source_path
FROM articles
ORDER BY greatest(
    jaro_winkler_similarity(parse_filename(source_path), $wanted), jaro_winkler_similarity(coalesce(url, ''), $wanted)
) DESC, source_path, source_record
LIMIT 3
"""
_ARTICLE = """
SELECT article.* EXCLUDE (article_key, outlet_key, story_key), record.reader, record.status, body.text
FROM articles article
JOIN article_text body ON body.article_key = $key
LEFT JOIN records record
    ON record.article_key = $key
    AND record.source_path = article.source_path
    AND record.source_record = article.source_record
WHERE article.article_key = $key
"""
_SECTIONS = {
    "blocks": """
SELECT
    block.block,
    block.kind,
    block.rule,
    block.start_char IS NOT NULL AS in_text,
    coalesce(
        substr(body.text, block.start_char + 1, block.end_char - block.start_char),
        substr(record.text, block.source_start + 1, block.source_end - block.source_start)
    ) AS text,
    block.start_char,
    block.end_char,
    block.source_start,
    block.source_end
FROM blocks block
JOIN articles article ON article.article_key = $key
JOIN article_text body ON body.article_key = $key
LEFT JOIN records record
    ON record.article_key = $key
    AND record.source_path = article.source_path
    AND record.source_record = article.source_record
WHERE block.article_key = $key
ORDER BY block.block
""",
    "quotes": """
SELECT
    coalesce(entity.name, quote.speaker) AS speaker,
    entity.entity_id AS speaker_id,
    quote.speaker_text,
    quote.speaker_description,
    quote.is_anonymous,
    quote.kind,
    quote.text,
    quote.cue,
    quote.confidence,
    quote.in_title,
    quote.start_char,
    quote.end_char
FROM quotes quote
LEFT JOIN entities entity ON entity.entity_key = quote.speaker_key
WHERE quote.article_key = $key
ORDER BY quote.in_title DESC, quote.start_char, quote.end_char
""",
    "names": """
SELECT
    coalesce(entity.name, mention.text) AS name,
    entity.entity_id,
    coalesce(entity.label, mention.label) AS label,
    count(*) AS mentions,
    list(DISTINCT mention.text ORDER BY mention.text) AS called,
    list(DISTINCT mention.role ORDER BY mention.role) FILTER (mention.role IS NOT NULL) AS roles,
    max(mention.age) AS age,
    round(avg(mention.confidence ORDER BY mention.in_title, mention.start_char), 4) AS confidence
FROM entity_mentions mention
LEFT JOIN entities entity USING (entity_key)
WHERE mention.article_key = $key AND (mention.entity_key IS NOT NULL OR mention.kind = 'name')
GROUP BY ALL
ORDER BY mentions DESC, name, label
""",
    "places": """
SELECT
    coalesce(place.name, mention.text) AS name,
    mention.location_id,
    place.country_code,
    place.feature_code,
    place.latitude,
    place.longitude,
    count(*) AS mentions,
    list(DISTINCT mention.text ORDER BY mention.text) AS called,
    bool_or(mention.in_dateline) AS in_dateline,
    round(avg(mention.confidence ORDER BY mention.in_title, mention.start_char), 4) AS confidence
FROM location_mentions mention
LEFT JOIN locations place USING (location_id)
WHERE mention.article_key = $key
GROUP BY ALL
ORDER BY mentions DESC, name, mention.location_id
""",
    "spans": """
SELECT 'name' AS sort, in_title, start_char, end_char FROM entity_mentions WHERE article_key = $key AND kind = 'name'
UNION ALL SELECT 'place', in_title, start_char, end_char FROM location_mentions WHERE article_key = $key
UNION ALL SELECT 'quote', in_title, start_char, end_char FROM quotes WHERE article_key = $key AND kind <> 'scare'
ORDER BY ALL
""",
    "focus": """
SELECT focus.rank, focus.country_code, place.name AS place, focus.score
FROM article_focus focus
LEFT JOIN locations place USING (location_id)
WHERE focus.article_key = $key
ORDER BY focus.rank
""",
    "copies": """
SELECT pair.kind, other.article_id, other.outlet, other.title, pair.containment
FROM copies pair
JOIN articles other ON other.article_key = CASE pair.article_key WHEN $key THEN pair.other_key ELSE pair.article_key END
WHERE pair.article_key = $key OR pair.other_key = $key
ORDER BY pair.containment DESC, other.article_id
""",
}


class NoSuchArticle(query.NotAnswered):
    """No article, or several, go by that name."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article and everything that was found in it; each row is a mapping from column to value.

    Attributes:
        article: the columns of `articles`, with `text`, and `reader` and `status` of its record.
        blocks: the blocks of the page in their order; `in_text` where one is part of the text.
        quotes: what is said, by whom, and how sure that is.
        names: who and what is named, those named most first.
        places: the places named; without a `location_id` where it is not known which.
        spans: where names, places and quotes stand.
        focus: the countries that it is about.
        copies: articles with the same text, whole or in part.
    """

    article: dict[str, Any]
    blocks: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    names: list[dict[str, Any]]
    places: list[dict[str, Any]]
    spans: list[dict[str, Any]]
    focus: list[dict[str, Any]]
    copies: list[dict[str, Any]]


def explain(home: Home, wanted: str) -> Page:
    """The article that goes by an id, the first four or more digits of an id, an address, a source path or file name.

    Raises:
        NoWarehouse: nothing was published yet.
        NoSuchArticle: there is none or there are several; the message names the nearest, or why it was refused.
    """
    with closing(query.connect(home, bare=True)) as connection:
        key = _find(connection, wanted.strip())
        (article,) = _rows(connection, _ARTICLE, {"key": key})
        return Page(article, **{name: _rows(connection, sql, {"key": key}) for name, sql in _SECTIONS.items()})


def _find(connection: DuckDBPyConnection, wanted: str) -> int:
    asked = {"wanted": wanted, "shortest": _SHORTEST_PREFIX, "most": _LISTED + 1}
    found = _rows(connection, _FIND, asked)
    if not found:
        raise NoSuchArticle(_none(connection, wanted))
    if len(found) > 1 and found[0]["article_id"] != wanted.lower():
        listed = "".join(f"\n  {row['article_id']}  {row['source_path']}" for row in found[:_LISTED])
        raise NoSuchArticle(f"several articles go by '{wanted}': name one by its id{listed}")
    return int(found[0]["article_key"])


def _none(connection: DuckDBPyConnection, wanted: str) -> str:
    for row in _rows(connection, _REFUSED, {"wanted": wanted}):
        return f"{row['source_path']} is in quarantine ({row['stage']}, {row['reason']}): {row['message']}"
    alike = _rows(connection, _ALIKE, {"wanted": wanted})
    listed = "".join(f"\n  {row['article_id']}  {row['source_path']}" for row in alike)
    hint = f"the nearest are{listed}" if alike else "the warehouse has none yet"
    return f"no article goes by '{wanted}' (an id, the start of one, an address, a file): {hint}"


def _rows(connection: DuckDBPyConnection, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    result = query.ask(connection, sql, parameters)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]
