"""Named spans of the text: spaCy's entities, cleaned, and made consistent over the document.

A name bears one label in one article: the label most of its occurrences were given; a part of a person's full name is
that person; and an occurrence the model missed is found by its form ("label consistency", Finkel, Grenager and
Manning 2005, as a rule).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.entities import evidence, facts, teams, wording
from pipelines.entities.first_names import genders
from pipelines.entities.mention import Mention
from pipelines.entities.names import TITLES, fold, initials, person_parts, stands_for

if TYPE_CHECKING:
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

NAMES = frozenset("PERSON ORG GPE LOC NORP FAC EVENT PRODUCT WORK_OF_ART LAW".split())
RESCANNED = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"))
_CUT = re.compile(r"\s+[–—-]+\s+|\s*[\n\r\t]+\s*|\s*[;|•]\s*")
_HEAD = re.compile(r"(?:(?:the|a|an)\s+|[\"“”‘’'«»(\[\s.,:—–-]+)", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s|['’]|[\"“”«»)\]\s,:;—–-]|(?<![A-Z.]\w)(?<!\b[A-Z])\.)$")
_TITLE = re.compile(r"((?:[A-Z][a-z]{0,12}\.?|MP)(?:\s+|$))")
_AGE_FOLLOWS = re.compile(r",?\s+(?:an?\s+)?\d{1,3}[- ]year[- ]old\b|,\s+\d{1,3},")
_AGED = re.compile(r"(?<![\w’'-])(?P<name>[A-Z][a-zà-ÿ’'-]+(?: [A-Z][a-zà-ÿ’'-]+){0,3}), an? \d{1,3}[- ]year[- ]old\b")
_HYPHENATED = re.compile(r"(?:[-‐‑][A-Z][a-zà-ÿ’']+)+(?![\w-])")
_LISTED = re.compile(r"\s*(?:,|&|,?\s*(?:and|or|even|plus)\b)\s*(?:and\s+|or\s+|even\s+)*")
_SCORE = re.compile(r"\s+\d{1,2}$")
_CREDIT = re.compile(r"\s+(?:Image|Photo|Picture|File|Credit)$")
_AT = re.compile(r"\s+at\s+(?:the\s+)?(?=[A-Z])")
# "Rathgar the Guild": two names that the model took for one.
_THE = re.compile(
    r"(?<!\b(?:of|in|on|to|at|by|as|or))(?<!\b(?:for|and))(?<!\b(?:with|from))(?<!\bagainst)(?<!&)\s+the\s+(?=[A-Z])"
)
# Small words that belong to no name: "central Tarnu", but "van der Meer".
_SMALL = re.compile(
    r"(?:(?!(?:de|del|della|di|da|do|dos|das|du|la|le|van|von|der|den|ter|ten|zu|af|bin|bint|ibn|ben|al|el|abu|abou|umm|"
    r"ould|y|e|i|u)\s)[a-z]+\s+)+(?=[A-Z])"
)
_BRACKET = re.compile(r"[’']?s?\s+\((?P<short>[A-Z][A-Za-z&.-]{1,9})\)")
# Always names, and so short that the model misses them.
SHORT = {"US": "GPE", "U.S.": "GPE", "UK": "GPE", "U.K.": "GPE", "UAE": "GPE", "UN": "ORG", "U.N.": "ORG", "EU": "ORG"}
_PARTICLE = re.compile(r"(?:al|el|ul|bin|ibn|ben|bint|ould|abu|van|von|der|den|de|da|dos|di|du|la)[ -]")
# Words of two letters that begin sentences; other than Xi and Li.
_SHORT_WORDS = frozenset("an am as at be by do go he hi if in is it me my no of oh ok on or so to up us we".split())
_COMMON = frozenset("the and for from with this that will may june april august march monday sunday".split())


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    label: str


def recognise(page: Page, gazetteer: Gazetteer | None = None) -> list[Mention]:
    """Names in the page's text, by place, none overlapping another; neither grouped nor described yet."""
    spans = [part for span in _found(page) for part in _parts(page, span)]
    starts = {span.start for span in spans}
    spans = [_with_hyphen(page, span, starts) for span in spans if not _in_heading(page, span)]
    mentions = [m for span in spans if (m := _mention(page, span)) is not None]
    mentions = _with_aged(page, _joined(page, [_as_person(page, m) for m in mentions]))
    mentions = wording.by_wording(page, _with_first_names(page, mentions), gazetteer)
    mentions = _with_brackets(page, evidence.relabelled(page, mentions, gazetteer))
    mentions = _rescan(page, _consistent(page, mentions))
    return teams.with_teams(page, mentions, gazetteer)


def _found(page: Page) -> Iterator[_Span]:
    for entity in page.doc.ents:
        if entity.label_ in NAMES:
            yield _Span(entity.start_char, entity.end_char, entity.label_)


def _parts(page: Page, span: _Span) -> Iterator[_Span]:
    """The span cut at dashes and line ends, each part trimmed of articles, possessives and marks."""
    at = span.start
    for cut in [*_cuts(page, span), None]:
        start, end = _trimmed(page.text, at, cut.start() if cut else span.end)
        end = _shorn(page.text, start, end, span.label)
        small = _SMALL.match(page.text, start, end) if span.label in ("PERSON", "GPE", "LOC") else None
        start = small.end() if small else start
        if end > start:
            yield _Span(start, end, span.label)
        at = cut.end() if cut else at


def _cuts(page: Page, span: _Span) -> list[re.Match[str]]:
    """Where the span ends and another begins: dashes, line ends, "at" between institutions."""
    found = [*_CUT.finditer(page.text, span.start, span.end)]
    if span.label == "ORG":
        found += _AT.finditer(page.text, span.start, span.end)
        found += _THE.finditer(page.text, span.start, span.end)
    return sorted(found, key=lambda cut: cut.start())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (head := _HEAD.match(text, start, end)) and head.end() > start:
        start = head.end()
    while end > start and (tail := _TAIL.search(text[max(start, end - 4) : end])):
        end -= len(tail.group())
    return start, end


def _shorn(text: str, start: int, end: int, label: str) -> int:
    """The end without a score behind a team, or what a caption says of a picture behind a person."""
    tail = _SCORE.search(text, start, end) if label in ("GPE", "FAC", "LOC") else None
    tail = tail or (_CREDIT.search(text, start, end) if label == "PERSON" else None)
    return tail.start() if tail else end


def _with_hyphen(page: Page, span: _Span, starts: set[int]) -> _Span:
    """A double surname whole, which the model cuts: "Marisol Treviño-Banks"; and a pair, to be taken apart as one."""
    more = _HYPHENATED.match(page.text, span.end)
    if more and any(at in starts for at in range(span.end, more.end())):
        return span
    if more and span.label != "PERSON" and not wording.is_between_two(page.text, more.end()):
        more = None
    return replace(span, end=more.end()) if more else span


def _in_heading(page: Page, span: _Span) -> bool:
    """Whether the span stands in a heading set in title case, where the model sees a name in every word.

    Names of the heading that the running text knows are found again by their form.
    """
    start, end = page.paragraphs[page.paragraph_at(span.start)]
    line = page.text[start:end].strip()
    if len(line) > 120 or line[-1:] in ".!?”\"’'":
        return False
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _mention(page: Page, span: _Span) -> Mention | None:
    start, text = span.start, page.text[span.start : span.end]
    while span.label == "PERSON" and (head := _TITLE.match(text)) and fold(head.group()) in TITLES:
        if head.end() == len(text):
            return None
        start, text = start + head.end(), text[head.end() :]
    if len(text) < 2 or not text[0].isalnum() or not (span.label == "NORP" or any(c.isupper() for c in text)):
        return None
    return Mention(start, span.end, text, span.label)


def _as_person(page: Page, mention: Mention) -> Mention:
    """Only people have an age: "Marina, a 70-year-old pensioner"."""
    if mention.label in RESCANNED and mention.label != "PERSON" and _AGE_FOLLOWS.match(page.text, mention.end):
        return replace(mention, label="PERSON", label_method="age")
    return mention


def _joined(page: Page, mentions: list[Mention]) -> list[Mention]:
    """One person whose name the model cut before a particle: "Abdel Fattah" "el-Sisi"."""
    out: list[Mention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and before.label == mention.label == "PERSON"
            and page.text[before.end : mention.start] == " "
            and _PARTICLE.match(mention.text)
        ):
            out[-1] = replace(before, end=mention.end, text=page.text[before.start : mention.end])
        else:
            out.append(mention)
    return out


def _with_aged(page: Page, mentions: list[Mention]) -> list[Mention]:
    """People that the model missed, but whose age stands after the name."""
    taken = [(m.start, m.end) for m in mentions]
    found = [
        Mention(*match.span("name"), match["name"], "PERSON", label_method="age")
        for match in _AGED.finditer(page.text)
        if all(match.end("name") <= start or end <= match.start("name") for start, end in taken)
    ]
    return sorted([*mentions, *found], key=lambda m: m.start)


def _with_first_names(page: Page, mentions: list[Mention]) -> list[Mention]:
    """A lone surname with the first name that the model left before it."""
    taken = {m.end for m in mentions}
    return [_with_first_name(page, m, taken) if m.label == "PERSON" and " " not in m.text else m for m in mentions]


def _with_first_name(page: Page, mention: Mention, taken: set[int]) -> Mention:
    i = page.token_at(mention.start).i - 1
    if i < 0:
        return mention
    first = page.doc[i]
    proper = first.tag_ == "NNP" and first.text.istitle() and first.text.isalpha() and len(first) > 2
    told = first.lower_ in genders() or not (first.is_sent_start or facts.is_person_noun(first.lower_))
    end = first.idx + len(first)
    if not proper or not told or fold(first.text) in TITLES or end in taken or end + 1 != mention.start:
        return mention
    if first.ent_type_ or (
        i and page.doc[i - 1].tag_ == "NNP" and page.doc[i - 1].idx + len(page.doc[i - 1]) not in taken
    ):
        return mention
    return replace(mention, start=first.idx, text=page.text[first.idx : mention.end], label_method="first name")


def _with_brackets(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Short names in brackets behind the full one, with its label: "World Food Programme (WFP)"."""
    found = []
    starts = {m.start: i for i, m in enumerate(mentions)}
    out = list(mentions)
    for mention in mentions:
        bracket = _BRACKET.match(page.text, mention.end) if mention.label in ("ORG", "FAC", "EVENT") else None
        if bracket is None or not stands_for(bracket["short"], mention.text):
            continue
        start, end = bracket.span("short")
        short = Mention(start, end, bracket["short"], mention.label, label_method="brackets")
        if start in starts:
            out[starts[start]] = short if mentions[starts[start]].end == end else mentions[starts[start]]
        elif not any(m.start < end and start < m.end for m in mentions):
            found.append(short)
    return sorted([*out, *found], key=lambda m: m.start)


def _consistent(page: Page, mentions: list[Mention]) -> list[Mention]:
    """One label a name: by majority, by the full name it is part of, by the list it stands in."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[fold(mention.text)][mention.label] += 1
    last_names = Counter(parts[-1] for m in mentions if m.label == "PERSON" and len(parts := person_parts(m.text)) > 1)
    for mention in mentions:
        if mention.label == "GPE" and last_names[fold(mention.text)] and not evidence.is_at(page, mention):
            votes[fold(mention.text)].subtract(("GPE",))
    leading = _leading(mentions)
    relabelled = [_by_votes(m, votes[fold(m.text)], last_names, leading) for m in mentions]
    return _by_list(page, relabelled, last_names)


def _by_votes(mention: Mention, votes: Counter[str], last_names: Counter[str], leading: set[str]) -> Mention:
    label, count = max(votes.items(), key=lambda item: (item[1], item[0] != "PERSON", item[0]))
    if count >= votes[mention.label] and label != mention.label:
        mention = replace(mention, label=label, label_method="majority")
    full = last_names[fold(mention.text)]
    if mention.label != "PERSON" and full and votes["GPE"] <= votes["PERSON"] + full:
        return replace(mention, label="PERSON", label_method="last name")
    if mention.label in ("ORG", "PRODUCT", "WORK_OF_ART") and mention.text in leading:
        return replace(mention, label="PERSON", label_method="family name")
    return mention


def _by_list(page: Page, mentions: list[Mention], last_names: Counter[str]) -> list[Mention]:
    """In a list that is at least half places, a lone word called a person that no full name backs is a place."""
    out = list(mentions)
    for run in _lists(page, mentions):
        labels = [mentions[i].label for i in run]
        if len(run) < 3 or 2 * labels.count("GPE") < len(run):
            continue
        for i in run:
            lone = mentions[i].label == "PERSON" and len(person_parts(mentions[i].text)) == 1
            if lone and not last_names[fold(mentions[i].text)]:
                out[i] = replace(mentions[i], label="GPE", label_method="list")
    return out


def _lists(page: Page, mentions: list[Mention]) -> Iterator[list[int]]:
    """Runs of mentions that only commas and conjunctions part."""
    run: list[int] = []
    for i, mention in enumerate(mentions):
        between = page.text[mentions[run[-1]].end : mention.start] if run else ""
        if run and not _LISTED.fullmatch(between):
            yield run
            run = []
        run.append(i)
    yield run


def _rescan(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Occurrences of known names that the model missed, found by their form, where they are tagged as proper nouns."""
    known = _forms(mentions)
    if not known:
        return mentions
    first = _first_names(mentions, known) | {name for name in _leading(mentions) if name not in known}
    known |= dict.fromkeys(first, "PERSON")
    taken = bytearray(len(page.text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = []
    for match in _occurrences(known, page.text):
        start, end = match.span()
        if any(taken[start:end]) or not page.token_at(start).tag_.startswith(("NN", "JJ")):
            continue
        if match.group() not in first or _stands_alone(page, start):
            found.append(Mention(start, end, match.group(), known[match.group()], label_method="rescan"))
            taken[start:end] = b"\1" * (end - start)
    found += [m for m in _in_capital_lines(page, known) if not any(taken[m.start : m.end])]
    return sorted([*mentions, *found], key=lambda m: m.start)


def _first_names(mentions: list[Mention], known: dict[str, str]) -> set[str]:
    """First names, known as such, of people named in full: "Daniel" of Daniel Orlov."""
    return {name for name in _beginnings(mentions) if name.lower() in genders() and name not in known and _tells(name)}


def _beginnings(mentions: list[Mention]) -> set[str]:
    """First words of the names of people named in full."""
    return {m.text.split()[0] for m in mentions if m.label == "PERSON" and " " in m.text}


def _leading(mentions: list[Mention]) -> set[str]:
    """First words of full names that are nobody's first name: the family names of Xi Jinping and Orbán Viktor."""
    return {
        name
        for name in _beginnings(mentions)
        if name.isalpha()
        and name.istitle()
        and name.lower() not in genders()
        and name.lower() not in _COMMON
        and fold(name) not in TITLES
        and (len(name) > 2 or name.lower() not in _SHORT_WORDS)
    }


def _stands_alone(page: Page, start: int) -> bool:
    """Whether no other proper noun stands beside the word."""
    i = page.token_at(start).i
    beside = page.doc[max(0, i - 1) : i + 2]
    return all(token.i == i or not token.tag_.startswith("NNP") for token in beside)


def _forms(mentions: list[Mention]) -> dict[str, str]:
    """Surface forms worth looking for, with their label: whole names, and last names of people."""
    forms: dict[str, str] = {}
    for mention in mentions:
        if mention.label not in RESCANNED:
            continue
        forms.setdefault(mention.text, mention.label)
        if mention.label in ("GPE", "ORG") and len(mention.text.split()) > 1:
            short = initials(mention.text)
            forms |= {form: mention.label for form in (short, ".".join((*short, ""))) if form not in forms}
        if mention.text.isupper() and len(mention.text) > 4:
            forms.setdefault(mention.text.title(), mention.label)  # NAIROBI in the dateline, Nairobi in the text
        if mention.label == "PERSON" and len(mention.text.split()) > 1:
            forms.setdefault(mention.text.split()[-1], "PERSON")
    return SHORT | {form: label for form, label in forms.items() if _tells(form)}


def _tells(form: str) -> bool:
    return len(form) > 1 + (not form.isupper()) and form[0].isupper() and form.lower() not in _COMMON


def _occurrences(forms: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Where the forms stand in the text as whole words, the longest first where several begin at one place."""
    there = sorted((form for form in forms if form in text), key=lambda form: (-len(form), form))
    if there:
        yield from re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, there))})(?![\w$])", text)


def _in_capitals(line: str) -> bool:
    """Whether a line is set in capital letters."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _in_capital_letters(known: dict[str, str]) -> dict[str, str]:
    """The forms as a line in capital letters prints them; the text told which of its words are names."""
    return {form.upper(): label for form, label in known.items() if len(form) > 3}


def _in_capital_lines(page: Page, known: dict[str, str]) -> Iterator[Mention]:
    capital = _in_capital_letters(known)
    for start, end in page.paragraphs:
        if _in_capitals(page.text[start:end]):
            for match in _occurrences(capital, page.text[start:end]):
                at, stop = match.span()
                yield Mention(start + at, start + stop, match.group(), capital[match.group()], label_method="rescan")


def in_title(title: str, mentions: list[Mention]) -> list[Mention]:
    """Names of the text that the headline repeats; a headline is too short and too oddly set to parse on its own."""
    known = _forms(mentions)
    if _in_capitals(title):
        known |= _in_capital_letters(known)
    if not known:
        return []
    return [
        Mention(*match.span(), match.group(), known[match.group()], in_title=True, label_method="rescan")
        for match in _occurrences(known, title)
    ]
