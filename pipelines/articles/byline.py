"""The line that says who wrote an article, when, for which section, and how often it was seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipelines.articles import byline_words as words
from pipelines.articles import chrome, dates, relative_words
from pipelines.articles.byline_people import is_role, joined_section, named, names_outlet, readings
from pipelines.articles.glue import MARK, unglued
from pipelines.articles.sections import section

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 240


@dataclass(slots=True)
class Byline:
    """What a byline says.

    `roles` go with `authors` one by one and are '' where nothing is said; `yearless`: its only date has no year.
    """

    authors: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    section: str | None = None
    published: dates.Published | None = None
    modified_at: datetime | None = None
    views: int | None = None
    labelled: bool = False
    yearless: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds a date with its year or a view counter, as lines of other kinds seldom do."""
        published = self.published is not None and not self.yearless
        return published or self.modified_at is not None or self.views is not None

    @property
    def says_nothing(self) -> bool:
        """Whether the line is no byline at all."""
        return not (self.authors or self.labelled or self.dated or self.yearless)


# What parts a line for sure, and what does so unless a name of a section or role goes on behind it.
_HARD = re.compile(
    rf"\s?[{MARK}|•·;\u2022\u2027\u30fb\uff5c/()\[\]【】<>=▪■●‧]\s?|\s+[-–—]\s+|\s?[–—]\s?(?=\d|$)|^\s?[-–—]\s?"
)
_SOFT = re.compile(r"\s?[,，、]\s?")
_AND = re.compile(words.AND)
_LEADING_AND = re.compile(r"^\s?(?:and|und|et|y|e|og|och|en|&|with)\s")
_IN_SECTION = re.compile(r"^in\s(?P<name>\D{3,40}?)(?:\s\d{1,4})?$")
_IN = re.compile(r"^(?:posted |published )?(?:in|on|under)\s", re.IGNORECASE)
_BY = re.compile(r"(?P<before>.{2,40}?)\s(?:[Bb]y|BY|[Vv]on|VON)\s+(?=[^\W\d_])")
_FIGURES = re.compile(
    r"(?<![\d/])\d{1,2}([/-])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/])(?:,?\s(?:(?:at|à|às|alle|a las|um"
    r"|-)\s)?\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?)?",
    re.IGNORECASE,
)
# Words that belong to what follows a name.
_AFTER_NAME = re.compile(
    r"\s+(?:(?i:published|updated|posted)\b.*"
    r"|(?:Follow|Share|Publisert|Publicerad|Publié|Veröffentlicht|Aktualisiert|Publicado|Actualizado|Atualizado"
    r"|Pubblicato|Gepubliceerd|Опубликовано|입력|수정|등록|Last (?:updated|modified))\b.*"
    r"|(?:on|at|am|um|le|el|il|em|den|op))$"
)
_CREDIT = re.compile(
    r"\s(?=(?:Fotos?|Photos?|Photographs|Photography|Pictures|Images|Videos?|Illustrations?|Edited|Produced)"
    r"(?:\s(?:by|von|par)\b|:))"
)
_AGENCY = re.compile(
    r"\s(?:for\s)?(?:The\s)?(?:"
    + "|".join(sorted(map(re.escape, words.AGENCIES), key=lambda name: (-len(name), name)))
    + r")$",
    re.IGNORECASE,
)
# Words of the languages that print the day before the month.
_DAY_FIRST = re.compile(
    r"(?<!\w)(?:publiée?|mise? à jour|modifiée?|le|par|à|às|por|publicad[oa]|actualizad[oa]|atualizad[oa]|alle"
    r"|pubblicat[oa]|di"
    r"|aggiornat[oa]|von|um|uhr|kl)(?!\w)|\dh\d\d|\(GMT\+7\)",
    re.IGNORECASE,
)
# "3h" at the end of a part.
_SHORT = re.compile(rf"(?<=[\s{MARK}])\d{{1,2}}(?:mo|[hdw])(?=\s?(?:$|[{MARK}|•·]))")
# As posts from networks are signed.
_POST = re.compile(r"\s*[-–—]\s.{1,80}\(@")
# As pictures are credited.
_PICTURED = re.compile(
    r"/\s?(?:" + "|".join(sorted(map(re.escape, words.AGENCIES), key=lambda name: (-len(name), name))) + r")\W*$",
    re.IGNORECASE,
)
_MOST_DATES = 4
# Sentences have more words, and more that begin with a small letter, than names and roles.
_PROSE, _MOST_SMALL = 14, 7
# More parts than a byline may have that nobody understands.
_MOST_UNREAD = 12


def parse(line: str, collected_at: datetime | None = None) -> Byline | None:
    """What a line says as a byline; None for a line that is none.

    A line is one if it begins with a label ("By", "Von", "Par"), or holds a date or a view counter and little else, or
    consists of names of persons and what belongs to them.  Parts may run together ("Jane DoeNews2 hours ago").

    Args:
        line: the line as printed.
        collected_at: what relative times are counted from; without it they stay as printed only.
    """
    if len(line) > LONGEST or not _may_be(line):
        return None
    found = Byline()
    rest = unglued(line)
    if any(map(str.isdigit, rest)):
        rest = words.READING_TIME.sub(MARK, words.COUNTED.sub(MARK, _take_views(rest, found)))
    rest = _take_dates(rest, found, collected_at)
    if found.dated or found.yearless:
        rest = words.LOOSE_CLOCK.sub(MARK, words.LENGTH.sub(MARK, rest))
    reader = _Reader(found, collected_at)
    for part in _HARD.split(_CREDIT.sub(MARK, rest)):
        if part:
            heads = _AFTER_NAME.sub("", part).rstrip().endswith(":")
            reader.read(part.strip(" ,:*-–—"), heads=heads)
    if found.says_nothing or (reader.unread and not _is_headed(found, reader.unread)):
        return None
    if not found.labelled and not found.dated and (_is_credit(line) or chrome.sort_of(line)):
        return None
    found.labelled = bool(found.authors) and found.labelled
    return found


def _is_credit(line: str) -> bool:
    """Whether a line credits a picture."""
    return _PICTURED.search(line) is not None or words.OTHER_CREDIT.match(line) is not None


def _may_be(line: str) -> bool:
    """Whether a line is not surely something else; quick, for the many lines of a page that are."""
    count = line.count(" ") + 1
    if words.LABEL.match(line.lstrip()):
        return True
    if _POST.match(line):
        return False
    if count > _PROSE and (line[-1:] in ".!?…" or count > 2 * _PROSE):
        return False
    if any(map(str.isdigit, line)) or relative_words.may_hold(line):
        return True
    small = sum(word[0].islower() for word in line.split())
    return count > 1 and small <= _MOST_SMALL


def _is_headed(found: Byline, unread: list[str]) -> bool:
    """Whether parts that nobody understands may stand in the byline: few words beside much that is understood."""
    count = sum(len(part.split()) for part in unread)
    if found.labelled:
        return (bool(found.authors) and count <= 12) or count <= 5
    if found.dated:
        return count <= (4 if found.authors else 3)
    return any(found.roles) and count <= 3


def _take_views(line: str, found: Byline) -> str:
    match = next(filter(None, (pattern.search(line) for pattern in words.VIEWS)), None)
    if match is None:
        return line
    figure, suffix = match[1], match[2]
    figure = figure.replace(",", ".") if suffix else re.sub(r"[.,\s]", "", figure)
    found.views = round(float(figure) * words.factor(suffix))
    return line[: match.start()] + MARK + line[match.end() :]


def _take_dates(line: str, found: Byline, collected_at: datetime | None) -> str:
    """Dates one after the other, each taken as that of an update where a word before it says so."""
    for _ in range(_MOST_DATES):
        taken = _next_date(line, collected_at, coarse=found.published is None)
        if taken is None:
            break
        start, end, resolved = taken
        before = line[:start].rstrip(MARK + " :,-–").rpartition(MARK)[2]
        if words.UPDATED.search(before[-40:]):
            found.modified_at = found.modified_at or (resolved.at if resolved else None)
        elif found.published is None and resolved is not None:
            found.published = replace(resolved, raw=resolved.raw.replace(MARK, ""))
            found.yearless = resolved.method == "relative" and not dates.relative(resolved.raw, None)
        line = relative_words.WEEKDAY_LAST.sub("", line[:start]) + MARK + line[end:]
    return line


def _next_date(
    line: str, collected_at: datetime | None, *, coarse: bool
) -> tuple[int, int, dates.Published | None] | None:
    """The span and the meaning of the first date of the surest kind; `coarse` takes a month alone too."""
    numbered = any(map(str.isdigit, line))
    stamp = dates.absolute(line) if numbered else None
    if stamp is not None and (stamp.day is not None or coarse):
        return stamp.start, stamp.end, dates.resolve(stamp, "byline", collected_at)
    for read in (dates.relative, dates.without_year) if numbered else (dates.relative,):
        found = read(line, collected_at)
        if found is not None and found.raw in line:
            start = line.index(found.raw)
            return start, start + len(found.raw), found
    if not numbered:
        return None
    if match := _SHORT.search(line):
        return (*match.span(), dates.relative(match[0], collected_at))
    match = _FIGURES.search(line)
    if match is None:
        return None
    # Which of the figures is the month, only some languages tell.
    found = dates.Published(match[0], "byline")
    if _DAY_FIRST.search(line):
        stamp = dates.absolute(re.sub(r"^(\d+)[/-](\d+)[/-](?=\d{4})", r"\1.\2.", match[0]))
        resolved = dates.resolve(stamp, "byline", collected_at) if stamp else None
        found = replace(resolved, raw=match[0]) if resolved else found
    return match.start(), match.end(), found


class _Reader:
    """Reads the parts of a byline that are no date: labels, persons, roles, sections; `unread` are the others."""

    def __init__(self, found: Byline, collected_at: datetime | None) -> None:
        self.found = found
        self.unread: list[str] = []
        self._collected_at = collected_at
        self._role_before = ""

    def read(self, part: str, *, heads: bool = False) -> None:
        """Fill in what a part says; one that `heads` ended in a colon."""
        if len(self.unread) > _MOST_UNREAD or not part or self._is_idle(part) or words.OTHER_CREDIT.fullmatch(part):
            return
        if self._take_section(_IN_SECTION.sub(r"\g<name>", part)):
            return
        if match := words.FILED.fullmatch(part):
            self.found.section = self.found.section or match["name"].strip()
            return
        label = words.LABEL.match(part) or _BY.match(part)
        if label and (label.re is not _BY or self._introduces(label["before"])):
            self.found.labelled = True
            self._read_people(part[label.end() :], sure=label.re is not _BY and words.SURE.search(label[0]) is not None)
            return
        if heads:
            # What ends in a colon announces something else.
            self.unread.append(part)
            return
        self._read_people(part, sure=False)

    def _introduces(self, before: str) -> bool:
        """Whether the words before "by" say what was written, and not who did something else."""
        before = _IN.sub("", before)
        name = section(before) or joined_section(before)
        if name:
            self.found.section = self.found.section or name
        return bool(name) or self._is_idle(before) or before.split()[-1].lower() in words.WRITINGS

    def _is_idle(self, part: str) -> bool:
        """Whether a part says nothing of the article: buttons, words beside dates, agencies, days of the week."""
        if words.NOISE.fullmatch(part) or part.casefold() in words.AGENCIES or relative_words.is_weekday(part):
            return True
        if names_outlet(part):
            return True
        if self.found.published is None and relative_words.BARE.fullmatch(part):
            self.found.published = dates.relative(part, self._collected_at)
            return True
        bare = words.UPDATED.sub("", part, count=1).strip(" :.")
        return bare != part and (not bare or words.NOISE.fullmatch(bare) is not None)

    def _read_people(self, text: str, *, sure: bool) -> None:
        """Names and what belongs to them, at commas; names alone at words for "and" too."""
        for at, piece in enumerate(_SOFT.split(text)):
            part = _AFTER_NAME.sub("", _LEADING_AND.sub("", piece)).strip(" ,:*")
            if not part or self._is_idle(part):
                continue
            if len(self.unread) > _MOST_UNREAD:
                return
            several = self._apart(part, sure=sure)
            joined = any(named(name, sure=False) for name in several[1:])
            if (not joined and self._take_role(part)) or self._take_section(part):
                continue
            for one in several:
                if (
                    not self._take_person(one, sure=sure and at == 0)
                    and not self._is_idle(one)
                    and not self._take_role(one)
                ):
                    self.unread.append(one)

    def _apart(self, part: str, *, sure: bool) -> list[str]:
        """The names that words for "and" join; surnames that they join stay together ("Torre y García")."""
        several = [name.strip() for name in _AND.split(part) if name.strip()]
        single = any(" " not in name for name in several[1:])
        return [part] if single and " y " in part and named(part, sure=sure) else several

    def _take_section(self, part: str) -> bool:
        name = section(part) or joined_section(part)
        self.found.section = self.found.section or name
        return name is not None

    def _take_role(self, part: str) -> bool:
        """A part that is a role and nothing else; one in the plural is that of everybody before it."""
        roles = self.found.roles
        if not is_role(part):
            return False
        if not roles:
            # Nobody yet whose it is: the name may follow.
            self._role_before = self._role_before or part
            return True
        last = part.rpartition(" ")[2].lower()
        start = len(roles) - 1
        while last.endswith("s") and start > 0 and not roles[start - 1]:
            start -= 1
        for at in range(start, len(roles)):
            roles[at] = roles[at] or part
        return True

    def _take_person(self, part: str, *, sure: bool) -> bool:
        """A name, alone or with a role or a place beside it without punctuation."""
        part = _AGENCY.sub("", _AFTER_NAME.sub("", part))
        for name, role in readings(part, sure=sure, signed=self.found.labelled or self.found.dated):
            self.found.authors.append(name)
            self.found.roles.append(role or self._role_before)
            self._role_before = ""
            return True
        return False
