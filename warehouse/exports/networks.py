"""Networks: who is named with whom, and which outlet quotes whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from warehouse.exports.places import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection
    from lxml.etree import _Element

# http://graphml.graphdrawing.org/specification.html
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "http://graphml.graphdrawing.org/xmlns"

_NAMED = """
SELECT entity.entity_id AS id, entity.name, entity.label, count(DISTINCT mention.article_key) AS articles
FROM entities entity
JOIN entity_mentions mention USING (entity_key)
GROUP BY entity.entity_id, entity.name, entity.label
ORDER BY id
"""
_NAMED_TOGETHER = """
SELECT one.entity_id AS source, other.entity_id AS target, pair.articles AS weight
FROM marts.co_mentions pair
JOIN entities one ON one.entity_key = pair.a_key
JOIN entities other ON other.entity_key = pair.b_key
ORDER BY source, target
"""
_VOICES = """
SELECT 'outlet/' || outlet AS id, outlet AS name, 'OUTLET' AS label, articles FROM outlets
UNION ALL
SELECT speaker_id, any_value(speaker), any_value(speaker_label), sum(articles)::BIGINT
FROM marts.speakers_by_outlet
WHERE outlet IS NOT NULL
GROUP BY speaker_id
ORDER BY id
"""
_QUOTES = """
SELECT 'outlet/' || outlet AS source, speaker_id AS target, quotes AS weight
FROM marts.speakers_by_outlet
WHERE outlet IS NOT NULL
ORDER BY source, target
"""


def graphml(connection: DuckDBPyConnection, folder: Path) -> None:
    """`co-mentions.graphml`, undirected, weighted by articles; `quotes.graphml`, from outlet to speaker, by quotes."""
    _network(folder / "co-mentions.graphml", "undirected", rows(connection, _NAMED), rows(connection, _NAMED_TOGETHER))
    _network(folder / "quotes.graphml", "directed", rows(connection, _VOICES), rows(connection, _QUOTES))


def _network(file: Path, kind: str, nodes: Iterator[dict[str, Any]], edges: Iterator[dict[str, Any]]) -> None:
    from lxml import etree

    keys = {
        "name": ("node", "string"),
        "label": ("node", "string"),
        "articles": ("node", "long"),
        "weight": ("edge", "long"),
    }
    with etree.xmlfile(str(file), encoding="utf-8") as out:
        out.write_declaration()
        with out.element("graphml", nsmap={None: _SPACE}):
            for name, (what, type_) in keys.items():
                out.write(etree.Element("key", {"id": name, "for": what, "attr.name": name, "attr.type": type_}))
            with out.element("graph", edgedefault=kind):
                for node in nodes:
                    out.write(_element("node", {"id": node.pop("id")}, node))
                for edge in edges:
                    ends = {"source": edge["source"], "target": edge["target"]}
                    out.write(_element("edge", ends, {"weight": edge["weight"]}))


def _element(tag: str, attributes: Mapping[str, str], data: Mapping[str, Any]) -> _Element:
    from lxml import etree

    element = etree.Element(tag, {name: _clean(value) for name, value in attributes.items()})
    for key, value in data.items():
        etree.SubElement(element, "data", key=key).text = _clean(str(value))
    return element


def _clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to write."""
    return _UNWRITABLE.sub("", text)
