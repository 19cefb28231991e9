"""Articles as news items: IPTC ninjs 3.0 and schema.org JSON-LD, each with who is named and quoted, and where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from warehouse.exports.places import rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

AT_ONCE = 500  # articles in memory

# Facts are sorted by article, so a range of keys reads a few row groups of them.
_ARTICLES = """
WITH chosen AS (SELECT * FROM articles WHERE article_key BETWEEN $first AND $last),
named AS (
    SELECT mention.article_key, entity.entity_id, entity.label, entity.name, entity.wikidata_id, count(*) AS mentions
    FROM entity_mentions mention
    JOIN entities entity USING (entity_key)
    WHERE mention.article_key BETWEEN $first AND $last AND entity.label IN ('PERSON', 'ORG')
    GROUP BY ALL
),
entities_of AS (
    SELECT article_key, list({id: entity_id, label: label, name: name, wikidata_id: wikidata_id}
        ORDER BY mentions DESC, entity_id) AS entities
    FROM named
    GROUP BY article_key
),
placed AS (
    SELECT mention.article_key, place.location_id, place.name, place.latitude, place.longitude, place.country_code,
        count(*) AS mentions
    FROM location_mentions mention
    JOIN locations place USING (location_id)
    WHERE mention.article_key BETWEEN $first AND $last
    GROUP BY ALL
),
places_of AS (
    SELECT article_key, list({id: location_id, name: name, latitude: latitude, longitude: longitude,
        country_code: country_code} ORDER BY mentions DESC, location_id) AS places
    FROM placed
    GROUP BY article_key
),
quotes_of AS (
    SELECT quote.article_key, list({text: quote.text, speaker: coalesce(speaker.name, quote.speaker),
        speaker_id: speaker.entity_id, label: speaker.label} ORDER BY quote.in_title DESC, quote.start_char) AS quotes
    FROM quotes quote
    LEFT JOIN entities speaker ON speaker.entity_key = quote.speaker_key
    WHERE quote.article_key BETWEEN $first AND $last AND quote.kind IN ('direct', 'mixed')
    GROUP BY quote.article_key
)
SELECT
    chosen.*,
    body.text,
    coalesce(entities_of.entities, []) AS entities,
    coalesce(places_of.places, []) AS places,
    coalesce(quotes_of.quotes, []) AS quotes
FROM chosen
JOIN article_text body USING (article_key)
LEFT JOIN entities_of USING (article_key)
LEFT JOIN places_of USING (article_key)
LEFT JOIN quotes_of USING (article_key)
ORDER BY article_key
"""


def ninjs(connection: DuckDBPyConnection, file: Path) -> None:
    """A ninjs 3.0 object a line and article; https://iptc.org/std/ninjs/ninjs-schema_3.0.json."""
    with file.open("w", encoding="utf-8") as out:
        for article in _articles(connection):
            out.write(json.dumps(_ninjs(article), ensure_ascii=False) + "\n")


def jsonld(connection: DuckDBPyConnection, file: Path) -> None:
    """One JSON-LD document; a NewsArticle of https://schema.org a line of its graph."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"@context": "https://schema.org", "@graph": [')
        for number, article in enumerate(_articles(connection)):
            out.write(("," if number else "") + "\n" + json.dumps(_news_article(article), ensure_ascii=False))
        out.write("\n]}\n")


def _articles(connection: DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    keys = [key for (key,) in connection.execute("SELECT article_key FROM articles ORDER BY article_key").fetchall()]
    for at in range(0, len(keys), AT_ONCE):
        part = keys[at : at + AT_ONCE]
        yield from rows(connection, _ARTICLES, {"first": part[0], "last": part[-1]})


def _ninjs(article: dict[str, Any]) -> dict[str, Any]:
    changed = article["modified_at"] or article["published_at"]
    body = {"role": "main", "contentType": "text/plain", "value": article["text"], "wordCount": article["word_count"]}
    entities = article["entities"]
    people = [_named(entity) for entity in entities if entity["label"] == "PERSON"]
    organisations = [_named(entity) for entity in entities if entity["label"] == "ORG"]
    sources = [{"name": name} for name in (article["outlet"], article["agency"]) if name]
    return _filled(
        {
            "uri": _identifier(article),
            "type": "text",
            "standard": {
                "name": "ninjs",
                "version": "3.0",
                "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
            },
            "representationType": "full",
            "altIds": [{"role": "article_id", "value": article["article_id"]}],
            "firstCreated": _time(article["published_at"]),
            "versionCreated": _time(changed),
            "language": article["language"],
            "headlines": [{"role": "main", "value": article["title"]}] if article["title"] else None,
            "descriptions": [{"role": "summary", "value": article["dek"]}] if article["dek"] else None,
            "bodies": [body | {"charCount": len(article["text"])}],
            "by": ", ".join(article["authors"] or []) or None,
            "located": article["dateline"],
            "people": people,
            "organisations": organisations,
            "places": [_located(place) for place in article["places"]],
            "infoSources": sources,
        }
    )


def _named(entity: dict[str, Any]) -> dict[str, Any]:
    uri = f"http://www.wikidata.org/entity/{entity['wikidata_id']}" if entity["wikidata_id"] else None
    return _filled({"name": entity["name"], "rel": "mentions", "uri": uri, "literal": entity["id"]})


def _located(place: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    return _filled({"name": place["name"], "rel": "mentions", "uri": _geonames(place), "geojson": point})


def _news_article(article: dict[str, Any]) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": _identifier(article),
            "identifier": article["article_id"],
            "url": article["url"],
            "headline": article["title"],
            "abstract": article["dek"],
            "articleBody": article["text"],
            "articleSection": article["section"],
            "dateline": article["dateline"],
            "wordCount": article["word_count"],
            "inLanguage": article["language"],
            "datePublished": _time(article["published_at"]),
            "dateModified": _time(article["modified_at"]),
            "author": [{"@type": "Person", "name": name} for name in article["authors"] or []],
            "publisher": {"@type": "NewsMediaOrganization", "name": article["outlet"]} if article["outlet"] else None,
            "sourceOrganization": {"@type": "Organization", "name": article["agency"]} if article["agency"] else None,
            "mentions": [*map(_agent, article["entities"]), *map(_place, article["places"])],
            "hasPart": [_quotation(quote) for quote in article["quotes"]],
        }
    )


def _agent(entity: dict[str, Any]) -> dict[str, Any]:
    same = f"http://www.wikidata.org/entity/{entity['wikidata_id']}" if entity["wikidata_id"] else None
    kind = "Person" if entity["label"] == "PERSON" else "Organization"
    return _filled({"@type": kind, "@id": f"urn:newswarehouse:{entity['id']}", "name": entity["name"], "sameAs": same})


def _place(place: dict[str, Any]) -> dict[str, Any]:
    point = {"@type": "GeoCoordinates", "latitude": place["latitude"], "longitude": place["longitude"]}
    return _filled({"@type": "Place", "name": place["name"], "geo": point, "sameAs": _geonames(place)})


def _quotation(quote: dict[str, Any]) -> dict[str, Any]:
    speaker = None
    if quote["speaker_id"]:
        kind = "Person" if quote["label"] == "PERSON" else "Organization"
        speaker = {"@type": kind, "@id": f"urn:newswarehouse:{quote['speaker_id']}", "name": quote["speaker"]}
    return _filled({"@type": "Quotation", "text": quote["text"], "spokenByCharacter": speaker})


def _identifier(article: dict[str, Any]) -> str:
    return str(article["url"] or f"urn:newswarehouse:article:{article['article_id']}")


def _geonames(place: dict[str, Any]) -> str | None:
    """The address at GeoNames; a place of our own supplement, with a negative number, has none."""
    return f"https://sws.geonames.org/{place['id']}/" if place["id"] > 0 else None


def _time(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.replace(tzinfo=None).isoformat() + "Z"


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, [], "")}
