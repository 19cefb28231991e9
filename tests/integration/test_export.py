"""Each export of the demo corpus is what its format says."""

import csv
import datetime as dt
import json
import re
from collections import Counter

import duckdb
import pyarrow.parquet as pq
import pytest
from lxml import etree

from warehouse import exports, query
from warehouse.exports import articles, places
from warehouse.home import Home

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
# Properties of ninjs 3.0, of an item and of the objects in it; the schema allows no others.
NINJS = {
    "": "uri type standard representationType altIds firstCreated versionCreated language headlines descriptions "
    "bodies by located people organisations places infoSources",
    "standard": "name version schema",
    "altIds": "role value",
    "headlines": "role contentType value",
    "descriptions": "role contentType value",
    "bodies": "role contentType charCount wordCount value",
    "people": "name rel uri literal",
    "organisations": "name rel uri literal",
    "places": "name rel uri literal geojson",
    "infoSources": "name role uri literal",
}


@pytest.fixture(scope="module")
def home(seeded):
    return Home(seeded.home, seeded.landing)


def count(home, what):
    ((rows,),) = query.select(home, f"SELECT count(*) FROM {what}").rows
    return rows


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_every_table_is_exported_and_described(home, tmp_path, name):
    folder = exports.export(home, name, tmp_path / "out")
    package = json.loads((folder / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {"main.articles", "main.quotes", "marts.who_said_what"} <= resources.keys()
    assert {path.name for path in folder.iterdir()} == {r["path"] for r in resources.values()} | {"datapackage.json"}
    for resource in resources.values():
        assert resource["description"]
        assert all(field["type"] != "any" and field["description"] for field in resource["schema"]["fields"])
    fields = [field["name"] for field in resources["main.quotes"]["schema"]["fields"]]
    if name == "csv":
        with (folder / "main.articles.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert isinstance(json.loads(rows[0]["authors"]), list)
        assert all(dt.datetime.fromisoformat(row["published_at"]) for row in rows if row["published_at"])
    else:
        rows = pq.read_table(folder / "main.articles.parquet").to_pylist()
        assert pq.read_table(folder / "main.quotes.parquet").column_names == fields
    assert len(rows) == count(home, "articles")


def test_places_are_geojson(home, tmp_path):
    found = json.loads(exports.export(home, "geojson", tmp_path / "p.geojson").read_text())
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == count(
        home, "(SELECT DISTINCT location_id FROM location_mentions JOIN locations USING (location_id))"
    )
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert feature["properties"]["mentions"] >= feature["properties"]["articles"] >= 1
    kisumu = next(f for f in found["features"] if f["properties"]["name"] == "Kisumu")
    assert kisumu["properties"]["articles"] == 3
    assert kisumu["geometry"]["coordinates"] == pytest.approx([34.76, -0.1], abs=0.01)


def test_networks_are_graphml(home, tmp_path):
    folder = exports.export(home, "graphml", tmp_path / "networks")
    for name, kind in (("co-mentions", "undirected"), ("quotes", "directed")):
        root = etree.parse(folder / f"{name}.graphml").getroot()
        assert root.tag == f"{GRAPHML}graphml"
        keys = {key.get("id"): key.get("for") for key in root.iter(f"{GRAPHML}key")}
        (graph,) = root.iter(f"{GRAPHML}graph")
        assert graph.get("edgedefault") == kind
        nodes = Counter(node.get("id") for node in graph.iter(f"{GRAPHML}node"))
        assert set(nodes.values()) == {1}
        edges = list(graph.iter(f"{GRAPHML}edge"))
        assert edges
        assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= nodes.keys()
        for element in (*graph.iter(f"{GRAPHML}node"), *edges):
            assert {keys[data.get("key")] for data in element} == {etree.QName(element).localname}
    pair = {"outlet/Bight Courier", "person/joseph-wafula"}
    (edge,) = [edge for edge in edges if {edge.get("source"), edge.get("target")} == pair]
    assert edge[0].text == "2"


def test_articles_are_ninjs(home, tmp_path):
    lines = exports.export(home, "ninjs", tmp_path / "a.jsonl").read_text().splitlines()
    assert len(lines) == count(home, "articles")
    for item in map(json.loads, lines):
        assert item["uri"]
        assert item.keys() <= set(NINJS[""].split())
        for name, value in item.items():
            for part in value if isinstance(value, list) else [value] if isinstance(value, dict) else []:
                assert part.keys() <= set(NINJS[name].split()), name
                assert all(re.fullmatch(r"[a-z]+:\S+", part[key]) for key in ("uri", "schema") if key in part)
        for time in (item.get("firstCreated"), item.get("versionCreated")):
            assert time is None or dt.datetime.fromisoformat(time).tzinfo
        assert item["bodies"][0]["charCount"] == len(item["bodies"][0]["value"])


def test_articles_are_json_ld(home, tmp_path):
    found = json.loads(exports.export(home, "jsonld", tmp_path / "a.jsonld").read_text())
    assert found["@context"] == "https://schema.org"
    assert len({article["@id"] for article in found["@graph"]}) == count(home, "articles")
    quotations = [part for article in found["@graph"] for part in article.get("hasPart", [])]
    assert len(quotations) == count(home, "quotes WHERE kind IN ('direct', 'mixed')")
    assert {part["@type"] for part in quotations} == {"Quotation"}
    log = next(part for part in quotations if part["text"] == "I wrote it in the log both times,")
    assert log["spokenByCharacter"]["name"] == "Joseph Wafula"
    for article in found["@graph"]:
        assert article["@type"] == "NewsArticle"
        assert {named["@type"] for named in article.get("mentions", [])} <= {"Person", "Organization", "Place"}


def test_articles_have_the_columns_of_gdelt(home, tmp_path):
    text = exports.export(home, "gkg", tmp_path / "gkg.csv").read_text()
    rows = [line.split("\t") for line in text.splitlines()]
    assert len(rows) == count(home, "articles")
    assert {len(row) for row in rows} == {27}
    row = next(row for row in rows if row[4].endswith("lake-victoria-ferry-steering"))
    assert row[1] == "20260915153200"
    assert "1#Kenya#KE##" in row[9]
    body = query.select(
        home, "SELECT text FROM article_text JOIN articles USING (article_key) WHERE url = ?", [row[4]]
    ).rows[0][0]
    for place in row[10].split(";"):
        assert len(place.split("#")) == 9
    for name in row[12].split(";"):
        person, _, offset = name.rpartition(",")
        assert body[int(offset) :].split()[0].strip(",.") in person
    for quotation in row[22].split("#"):
        offset, length, _, words = quotation.split("|")
        assert body[int(offset) : int(offset) + int(length)] == words


def test_chile_is_no_ivory_coast(home, tmp_path):
    text = exports.export(home, "gkg", tmp_path / "gkg.csv").read_text()
    assert "1#Chile#CI#" in text


def test_quotations_have_the_two_shapes_of_quotebank(home, tmp_path):
    folder = exports.export(home, "quotebank", tmp_path / "quotebank")
    by_article = [json.loads(line) for line in (folder / "quotebank_articles.json").read_text().splitlines()]
    assert set(by_article[0]) >= {"articleID", "articleLength", "date", "title", "url", "names", "quotations"}
    quotes = [quote for article in by_article for quote in article["quotations"]]
    assert set(quotes[0]) == set(
        "quoteID quotation quotationOffset leftContext rightContext globalTopSpeaker globalProbas localTopSpeaker "
        "localProbas numOccurrences".split()
    )
    by_quotation = [json.loads(line) for line in (folder / "quotebank_quotations.json").read_text().splitlines()]
    assert len({quote["quoteID"] for quote in by_quotation}) == len(by_quotation)
    assert sum(quote["numOccurrences"] for quote in by_quotation) == len(quotes)
    for quote in by_quotation:
        assert sum(float(share) for _, share in quote["probas"]) == pytest.approx(1, abs=2e-4 * len(quote["probas"]))
        assert quote["probas"][0][0] == quote["speaker"]
    (hull,) = [quote for quote in by_quotation if quote["quotation"] == "The hull is holding and nobody is missing,"]
    assert (hull["speaker"], hull["numOccurrences"], hull["date"]) == ("Grace Atieno Odhiambo", 3, "2026-09-15")


def test_few_articles_and_rows_are_in_memory_at_once(home, tmp_path, monkeypatch):
    whole = exports.export(home, "jsonld", tmp_path / "one.jsonld").read_text()
    monkeypatch.setattr(articles, "AT_ONCE", 4)
    monkeypatch.setattr(places, "AT_ONCE", 3)
    assert exports.export(home, "jsonld", tmp_path / "two.jsonld").read_text() == whole


def test_what_is_there_is_kept_or_replaced_as_a_whole(home, tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "mine.txt").write_text("mine")
    with pytest.raises(query.NotAnswered, match="name another folder with --out"):
        exports.export(home, "csv", tmp_path / "csv")
    file = tmp_path / "p.geojson"
    file.write_text("old")
    exports.export(home, "geojson", file)
    assert json.loads(file.read_text())["features"]
    assert {path.name for path in tmp_path.iterdir()} == {"csv", "p.geojson"}
    assert [path.name for path in (tmp_path / "csv").iterdir()] == ["mine.txt"]


def test_a_failed_export_leaves_what_was_there(home, tmp_path, monkeypatch):
    file = tmp_path / "p.geojson"
    file.write_text("old")
    monkeypatch.setattr(places, "_PLACES", "SELECT nothing FROM nowhere")
    with pytest.raises(duckdb.Error):
        exports.export(home, "geojson", file)
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["p.geojson"]
