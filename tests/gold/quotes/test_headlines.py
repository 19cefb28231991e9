"""Headlines of our own: what is found in them is right, nobody speaks who does not, and most is found."""

from quotes.headlines import cases, faults, found, shares

FEWEST = 120
FLOORS = {"row precision": 0.97, "row recall": 0.95, "speaker precision": 0.98, "speaker recall": 0.95}


def test_headlines_come_out_right():
    made = cases()
    rows = found(made)
    assert len(made) >= FEWEST
    figures = shares(made, rows)
    wrong = [(c["title"], told) for c, r in zip(made, rows, strict=True) if (told := faults(c, r))]
    assert all(figures[name] >= floor for name, floor in FLOORS.items()), (figures, wrong)
    assert sum(not case["quotes"] for case in made) >= FEWEST / 5
