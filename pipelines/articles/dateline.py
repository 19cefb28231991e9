"""The place at the start of a report that says where it was filed from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.articles import calendar_words
from pipelines.articles.cities import stands_alone
from pipelines.articles.vocabulary import words


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place as printed (no agency, no date), its span in the paragraph, and agency and date if they are there."""

    place: str
    start: int
    end: int
    agency: str | None
    text_start: int
    date: str | None = None


_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*"
_PLACE = rf"(?:(?:{_WORD}|de|del|la|do|da|am|an|der|of|the|and|al|sur|upon|on)\s){{0,4}}{_WORD}"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE}(?:\s?[,/]\s?{_PLACE}){{0,3}}?)"
    rf"(?P<date>,?\s(?:(?i:{calendar_words.MONTH})\.?\s\d{{1,2}}|\d{{1,2}}\.?\s(?:de\s)?(?i:{calendar_words.MONTH}))\.?(?:,?\s\d{{4}})?)?"
    r"(?:,?\s?\((?P<agency>[A-Z][\w .,&’'/-]{1,40}|[a-z]{2,5}(?:/[\w-]{1,20})?)\))?"
    r"\s?(?P<mark>—|–|--|-|:|\.-|\.\s[–—-])\s?(?P<after>\d{1,2}\s\w{3,10}\s\d{4}:\s)?(?=[\w“\"‘'«„])"
)
_AGENCY_ONLY = re.compile(
    rf"\s*(?P<place>{_PLACE}(?:\s?[,/]\s?{_PLACE}){{0,2}})\s\((?P<agency>[A-Z][\w./-]{{1,20}})\)\s(?=[A-Z„“\"])"
)
# "新华社北京4月24日电": agency, place and day run together, and nothing sets them apart.
_CHINESE = re.compile(r"\s*(?P<place>[\u4e00-\u9fff]{2,6}(?:社|网)[\u4e00-\u9fff/]{2,12}\d{1,2}月\d{1,2}日[电電讯訊])")
_NO_PLACE = words(
    """
    advertisement analysis byline dateline headline breaking comment correction editorial exclusive explained
    explainer factbox fact-check feature here how interview just latest listen live new news note opinion photo
    photos podcast poll quiz read review see source story the this update updated video watch what when where
    who why warning q a and but so yes no also
    """
)


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that begins a paragraph, or None.

    It has to show a sure sign: capital letters throughout, an agency in brackets, a date, or a place and what contains
    it set off by a dash.
    """
    match = _CHINESE.match(paragraph)
    if match is not None:
        return Dateline(match["place"], match.start("place"), match.end("place"), None, match.end())
    match = _DATELINE.match(paragraph) or _AGENCY_ONLY.match(paragraph)
    if match is None or match.end() > 90:
        return None
    groups = match.groupdict()
    place, mark = match["place"].rstrip(" ,"), groups.get("mark")
    names = [part.strip() for part in re.split(r"[,/]", place)]
    first = names[0]
    begins_so = place.split()[0].casefold()
    if any(name.casefold() in _NO_PLACE for name in names) or (begins_so in _NO_PLACE and begins_so != "new"):
        return None
    if len(place) > 50 or len(first.split()) > 3:
        return None
    shouted = first.isupper() and sum(c.isalpha() for c in first) >= 3
    spaced = mark not in (None, ":") and paragraph[match.start("mark") - 1 : match.start("mark")] == " "
    dashed = mark in ("—", "–", "--") or spaced
    signed = bool(groups.get("agency") or groups.get("date") or groups.get("after"))
    contained = len(names) >= 2 and dashed and spaced and not paragraph[match.end()].islower()
    if not (
        (shouted and (dashed or signed or mark == ":")) or (signed and mark != ":") or contained or groups.get("after")
    ):
        return None
    start = match.start("place")
    date = (groups.get("date") or groups.get("after") or "").strip(" ,:") or None
    return Dateline(place, start, start + len(place), groups.get("agency"), match.end(), date)


_LONE_PLACE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[ /-][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+){0,2})(?:\.|:|\s?[·|]|\s[–—-])\s(?=[\w“\"‘'«„])"
)
_IN = r"(?:in|aus|nach|bei|from|near|en|à|a|de|di|nel|i|på|till|til|te|em|w)"
_LONGEST_PLACE = 30


def confirmed(paragraph: str, text: str) -> Dateline | None:
    """A dateline without any sure sign ("Lisbon. The council …").

    Its place is one that agencies let stand alone, or the article names it as a place ("in Lisbon").

    Args:
        paragraph: one of the first paragraphs.
        text: what the article says beside it.
    """
    match = _LONE_PLACE.match(paragraph)
    if match is None or len(match["place"]) > _LONGEST_PLACE:
        return None
    place = match["place"]
    if any(part.casefold() in _NO_PLACE for part in re.split(r"[ /-]", place)):
        return None
    first = re.escape(place.split("/")[0])
    known = stands_alone(place) and not paragraph[match.end()].islower()
    if not known and not re.search(rf"(?<!\w){_IN}\s{first}(?!\w)", text):
        return None
    return Dateline(place, 0, len(place), None, match.end())


_LINE = re.compile(
    rf"(?P<place>{_PLACE}(?:\s?[,/]\s?{_PLACE}){{0,2}}?)(?:\s\((?P<agency>[A-Z][\w./-]{{1,20}})\))?(?P<mark>\s?[.:—–-]{{1,2}})?"
)


def on_its_own(line: str, text: str) -> Dateline | None:
    """A dateline that fills the line above the first paragraph ("AUSTIN, Texas —", "Lisbon.", "Ankara").

    Args:
        line: a line right above one of the first paragraphs.
        text: what the article says below.
    """
    match = _LINE.fullmatch(line.strip())
    if match is None or len(line) > 2 * _LONGEST_PLACE:
        return None
    place = match["place"].rstrip(".")
    mark = (match["mark"] or "").strip() or match["place"][len(place) :]
    names = [part.strip() for part in re.split(r"[,/]", place)]
    if any(part.casefold() in _NO_PLACE for part in re.split(r"[ ,/-]", place)):
        return None
    named = mark and re.search(rf"(?<!\w){re.escape(names[0])}", text) is not None and len(names[0]) > 2
    shouted = names[0].isupper() and mark[:1] in ("—", "–", "-")
    if not (stands_alone(names[0]) or shouted or match["agency"] or (named and len(place.split()) <= 2)):
        return None
    start = line.index(place)
    return Dateline(place, start, start + len(place), match["agency"], len(line))
