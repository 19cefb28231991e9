"""Training on a handful of made-up articles: the files, and that they come out the same."""

import gzip
import json

from pipelines.entities.article import find_entities
from pipelines.quotes.gold import Gold
from pipelines.quotes.reading import Reading
from pipelines.quotes.train import (
    CORPORA,
    Example,
    add_clauses,
    add_kinds,
    add_speakers,
    pages,
    tables,
    train,
    unseen,
)

NAMES = ("Ines Abubakar", "Joseph Wekesa", "Miriam Otieno", "Wanda Holt")
THINGS = ("quay", "market", "bridge", "harbour")


def document(number):
    name, thing = NAMES[number % 4], THINGS[number // 4 % 4]
    text = f"“The {thing} is closed,” said {name}.\n\nThe “Old {thing.title()}” opened early. {name} said it was late."
    speech = [1, text.index("”")]
    said = text.index("said")
    return {
        "doc_id": str(number),
        "text": text,
        "attributions": [
            {
                "id": "1",
                "source": [[said + 5, said + 5 + len(name)]],
                "cue": [[said, said + 4]],
                "content": [speech],
                "type": "direct",
            },
            {
                "id": "2",
                "source": [[text.rindex(name), text.rindex(name) + len(name)]],
                "cue": [[text.rindex("said"), text.rindex("said") + 4]],
                "content": [[text.rindex("it was"), len(text) - 1]],
                "type": "indirect",
            },
        ],
    }


def written(folder):
    lines = [json.dumps(document(n)) for n in range(16)]
    (folder / CORPORA[0]).write_bytes(gzip.compress("\n".join(lines[:12]).encode()))
    (folder / CORPORA[1]).write_text("\n".join(lines[12:]))
    (folder / "own.txt").write_text(
        "Holt read the “{s}Old Quay”. “{d}Enough,” she said.\n---\nIt was “{m}a mess”, said Holt."
    )
    return pages(folder, folder / "own.txt")


def test_the_same_articles_give_the_same_files(tmp_path):
    for out in (tmp_path / "one", tmp_path / "two"):
        out.mkdir()
        found = written(tmp_path)
        train([Example(n, gold, Reading(page, find_entities(page))) for n, (gold, page) in enumerate(found)], out)
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert names == ["calibration.json", "clauses.txt", "kinds.txt", "speakers.txt"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_quotes_by_models_that_have_not_seen_the_article(tmp_path):
    found = enumerate(written(tmp_path))
    examples = [Example(n, gold, Reading(page, find_entities(page))) for n, (gold, page) in found]
    train(examples, tmp_path)
    found = unseen(examples[0])
    text = examples[0].gold.text
    assert found["doc_id"] == "0"
    assert found["quotes"]
    assert all(text[row["start_char"] : row["end_char"]] == row["text"] for row in found["quotes"])


def test_the_articles_are_read_in_the_order_of_the_files(tmp_path):
    found = list(written(tmp_path))
    ids = [gold.document["doc_id"] for gold, _ in found]
    assert ids == [*(str(n) for n in range(16)), "own-0001", "own-0002"]
    assert all(isinstance(gold, Gold) and gold.text == page.text for gold, page in found)


def test_a_passage_of_our_own_says_nothing_of_clauses_and_speakers(tmp_path):
    made = tables()
    for number, (gold, page) in enumerate(written(tmp_path)):
        example = Example(number, gold, Reading(page, find_entities(page)))
        example.reading.take_clauses([0.0] * len(example.reading.complements))
        add_clauses(made["clauses"], example)
        add_kinds(made["kinds"], example)
        example.reading.take_kinds([1.0] * len(example.reading.places))
        add_speakers(made["speakers"], example)
    assert max(made["clauses"].articles) < 16
    assert max(made["speakers"].articles) < 16
    own = [number for number, article in enumerate(made["kinds"].articles) if article >= 16]
    assert [made["kinds"].right[number] for number in own] == [0, 1, 1]
