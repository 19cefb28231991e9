"""Where the parts of a line run together, as they do when a page loses its markup ("Jane DoeNews2 hours ago")."""

from __future__ import annotations

import re
import unicodedata

from pipelines.articles.calendar_words import MONTH

# The unit separator stands where two parts meet: white space to a pattern, and never printed.
MARK = "\x1f"


def _letters(*, upper: bool) -> str:
    """Every letter of one case of the scripts that have cases."""
    codes = (*range(0x41, 0x530), *range(0x1E00, 0x2000))
    return "".join(char for code in codes if (char := chr(code)).isupper() == upper and char.islower() != upper)


UPPER, LOWER = _letters(upper=True), _letters(upper=False)
_DAY_WORDS = (
    r"just now|yesterday|today(?!['’]s)|gestern|vorgestern|heute|aujourd['’]hui|ontem|gisteren|vandaag|wczoraj|igår"
    r"|вчера|вчора|сегодня|сьогодні|hier à \d"
)
_COUNTED = r"\d{1,3}(?:[.,]\d{1,3})*\s?(?:[KkMm]\b\s?)?(?i:min|views?|reads?|comments?|shares?|hits)"
_ALTERNATIVES = (
    # Letters before figures, and figures before the first word of a part.
    r"(?<=[^\W\d_][^\W\d_])(?=\d)",
    rf"(?<=\d)(?=[{UPPER}][{LOWER}])(?!(?i:{MONTH}))",
    rf"(?:(?<=:\d\d)|(?<=\d{{4}}))(?=(?i:{MONTH})|[{UPPER}]{{3}})",
    r"(?<=\d{4})(?=(?:by|von|par|por|di|door|av|af|autor|updated|published)\s)",
    # A year before a time of day, or before another figure.
    r"(?<=\D20\d\d)(?=\d{1,2}[:h]\d\d)",
    rf"(?:(?<=\D20\d\d)|(?<=\d:[0-5]\d)|(?<=-\d\d-\d\d))(?={_COUNTED})",
    rf"(?<=\d[KMkm])(?=[{UPPER}][{LOWER}])",
    # A small letter before a capital, capitals before a word, one script before another.
    rf"(?:(?<=[{LOWER}])|(?<=[{LOWER}]{{2}}\.)|(?<=[)\]]))(?=[{UPPER}](?:[\w’'.]|\s[a-z]))",
    rf"(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}])",
    rf"(?:(?<=\d [AP]M)|(?<=\d[AP]M))(?=[{UPPER}])",
    r"(?<=[^\W\d_]{2})(?=dpa(?:\d|\b))",
    rf"(?<=[{LOWER}]\s[{UPPER}]\.)(?=[{UPPER}][{LOWER}])",
    r"(?<=[^\W\d_]\.)(?=\d{1,2}\s)",
    r"(?<=[\u0370-\u052f])(?=[A-Za-z])|(?<=[a-z])(?=[\u0370-\u052f])",
    # Relative times, which begin with a small letter.
    rf"(?<=[{LOWER}]{{2}})(?=(?:vor|il y a|hace|há|acum|před|för)\s(?:\d{{1,3}}|einer|einem|une?|una|uma?|en|ett)\s)",
    r"(?<=[^\W\d_]{2})(?=(?:an?|one)\s(?:second|minute|hour|day|week|month|year)\sago(?![^\W\d_]))",
    rf"(?<=[{LOWER}]{{2}})(?=for\s\d{{1,3}}\s\w{{1,10}}\ssiden)",
    rf"(?<=[^\W\d_]{{2}})(?=(?:{_DAY_WORDS})(?![^\W\d_]))",
    r"(?<=\d)(?=[가-힣]{2,4}\s?(?:기자|특파원))",
    r"(?<=기자)(?=\S)",
)
_GLUE = re.compile("|".join(_ALTERNATIVES))
# Beginnings of names that have a capital inside; not so where a line begins with the label "Von".
_CAPITAL_INSIDE = re.compile(
    rf"(?:\b|(?<=[{LOWER}]))(?:Mc|Mac|De|Di|Du|Da|Del|La|Le|Van|Von|Fitz|St|San|O|D|L|Al|El|Jo|Ru)$"
)
_BRAND = re.compile(rf"(?:Whats{MARK}App|Linked{MARK}In|You{MARK}Tube|Tik{MARK}Tok)")
_EMAIL = re.compile(r"(?P<local>[\w.+-]{1,60})@[\w-]{1,60}(?:\.[a-z-]{2,20}){1,4}|\[?email\s?protected\]?")
_ELSEWHERE = re.compile(
    r"(?:https?://|www\.)\S+|(?:\b(?:twitter|x|instagram|threads|bluesky)\s?:?\s?)?@\w[\w.]{1,40}?"
    rf"(?=\d{{1,2}}[\s.]{{1,2}}{MONTH}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d\d|\d{{4}}-\d\d|\d{{1,3}}\s?(?:h|hours?|days?|min)|[^\w.]|$)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(rf"[{UPPER}][{LOWER}]+")


def unglued(line: str) -> str:
    """The line with single spaces, and a mark wherever two parts meet without one, or a contact stood."""
    spaced = _without_contacts(" ".join(line.split()))

    def mark(match: re.Match[str]) -> str:
        before = spaced[max(0, match.start() - 6) : match.start()]
        if _BRAND.search(before + MARK + spaced[match.end() : match.end() + 4]):
            return ""
        inside = spaced[match.end()].isupper() and _CAPITAL_INSIDE.search(before)
        return "" if inside and not (before == "Von" and match.start() == len(before)) else MARK

    return _GLUE.sub(mark, spaced)


def _without_contacts(line: str) -> str:
    """A mark in place of addresses of mail and of pages, and of names on networks."""
    if "@" not in line and "protected" not in line and "www." not in line and "://" not in line:
        return line
    return _ELSEWHERE.sub(MARK, _EMAIL.sub(_unmixed, line))


def _unmixed(match: re.Match[str]) -> str:
    """A mark, after the last name of a person if one ran into the address ("Jane Doejane.doe@…")."""
    local = match["local"] or ""
    name = _CAPITALISED.match(local)
    ends = range(name.end() if name else 0, 1, -1)
    first = _plain(" ".join(match.string[: match.start()].split()[-1:]))
    for end in ends:
        if len(first) >= 3 and _plain(local[end:]).startswith(first):
            return local[:end] + MARK
    end = next((end for end in ends if _plain(local[:end]) in _plain(local[end:])), 0)
    return local[:end] + MARK


def _plain(text: str) -> str:
    """Small letters without marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalnum())
