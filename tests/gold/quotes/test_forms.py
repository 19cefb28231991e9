"""Each form of quoting, in passages of our own: how many come out right in every respect, and none wholly wrong."""

from collections import Counter

from quotes.forms import measure

FLOOR = 0.94
FEWEST = 150


def test_the_forms_of_quoting_come_out_right():
    measured = measure()
    assert len(measured) >= FEWEST
    right, count = Counter(), Counter()
    for case, faults in measured:
        count[case["form"]] += 1
        right[case["form"]] += not faults
    assert sum(right.values()) >= FLOOR * len(measured), [(c["text"], found) for c, found in measured if found]
    assert min(right[form] / count[form] for form in count) >= 1 / 2, right
