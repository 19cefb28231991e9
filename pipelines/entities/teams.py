"""Places that stand for their teams: in a sports report "Alabama" plays, and is no state.

A name is a team's where the report is about sport and the words beside the name say that it plays: a verb of playing,
a score, a coach.  Nothing tells which team of that place it is, so such a name stays in its article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.entities.names import fold

if TYPE_CHECKING:
    from pipelines.entities.mention import Mention
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

METHOD = "team"
METHOD_CLUB = "club"
ENOUGH = 4  # different words of sport make a sports report
_SPORT = re.compile(
    r"\b(?:season|coach|league|playoffs?|touchdowns?|quarterback|innings?|wickets?|striker|midfielder|goalkeeper|"
    r"defender|halftime|half-time|fixtures?|championships?|tournament|semi-?finals?|quarter-?finals?|bowl|NFL|NBA|NHL|"
    r"MLB|FIFA|UEFA|batsman|bowler|pitcher|rebounds|scored|goals?|stadium|teammates?|kick-?off|penalty|rugby|cricket|"
    r"football|soccer|basketball|baseball|hockey|qualifiers?|standings|draft|squad|offense|roster)\b"
)
_PLAYS = re.compile(
    r"\s+(?:(?:have|has|had|will|also|were|was)\s+)?(?:beat|beats|beaten|defeat(?:s|ed)?|wins?|won|lost|loses?|drew|"
    r"play(?:s|ed)?|faces?|faced|scored|hosts?|trail(?:s|ed)|led\s+\d|qualif(?:y|ied)|finished|fielded|"
    r"clinched|advanced)\b"
)
_OF_TEAM = re.compile(
    r"(?:['’]s)?\s+(?:(?:head|assistant|new|former|national)\s+)?(?:coach|captain|manager|striker|midfielder|defender|goalkeeper|forward|"
    r"batsman|bowler|fans|players?|team|side|squad|bench|offense|defense|quarterback|winger|fly-half|prop|guard|job)\b"
)
_PLAYED = re.compile(
    r"\b(?:beat|beats|beating|defeated|defeating|against|versus|vs\.?|over|thrashed|edged|routed|facing|"
    r"coach(?:es|ed|ing)?(?:\s+at)?)\s+$"
)
_SCORE = re.compile(r"\s+\d{1,3}(?:\s*[-–,]\s*[A-Z\d]|\s+[A-Z]|\s*$|\s*\n)")
_CLUB = re.compile(
    r" (?:State(?! [Uu]niv)|United|City|Town|Rovers|Rangers|Athletic|Wanderers|Hotspur|Albion|County|FC|F\.C\.|AFC|"
    r"[A-Z][a-z]+(?:s|x))\b(?![’'])"
)
_VENUE = re.compile(r"\b(?:in|near|from|outside|across)\s+(?:the\s+)?$")


def with_teams(page: Page, mentions: list[Mention], gazetteer: Gazetteer | None) -> list[Mention]:
    """The mentions, those of places that play marked by `label_method`; a team of a town or state is an ORG.

    Args:
        page: the article.
        mentions: names in the text.
        gazetteer: tells countries, whose teams keep their label; without it every place keeps its label.
    """
    if len({m.group().casefold() for m in _SPORT.finditer(page.text)}) < ENOUGH:
        return mentions
    mentions = [_nickname(page, m) for m in _clubs(page, mentions)]
    plays: dict[str, int] = defaultdict(int)
    for mention in mentions:
        if mention.label == "GPE":
            plays[fold(mention.text)] += _plays(page, mention)
    return [_marked(page, m, plays[fold(m.text)], gazetteer) if m.label == "GPE" else m for m in mentions]


def _clubs(page: Page, mentions: list[Mention]) -> list[Mention]:
    """A place with the name of its club behind it is that club: Leeds United, Boston Bruins."""
    found: list[Mention] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            continue
        club = _CLUB.match(page.text, mention.end) if mention.label == "GPE" else None
        if club and page.token_at(club.start() + 1).tag_ in ("NNP", "NNPS"):
            text = page.text[mention.start : club.end()]
            found.append(replace(mention, end=club.end(), text=text, label="ORG", label_method=METHOD_CLUB))
        else:
            found.append(mention)
    return found


def _nickname(page: Page, mention: Mention) -> Mention:
    """The Lakers are a club, whatever the model took the one word for."""
    plural = " " not in mention.text and page.token_at(mention.start).tag_ == "NNPS"
    the = page.text[max(0, mention.start - 4) : mention.start].casefold() == "the "
    if plural and the and mention.label in ("PERSON", "GPE", "LOC", "FAC", "PRODUCT"):
        return replace(mention, label="ORG", label_method=METHOD_CLUB)
    return mention


def _plays(page: Page, mention: Mention) -> bool:
    before, after = page.text[max(0, mention.start - 24) : mention.start], page.text[mention.end : mention.end + 40]
    if _VENUE.search(before):
        return False
    return any(sign.match(after) for sign in (_PLAYS, _OF_TEAM, _SCORE)) or _PLAYED.search(before) is not None


def _marked(page: Page, mention: Mention, plays: int, gazetteer: Gazetteer | None) -> Mention:
    venue = _VENUE.search(page.text[max(0, mention.start - 24) : mention.start])
    if not plays or venue or gazetteer is None:
        return mention
    national = any(place.is_country for place in gazetteer.candidates(mention.text))
    return replace(mention, label="GPE" if national else "ORG", label_method=METHOD)
