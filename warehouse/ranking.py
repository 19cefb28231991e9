"""Macros for asking that a warehouse file holds, and the one that ranks by a full-text index beside it.

`search(words, hits)` finds articles and quotes.  The file's own macro reads every text; where the home has an index,
`attach` shadows it by one that ranks by BM25.  Its column `method` says which of both answered.

BM25 as in Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", with k1 = 1.2 and b = 0.75 and the
weight of a word always positive, ln(1 + (n - df + 0.5) / (df + 0.5)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse import extensions

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.home import Home

NAME = "search_index"
WHATS = ("articles", "quotes")
# What is no letter and no digit parts words; what the extension takes by default leaves typographic marks on them.
PARTS = "[^\\p{L}\\p{N}]+"
_FOUND = """
    SELECT
        {score} AS score,
        'article' AS found,
        article.article_id,
        article.published_on,
        article.outlet,
        CAST(NULL AS VARCHAR) AS speaker,
        article.title AS text,
        '{method}' AS method
    FROM {articles}
    JOIN warehouse.main.articles article USING (article_key)
    UNION ALL
    SELECT
        {score},
        'quote',
        article.article_id,
        article.published_on,
        article.outlet,
        coalesce(speaker.name, quote.speaker_text),
        quote.text,
        '{method}'
    FROM {quotes}
    JOIN warehouse.main.articles article ON article.article_key = quote.article_key
    LEFT JOIN warehouse.main.entities speaker ON speaker.entity_key = quote.speaker_key
"""
_ORDER = "ORDER BY score DESC NULLS LAST, published_on DESC NULLS LAST, article_id, found, text LIMIT hits"

# Every word must be there as it is typed: without weights, a text with one of them is not yet an answer.
_HAS_ALL = """list_bool_and(list_transform(
    string_split_regex(trim(lower(words)), '\\s+'), lambda word: contains(lower({text}), word)
))"""
_ARTICLES_READ = """(
    SELECT body.article_key
    FROM warehouse.main.article_text body
    JOIN warehouse.main.articles head USING (article_key)
    WHERE {has_all}
) hit"""
_QUOTES_READ = "(SELECT * FROM warehouse.main.quotes WHERE kind <> 'scare' AND {has_all}) quote"
_READING = _FOUND.format(
    score="CAST(NULL AS DOUBLE)",
    method="contains",
    articles=_ARTICLES_READ.format(has_all=_HAS_ALL.format(text="concat_ws(' ', head.title, body.text)")),
    quotes=_QUOTES_READ.format(has_all=_HAS_ALL.format(text="concat_ws(' ', speaker, text)")),
).replace("warehouse.main.", "main.")
SEARCH = "search(words, hits := 20)"
_SEARCH_SAYS = (
    "Articles and quotes with these words. Here each text is read (method: contains); "
    "newswarehouse search and sql rank by BM25 where newswarehouse index has made an index (method: bm25)."
)

_RANKED = """(
    SELECT any_value(doc.article_key) AS article_key, any_value(doc.quote_id) AS quote_id, sum(
        ln(1 + (stats.docs - term.df + 0.5) / (term.df + 0.5))
        * posting.tf * 2.2 / (posting.tf + 1.2 * (0.25 + 0.75 * doc.length / stats.mean_length))
    ) AS score
    FROM (
        SELECT DISTINCT stem(unnest(
            regexp_split_to_array(lower(strip_accents(words)), '{parts}')
        ), 'english') AS term
    ) wanted
    JOIN {index}.{what}_terms term USING (term)
    JOIN {index}.{what}_postings posting USING (term_id)
    JOIN {index}.{what}_docs doc USING (doc)
    CROSS JOIN {index}.{what}_stats stats
    GROUP BY doc.doc
    ORDER BY score DESC, doc.doc
    LIMIT hits
)"""


# Signature to body and description, as in `model.MACROS`.
MACROS = {
    "is_named(name, wanted)": (
        "contains(strip_accents(lower(name)), strip_accents(lower(wanted)))",
        "Whether the name holds what is wanted, whatever its case and accents.",
    ),
    SEARCH: (f"TABLE SELECT * FROM ({_READING}) {_ORDER}", _SEARCH_SAYS),  # noqa: S608 - made above
}


@dataclass(frozen=True, slots=True)
class Index:
    """What an index is: the fingerprint of the warehouse it was made from, and how much it holds."""

    fingerprint: str
    articles: int
    quotes: int


def create(connection: DuckDBPyConnection) -> None:
    """Let the connection ask with the macros of a warehouse in use that was published before they were made."""
    for signature, (body, _) in MACROS.items():
        connection.execute(f"CREATE TEMP MACRO {signature} AS {body}")


def file(home: Home) -> Path:
    """The index of a home."""
    return home.path / "search.duckdb"


def attach(connection: DuckDBPyConnection, home: Home) -> Index | None:
    """Let `search` rank by the index of the home; returns what the index is, None where there is none to be used.

    The warehouse must be attached as `warehouse`, and the full-text extension loaded.
    """
    path = file(home)
    if not path.exists() or extensions.file("fts") is None:
        return None
    try:
        connection.execute(f"ATTACH {quoted(path)} AS {NAME} (READ_ONLY)")
        row = connection.execute(f"FROM {NAME}.made").fetchone()
    except duckdb.Error:
        return None
    hits = {what: _RANKED.format(index=NAME, what=what, parts=PARTS) for what in WHATS}
    found = _FOUND.format(
        score="round(hit.score, 4)",
        method="bm25",
        articles=f"{hits['articles']} hit",
        quotes=f"{hits['quotes']} hit JOIN warehouse.main.quotes quote"
        " ON quote.article_key = hit.article_key AND quote.quote_id = hit.quote_id",
    )
    connection.execute(f"CREATE OR REPLACE TEMP MACRO {SEARCH} AS TABLE SELECT * FROM ({found}) {_ORDER}")  # noqa: S608 - made above
    return Index(*row) if row else None


def quoted(path: Path) -> str:
    """The path as a string in SQL."""
    return "'" + str(path).replace("'", "''") + "'"
