"""The data dictionary: every table, view and column of the warehouse, as the page `docs/tables.md`.

`python -m warehouse.dictionary docs/tables.md` writes it; it is made from the comments that the file itself carries.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from warehouse import content
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.statements import SCHEMAS

_HEAD = """\
# The tables

Made from the comments in the file itself, which `FROM duckdb_columns()` shows too. All keys are integers made from the
ids, tables of articles are sorted by `article_key`, and what is not known is `NULL`. Offsets count Unicode code points,
half-open: `start_char` and `end_char` in the article's text (in its title where `in_title`), `source_start` and
`source_end` in `records.text`.
"""
_ABOUT = {
    "main": "Facts, and the dimensions that they join with.",
    "marts": "Answers made ready. What is heavy is stored, the others are views.",
    "exchange": "The shapes that others know, read-only.",
    "meta": "What the file was made from, and the proof of every row.",
}
_TABLES = """
SELECT table_name, comment, 'table' FROM duckdb_tables() WHERE database_name = 'held' AND schema_name = $schema
UNION ALL
SELECT view_name, comment, 'view' FROM duckdb_views() WHERE database_name = 'held' AND schema_name = $schema
ORDER BY table_name
"""
_COLUMNS = """
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE database_name = 'held' AND schema_name = $schema AND table_name = $table
ORDER BY column_index
"""


def page(file: Path) -> str:
    """The dictionary of a published warehouse, as Markdown."""
    lines = [_HEAD]
    with closing(duckdb.connect()) as connection:
        connection.execute(f"ATTACH '{content.escaped(file)}' AS held (READ_ONLY)")
        for schema in dict.fromkeys(["main", "marts", *SCHEMAS.values()]):
            lines.append(f"## {schema}\n\n{_ABOUT.get(schema, '')}\n")
            for name, comment, kind in connection.execute(_TABLES, {"schema": schema}).fetchall():
                lines.append(f"### {schema}.{name}\n\n{comment}{' (view)' if kind == 'view' else ''}\n")
                lines.append("| column | type | what it holds |\n| --- | --- | --- |")
                rows = connection.execute(_COLUMNS, {"schema": schema, "table": name}).fetchall()
                lines += [f"| {column} | {kind} | {said} |" for column, kind, said in rows]
                lines.append("")
    return "\n".join(lines)


def empty() -> str:
    """The dictionary of a warehouse without any article; it is that of every other too."""
    with TemporaryDirectory() as folder:
        home = Home(folder, folder)
        return page(publish(home).path)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(empty(), encoding="utf-8")
