import pytest

from pipelines.quotes.descriptions import age_of, plain_role


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("“No,” said Marit Solheim, a former envoy to the islands.", "a former envoy to the islands"),
        ("“No,” said Marit Solheim, chairwoman of the fund.", "chairwoman of the fund"),
        ("“No,” said Norwegian economist Marit Solheim.", "Norwegian economist"),
        ("“No,” the envoy, Marit Solheim, said.", "the envoy"),
        ("“No,” said the owner of the old mill, Marit Solheim.", "the owner of the old mill"),
        ("Marit Solheim was a goalkeeper for the town. “No,” Solheim said.", "a goalkeeper for the town"),
        ("“No,” said Marit Solheim, the band played on.", None),
        ("“No,” Marit Solheim said, a smile on her face.", None),
        ("“No,” said Mrs Marit Solheim.", None),
        ("Marit Solheim has a shop and is the owner of the mill. “No,” Solheim said.", "the owner of the mill"),
        ("“No,” said a resident surnamed Solheim.", "a resident"),
        ("“No,” said Marit Solheim from the Bergen Land Council.", "from the Bergen Land Council"),
        ("“No,” said Marit Solheim, who keeps the bees of the abbey.", "who keeps the bees of the abbey"),
    ],
)
def test_what_stands_beside_the_name(rows, text, description):
    assert rows(text)[0]["speaker_description"] == description


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("“No,” said Marit Solheim, 61, of Bergen.", 61),
        ("“No,” said Marit Solheim, aged 61.", 61),
        ("“No,” said Marit Solheim, a 61-year-old baker.", 61),
        ("“No,” said Marit Solheim (61).", 61),
        ("“No,” said Marit Solheim.", None),
        ("Marit Solheim bakes. The 61-year-old was up early.\n\n“No,” said Marit Solheim.", 61),
    ],
)
def test_age(rows, text, age):
    assert rows(text)[0]["speaker_age"] == age


def test_age_and_role_of_a_description():
    assert age_of("a 61-year-old baker") == 61
    assert age_of("a 400-year-old oak") is None
    assert plain_role("a 61-year-old baker from the valley") == "baker"
    assert plain_role("the former envoy to the islands") == "former envoy to the islands"


@pytest.mark.parametrize("text", ["who keeps the bees", "from the Bergen Land Council", "of the abbey", "one of them"])
def test_what_names_no_role_gives_none(text):
    assert plain_role(text) is None


def test_a_place_is_not_described_by_who_comes_from_it(rows):
    text = (
        "“I want peace,” said Marit Solheim, a 40-year-old baker from the Bergen suburbs.\n\n"
        "Bergen reiterated its call for a new bridge, and “no more delays,” said Bergen."
    )
    told = {row["speaker"]: row["speaker_description"] for row in rows(text)}
    assert told["Marit Solheim"] == "a 40-year-old baker from the Bergen suburbs"
    assert told.get("Bergen") is None
