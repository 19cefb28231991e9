"""Places on a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from duckdb import DuckDBPyConnection

AT_ONCE = 1000  # rows in memory

_PLACES = """
SELECT
    place.location_id,
    place.longitude,
    place.latitude,
    place.name,
    place.country_code,
    place.feature_code,
    place.population,
    count(*) AS mentions,
    count(DISTINCT mention.article_key) AS articles,
    CAST(min(article.published_on) AS VARCHAR) AS first_on,
    CAST(max(article.published_on) AS VARCHAR) AS last_on
FROM locations place
JOIN location_mentions mention USING (location_id)
JOIN articles article ON article.article_key = mention.article_key
GROUP BY ALL
ORDER BY place.location_id
"""


def geojson(connection: DuckDBPyConnection, file: Path) -> None:
    """A FeatureCollection (RFC 7946) of the places named, each with how often and in how many articles."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for number, row in enumerate(rows(connection, _PLACES)):
            longitude, latitude, location_id = row.pop("longitude"), row.pop("latitude"), row.pop("location_id")
            feature = {
                "type": "Feature",
                "id": location_id,
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {name: value for name, value in row.items() if value is not None},
            }
            out.write(("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False))
        out.write("\n]}\n")


def rows(
    connection: DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a query by column name, some at a time."""
    cursor = connection.cursor()
    cursor.execute("USE warehouse")
    cursor.execute(sql, parameters or {})
    names = [column[0] for column in cursor.description or ()]
    while part := cursor.fetchmany(AT_ONCE):
        yield from (dict(zip(names, row, strict=True)) for row in part)
    cursor.close()
