"""The line that says who wrote an article, when, for which section, and how often it was seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.articles import dates
from pipelines.articles.persons import person
from pipelines.articles.sections import section

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 240


@dataclass(slots=True)
class Byline:
    """What a byline says.  `roles` go with `authors` one by one and are '' where nothing is said."""

    authors: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    section: str | None = None
    published: dates.Published | None = None
    modified_at: datetime | None = None
    views: int | None = None
    labelled: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds a date or a view counter, as lines of other kinds seldom do."""
        return self.published is not None or self.modified_at is not None or self.views is not None

    @property
    def says_nothing(self) -> bool:
        """Whether the line is no byline at all."""
        return not (self.authors or self.labelled or self.dated)


_LABEL = re.compile(
    r"^(?:(?:written|reported|story|words|article|posted|published|reporting|text|edited)\s+(?:and\s+\w+\s+)?by|by|von|par"
    r"|por|di|door|av|af|autor(?:in)?:?|author:?|text:|oleh|propos recueillis par)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[\x1f|•·;/\u2022]\s*|\s+[-–—]\s+|\s*,\s+(?:and|und)\s+|\s*,\s+|\s+(?:and|und|et|y|e|og|och|en|&|with)\s+"
)
_GLUE = re.compile(
    r"(?<=[^\W\d_][^\W\d_])(?=\d)|(?<=\d)(?=[A-Z][a-z])|(?<=[KMkm])(?=[A-Z][a-z])|(?<=[a-zß-öø-ÿ.])(?=[A-ZÀ-ÖØ-Þ][\w’'])"
)
# Beginnings of surnames that have a capital inside.
_CAPITAL_INSIDE = re.compile(
    r"(?:\b(?:Mc|Mac|De|Di|Du|Da|Del|La|Le|Van|Von|Fitz|St|San|O|D|L|Al|El)|['’-][A-Za-z]{1,3})$"
)
_VIEWS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d{1,2})?)\s?([KMB])?\s?"
    r"(?:views?|reads?|hits|aufrufe|vues|visualizaciones|vistas|visitas|lecturas|visualizações|visualizzazioni|просмотр\w*)\b",
    re.IGNORECASE,
)
_FACTOR = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_UPDATED = re.compile(
    r"updated?|modified|edited|changed|aktualisiert|geändert|stand:|modifi[ée]e?|mis(?:e)? à jour"
    r"|actualizad[oa]|aggiornat[oa]|atualizad[oa]|bijgewerkt|oppdatert|uppdaterad|opdateret|обновлено",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|columnist|journalist|contributor|analyst|producer|chief|head|staff|critic"
    r"|professor|lecturer|researcher|fellow|director|presenter|photographer|author|redakteur\w*|korrespondent\w*|autor\w*"
    r"|journaliste|correspondant\w*|redactora?|periodista|corresponsal|special to|in [A-Z]\w+)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:follow(?: \w+)*|share|listen|print|save|email|comments?|(?:no|\d+) comments?|published|posted|last|on"
    r"|updated?|at|by|\d+ min(?:ute)?s?(?: read)?|read(?:ing)? time.*|\d{1,3}|first|from|in|exclusive|special"
    r"|veröffentlicht|publié le|publicado|pubblicato|am|um|le|el|à|il|date|data|modified|modifi[ée]e?"
    r"|aktualisiert.*|stand:?|uhr)\W*$",
    re.IGNORECASE,
)


_READING_TIME = re.compile(
    r"\b\d{1,3}\s?(?:min(?:ute)?[ns]?|minut[io]s?|minuti|mn)\.?"
    r"(?:[\s-](?:read|de lecture|di lettura|de lectura|lesezeit))?(?!\w)"
    r"|\b(?:temps de lecture|lesedauer|lesezeit|reading time|tiempo de lectura)\b\W*",
    re.IGNORECASE,
)
_LOOSE_CLOCK = re.compile(
    r"(?:\b(?:at|um|à|alle|a las|às|kl\.?)\s)?(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?(?:uhr|am|pm|[A-Z]{2,4})\b)?",
    re.IGNORECASE,
)


def parse(line: str, collected_at: datetime | None = None) -> Byline | None:
    """What a line says as a byline; None for a line that is none.

    A line is one if it begins with a label ("By", "Von", "Par"), or holds a date or a view counter and little else, or
    consists of names of persons and what belongs to them.  Parts may run together ("Jane DoeNews2 hours ago").

    Args:
        line: the line as printed.
        collected_at: what relative times are counted from; without it they stay as printed only.
    """
    if len(line) > LONGEST:
        return None
    found = Byline()
    rest = _take_views(_unglued(" ".join(line.split())), found)
    rest = _take_dates(rest, found, collected_at)
    if found.dated:
        rest = _UPDATED.sub("\x1f", _LOOSE_CLOCK.sub("\x1f", _READING_TIME.sub("\x1f", rest)))
    label = _LABEL.match(rest.strip(" \x1f"))
    if label:
        rest = rest.strip(" \x1f")[label.end() :]
        found.labelled = True
    unread = _take_people(rest, found)
    if found.says_nothing or (unread and not _is_headed(found, unread)):
        return None
    found.labelled = False if not found.authors else found.labelled
    return found


def _is_headed(found: Byline, unread: list[str]) -> bool:
    """Whether parts that nobody understands may stand in the byline: few words beside much that is understood."""
    words = sum(len(part.split()) for part in unread)
    if found.labelled:
        return (bool(found.authors) and words <= 12) or words <= 5
    return found.dated and words <= (4 if found.authors else 3)


def _unglued(line: str) -> str:
    """The line with a unit separator wherever two parts run together without a space."""

    def mark(match: re.Match[str]) -> str:
        before = line[max(0, match.start() - 6) : match.start()]
        return "" if _CAPITAL_INSIDE.search(before) else "\x1f"

    return _GLUE.sub(mark, line)


def _take_views(line: str, found: Byline) -> str:
    plain = line.replace("K\x1f", "K ").replace("M\x1f", "M ")
    match = _VIEWS.search(plain)
    if match is None:
        return line
    figure, suffix = match[1], (match[2] or "").upper()
    figure = figure.replace(",", ".") if suffix else re.sub(r"[.,\s]", "", figure)
    found.views = round(float(figure) * _FACTOR[suffix])
    return plain[: match.start()] + "\x1f" + plain[match.end() :]


def _take_dates(line: str, found: Byline, collected_at: datetime | None) -> str:
    """Dates one after the other, each taken as that of an update where a word before it says so."""
    for _ in range(3):
        stamp = dates.absolute(line)
        if stamp is None or stamp.day is None:
            break
        before = line[: stamp.start]
        resolved = dates.resolve(stamp, "byline", collected_at)
        if _UPDATED.search(before.rpartition("\x1f")[2][-40:]):
            found.modified_at = found.modified_at or (resolved.at if resolved else None)
        elif found.published is None:
            found.published = resolved
        line = before + "\x1f" + line[stamp.end :]
    if found.published is None and found.modified_at is None:
        ago = dates.relative(line, collected_at)
        if ago is not None and ago.raw in line:
            found.published = ago
            start = line.index(ago.raw)
            line = line[:start] + "\x1f" + line[start + len(ago.raw) :]
    return line


def _take_people(rest: str, found: Byline) -> list[str]:
    """Fill in authors, roles and section; returns the parts that are none of them."""
    unread = []
    for part in (piece.strip(" ,:()[]") for piece in _SPLIT.split(rest)):
        if not part or _NOISE.match(part) or _UPDATED.fullmatch(part.strip(" :")):
            continue
        name = person(re.sub(r"\s+(?:Follow|Share|Published|Updated|Posted)\b.*$", "", part))
        if name and _ROLE.search(name) is None and section(name) is None:
            found.authors.append(name)
            found.roles.append("")
        elif section(part):
            found.section = found.section or section(part)
        elif found.authors and not found.roles[-1] and _ROLE.search(part) and len(part.split()) <= 8:
            found.roles[-1] = part
        else:
            unread.append(part)
    return unread
