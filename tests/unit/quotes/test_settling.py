from types import SimpleNamespace

from pipelines.quotes.above import Above
from pipelines.quotes.draft import Draft
from pipelines.quotes.settling import settle
from pipelines.quotes.speakers import Speaker

HOLT = Speaker(0, 4, "name", 0)


def reading(drafts, tokens=()):
    page = SimpleNamespace(paragraph_at=lambda char: char // 10)
    reporters = [SimpleNamespace(sentence=SimpleNamespace(tokens=list(tokens))) for _ in drafts]
    referents = SimpleNamespace(resolve=lambda *_, **__: None)
    above = Above(page, None, None, reporters)
    return SimpleNamespace(drafts=drafts, page=page, reporters=reporters, referents=referents, above=above)


def drafts(second):
    return [Draft(1, 5, "direct", 0, "after", speaker=HOLT, sure=0.9), Draft(second, second + 5, "direct", 1, "direct")]


def test_a_lone_quotation_goes_on_with_the_speaker_close_above():
    made = drafts(21)
    settle(reading(made))
    assert (made[1].speaker, made[1].rule, round(made[1].sure, 2)) == (HOLT, "paragraph before", 0.63)


def test_not_from_far_above_nor_beside_other_words():
    for second, tokens in ((31, ()), (21, (7,))):
        made = drafts(second)
        settle(reading(made, tokens))
        assert made[1].speaker is None


def test_who_is_reported_inside_a_report_does_not_take_over():
    neighbours = Speaker(5, 9, "nominal", anonymous=True)
    report = Draft(1, 9, "indirect", 0, "indirect", speaker=HOLT, sure=0.9)
    inside = Draft(3, 8, "indirect", 0, "indirect", speaker=neighbours, sure=0.9)
    lone = Draft(21, 26, "direct", 2, "direct")
    settle(reading([report, inside, lone]))
    assert lone.speaker == HOLT
