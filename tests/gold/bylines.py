"""Run-together byline lines: made from templates, with what each says, and the share that is read right.

    python tests/gold/bylines.py [--wrong] [SEED]

Names, roles, sections, dates and figures are drawn for every line; a line is right if authors, roles, section, the date
as printed, and views are all read as they were put in.  `--wrong` prints the lines that are not.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.articles import byline

COLLECTED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LINES_A_TEMPLATE = 14

NAMES = """
Nora Quill; Tomás Echeverría; Ngozi Adebayo; Kwame Boateng Mensah; Aiko Tanabe; Priya Raghunathan; Zeynep Karadağ;
Łukasz Wiśniowski; Søren Kjærgaard; Anne-Lise Duvivier; Ludwig van der Heyden; María de los Ángeles Prieto; Seán
O'Malley;
Ian McAllister; J. R. Hollis; K.P. Varma; Nguyễn Thị Mai; Ștefan Ionescu; Fatima al-Khatib; Omar bin Rashid; Li Wenhua;
Park Ji-woo; Mwangi wa Kamau; Björk Einarsdóttir; Giulia D'Amico; Joaquim dos Santos; Oleksandr Shevchuk; Dilnoza
Karimova;
Rajesh Kumar Yadav; Chiara Rossi-Bianchi; Hannah LeClair; Bram de Wit; Éloïse Fontaine; Jürgen Weiß; Thandiwe Ndlovu;
Иван Соколов; Олена Бондар; Γιάννης Νικολάου; Sinead O’Hara; DeShawn Carter; Tuan Pham; Ana Lúcia Moreira; Yusuf Çelik
"""
ROLES = """
Staff Writer; News Reporter; Political Editor; Senior Correspondent; Business reporter; Science Editor; Sports Writer;
Health Correspondent; Chief Political Correspondent; Technology editor; Deputy Editor; Columnist; Contributor;
Education Correspondent; Investigations Editor; Crime Reporter; Environment correspondent; Senior Reporter; Data
journalist
"""
SECTIONS = """
News; Politics; Business; Sport; World; Opinion; Technology; Culture; Health; Science; Entertainment; Environment;
Lifestyle;
World News; Education; Travel; Middle East; Economy; Football; Crime; Real Estate; UK Politics; Arts & Culture
"""
AGO = """
2 months ago; 3 hours ago; 5 minutes ago; an hour ago; a day ago; 1 week ago; 2 years ago; 45 mins ago; 3h ago; 12
hrs ago;
just now; yesterday; 6 days ago
"""
DATES = """
24 April 2026; April 24, 2026; 24 Apr 2026; Apr 24, 2026; 24.04.2026; 24.04.2026, 19:35 Uhr; 2026-04-24; 24 April
2026, 17:30;
April 24, 2026 5:30 PM; 24 April 2026 at 9:05 am; Nov. 3, 2026; 3rd November 2026; 2026-04-24 17:30; April 24, 2026
at 6:10 p.m. ET;
24 Apr 2026 | 17:30; 17:30 GMT, 24 April 2026
"""
ABROAD = """
vor 5 Minuten; vor 3 Stunden; Il y a 3 heures; il y a 2 jours; hace 4 horas; Hace 2 días; há 3 horas; 5 horas atrás;
2 ore fa;
3 uur geleden; för 2 timmar sedan; 4 timer siden; 3 godziny temu; 2 часа назад; 3 години тому; 5 saat önce; 2 jam
yang lalu;
gestern; ontem; вчера; gestern, 19:35 Uhr; hier à 14h05; vor einer Stunde; 3 giờ trước; fa 3 hores
"""
WRITTEN_ABROAD = """
24. April 2026; 24. April 2026, 19:35 Uhr; 24 avril 2026; 24 avril 2026 à 14h52; 24 de abril de 2026; 24 aprile 2026;
24 april 2026;
24 апреля 2026; 24 kwietnia 2026; 24 Nisan 2026; 24 квітня 2026; 24 dubna 2026
"""
VIEWS = {"80.1K Views": 80_100, "1,204 views": 1204, "312 Views": 312, "1.2M views": 1_200_000, "12k reads": 12_000}
AGENCIES = "Reuters; AFP; The Associated Press; Press Trust of India; dpa"
PLACES = "London; Paris; New Delhi; Nairobi; Buenos Aires; Geneva"
LABELS = "By; BY; Written by; Words by; Story by; Posted by; Author:; Reporting by; Analysis by; Opinion by; By:"
LABELS_ABROAD = (
    "Von; Par; Por; Di; Door; Av; Autor:; Text:; Ein Bericht von; Publié par; Escrito por; A cura di; Автор:; Autorin:"
)
ANDS = "and; &; with"
ANDS_ABROAD = "und; et; y; e; en; og; och"
SEPARATORS = " | ; • ; · ; - ; – ;, ;"

# In a template `{name}`, `{other}`, `{third}`, `{role}`, `{role2}`, `{section}`, `{date}`, `{ago}`, `{views}` and so on
# are drawn; the words around them stand as they are.
TEMPLATES = """
{name}{section}{ago}{views}
{name}{role}
{name}{date}
{name}{ago}
{name}{abroad}
{name}{written}
{section}{name}{ago}
{section}{date}{name}
{name}{section}{date}{views}
By {name}{date}
By{name}{ago}
By {name}{role}{date}
By {name}{section}
By {name}, {role}
By {name}, {role}, and {other}, {role2}
By {name} {and} {other}
By {name}, {other} and {third}
BY {NAME}{date}
{NAME}{role}
{label} {name}
{label} {name}{ago}
{labelabroad} {name}
{labelabroad} {name}{written}
{labelabroad} {name} {andabroad} {other}
{labelabroad} {name} | {written}
{name}{sep}{section}{sep2}{date}
{name}{sep}{ago}{sep2}{views}
{name} {role}
{role} {name}
{name}, {role}{date}
{date}By {name}
{ago}By {name}
Published {date}By {name}
Published: {date} | {name}
Published {ago}{name}
{name}Published {date}
{name}Published: {date}Updated: 25 April 2026
{name}Updated {ago}
Posted on {date} by {name}
Posted {ago} in {section} by {name}
By {name}, {agency}
By {name} / {agency}
{name} for {agency}{ago}
By {name} in {place}
By {name} in {place} and {other} in {place2}
By {name}, {place}{date}
By {name}{date}5 min read
{name}{date}3 min read{views}
{name} · {short} · 4 min read
{name}{short}
By {name}@nqdesk
{name}{mail}@selwick.example{date}
By {name} {mail}@selwick.example{date}
By {name}Follow @nqdesk | {ago}
{name}{role}Follow{date}
{section}By {name}{date}
{section} | {name} | {date} | {views}
{section}{ago}{views}{name}
{name}{ago}12 comments
{name}{date}Share
By {name} and {other}{role}{date}
By {name}{role}{other}{role2}
Dr. {name}{date}
By {name}Last updated: 25 April 2026
{name} ({agency}){date}
{labelabroad} {name}, {place}{abroad}
{abroad}{labelabroad} {name}
{name}{sep}{abroad}
{name}{sep}{day}
{date} - {name}
{date} – {section} – {name}
[{section}] {name} {date}
{views}{name}{ago}
{section}/{name}/{date}
By {name} ({place}){ago}
{role}{name}{date}
By {name} | {role} | {date}
Edited by {third}By {name}{date}
By {name}Photographs by {third}{date}
Friday, {date}By {name}
{name}{agency}{ago}
{name}{place}{ago}
{name}Today 11:45
{name}{date}12 comments
{name}{date}Listen
{name}{role}, {agency}{date}
{name} (@nqdesk){date}
By {name} {AGENCY}
{name}, {ago} in {section}
{views} • {ago} • {name}
{name}{other}{ago}
{name} | {place} | {date}
{ago} | {section}
By {name} | {date} | {section} | {views}
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A line that was made, and what it says."""

    line: str
    template: str
    authors: list[str]
    roles: list[str]
    section: str | None
    raw: str | None
    views: int | None


def _choices(text: str) -> list[str]:
    return [part.strip(" ") if part.strip() else part for part in text.replace("\n", " ").split(";") if part.strip()]


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalnum() and c.isascii()) or "desk"


def _drawn(source: random.Random) -> dict[str, str]:
    names = source.sample(_choices(NAMES), 3)
    roles = source.sample(_choices(ROLES), 2)
    places = source.sample(_choices(PLACES), 2)
    separators = [" | ", " • ", " · ", " - ", " – ", ", ", "|"]
    return {
        "name": names[0],
        "mail": ".".join(_ascii(part) for part in names[0].split()[:: max(1, len(names[0].split()) - 1)]),
        "NAME": names[0].upper() if names[0].isascii() and "Mc" not in names[0] else "NORA QUILL",
        "other": names[1],
        "third": names[2],
        "role": roles[0],
        "role2": roles[1],
        "section": source.choice(_choices(SECTIONS)),
        "ago": source.choice(_choices(AGO)),
        "date": source.choice(_choices(DATES)),
        "abroad": source.choice(_choices(ABROAD)),
        "written": source.choice(_choices(WRITTEN_ABROAD)),
        "day": source.choice(["hier", "ayer", "ieri", "hoy", "oggi", "dün", "kemarin", "yesterday at 14:05"]),
        "short": source.choice(["3h", "1d", "2w", "5h", "6d"]),
        "views": source.choice(list(VIEWS)),
        "agency": source.choice(_choices(AGENCIES)),
        "AGENCY": source.choice(["WEEKEND POST", "Associated Press", "HALYARD NEWS"]),
        "place": places[0],
        "place2": places[1],
        "label": source.choice(_choices(LABELS)),
        "labelabroad": source.choice(_choices(LABELS_ABROAD)),
        "and": source.choice(_choices(ANDS)),
        "andabroad": source.choice(_choices(ANDS_ABROAD)),
        "sep": source.choice(separators),
        "sep2": source.choice(separators),
    }


def _made(template: str, source: random.Random) -> Made:
    drawn = _drawn(source)
    line = template.format_map(drawn)
    shown = [
        (template.index("{" + key + "}"), key)
        for key in ("name", "NAME", "other", "third")
        if "{" + key + "}" in template
    ]
    others = "Edited by" in template or "Photographs by" in template
    authors = [drawn[key] for _, key in sorted(shown) if not (others and key == "third")]
    said = [drawn[key] if "{" + key + "}" in template else "" for key in ("role", "role2")]
    roles = [*said, ""][: len(authors)]
    if "{other}{role}" in template and "{role2}" not in template:
        roles = ["", said[0]]
    kinds = ("date", "ago", "abroad", "written", "short", "day")
    updated = "Updated {ago}" in template
    today = "Today 11:45" if "Today" in template else None
    raw = today or next((drawn[key] for key in kinds if "{" + key + "}" in template and not updated), None)
    return Made(
        line,
        template,
        authors,
        roles,
        drawn["section"] if "{section}" in template else None,
        raw,
        VIEWS[drawn["views"]] if "{views}" in template else None,
    )


def lines(seed: int = 20261120, each: int = LINES_A_TEMPLATE) -> Iterator[Made]:
    """The lines, the same for the same seed."""
    source = random.Random(seed)  # noqa: S311 - no secret
    for template in filter(None, TEMPLATES.splitlines()):
        for _ in range(each):
            yield _made(template, source)


def read(made: Made) -> tuple[list[str], list[str], str | None, str | None, int | None] | None:
    """What is read out of a line."""
    found = byline.parse(made.line, COLLECTED)
    if found is None:
        return None
    raw = found.published.raw if found.published else None
    return found.authors, found.roles, found.section, raw, found.views


def is_right(made: Made) -> bool:
    """Whether a line is read fully right."""
    return read(made) == (made.authors, made.roles, made.section, made.raw, made.views)


def main(arguments: list[str]) -> None:
    """Print the share of lines that are right."""
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    found = list(lines(*numbers[:1]))
    wrong = [made for made in found if not is_right(made)]
    if "--wrong" in arguments:
        for made in wrong:
            print(f"{made.template}\n  {made.line}\n  {read(made)}")
        for template, count in Counter(made.template for made in wrong).most_common():
            print(f"{count:4} {template}")
    print(f"byline lines {len(found)}, fully right {len(found) - len(wrong)}, share {1 - len(wrong) / len(found):.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
