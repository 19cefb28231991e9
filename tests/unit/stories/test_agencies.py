"""Whose wire copy an article is."""

import pytest

from pipelines.stories.agencies import credited

BODY = "The ferry left late.\n\nIt came back on time."


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By The Associated Press", "Associated Press"),
        ("Reuters", "Reuters"),
        ("Mara Lindqvist | Reuters", "Reuters"),
        ("Mara Lindqvist (AFP)", "Agence France-Presse"),
        ("Von dpa", "Deutsche Presse-Agentur"),
        ("AFPWorld3 hours ago1.2K Views", "Agence France-Presse"),
        ("Kestrel News AgencyWorld5 hours ago", "Kestrel News Agency"),
        ("By Kestrel News Agency | 15 September 2026", "Kestrel News Agency"),
        ("Antara Sengupta", None),
        ("By Sana Memon", None),
        ("Staff with AFP", None),
        ("Agency for Roads", None),
        ("", None),
    ],
)
def test_bylines(line, agency):
    assert credited(BODY, None, [line]) == agency


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("LONDON (Reuters) - ", "Reuters"),
        ("WASHINGTON (AP) — ", "Associated Press"),
        ("Bremen (dpa/lni) - ", "Deutsche Presse-Agentur"),
        ("A dek of its own.\n\nPARIS (AFP) – ", "Agence France-Presse"),
        ("OSTRAVA, Czechia (Kestrel) — ", "Kestrel"),
        ("PARIS (France) — ", None),
        ("OSTRAVA, Czechia — ", None),
        ("", None),
    ],
)
def test_datelines(opening, agency):
    assert credited(opening + BODY) == agency


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("\n\n(APA)", "Austria Presse Agentur"),
        ("\n\nab/cd (AFP)", "Agence France-Presse"),
        (" (AFP)", "Agence France-Presse"),
        ("\n\nCopyright 2026 The Associated Press. All rights reserved.", "Associated Press"),
        ("\n\n© AFP", "Agence France-Presse"),
        ("\n\nReporting by Mara Lindqvist in Ostrava; Editing by Ivo Brandt", "Reuters"),
        ("\n\nThe Associated Press contributed to this report.", None),
        (" With files from AFP", None),
        (" She worked for Reuters.", None),
    ],
)
def test_endings(ending, agency):
    assert credited(BODY + ending) == agency


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [("Reuters", "Reuters"), ("www.apnews.com", "Associated Press"), ("Kestrel Post", None), (None, None)],
)
def test_outlets(outlet, agency):
    assert credited(BODY, outlet) == agency


def test_the_outlet_comes_before_the_byline_and_that_before_the_text():
    text = f"LONDON (Reuters) - {BODY}"
    assert credited(text, "AFP", ["dpa"]) == "Agence France-Presse"
    assert credited(text, "Kestrel Post", ["dpa"]) == "Deutsche Presse-Agentur"
