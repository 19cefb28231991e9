"""The forms in which a headline says who speaks: a voice, perhaps a verb, and the stretch that they report."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pipelines.quotes.cues import REPORTING_NOUNS
from pipelines.quotes.roles import role_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.quotes.cues import Sort
    from pipelines.quotes.headline_voices import Voices
    from pipelines.quotes.headline_words import Line
    from pipelines.quotes.speakers import Speaker

# before: NAME says … | behind: …, NAME says | label: NAME: … | foot: …: NAME | beside: “…”: NAME says something else
Form = Literal["before", "behind", "label", "foot", "beside"]

_STOPS = frozenset((",", ":", ";", "–", "—", "-", "|", "?", "(", ")"))
_DASHES = frozenset(("–", "—", "-"))
# Words behind which a new clause begins, so that a subject follows.
_JOINING = frozenset("as while but after because when although though".split())
_ADVERBS = frozenset("now again still also even finally already then privately publicly".split())
_TOPIC = frozenset("on to after about".split())
# Verbs of mind and act that report what stands in marks behind them.
_MIND = frozenset("hope fear believe think feel want expect ask challenge wish consider view know".split())
# Verbs that stand behind what was said.
_BEHIND = frozenset(
    """
    say warn claim insist admit confirm reveal suggest find show argue fear believe think predict allege announce hint
    conclude declare complain estimate reckon report
    """.split()
)
# Verbs with a clause behind them, if it can be seen to be one; with an infinitive; with somebody and an infinitive.
_STATING = frozenset(
    """
    say admit announce argue assert believe boast claim complain concede conclude confess confirm declare deny fear find
    hint hope insist maintain predict reckon reveal show suggest think warn acknowledge allege recall promise vow pledge
    threaten swear
    """.split()
)
_COMMITTING = frozenset("vow pledge promise threaten swear hope demand ask plead claim".split())
# Verbs of that list whose form is also a noun in the plural: Holt claims are false.
_COUNTED = frozenset("claim fear find hint hope boast promise vow pledge show".split())
_ARTICLES = frozenset("the a an".split())
_OPENING = _ARTICLES | frozenset("my our his her their".split())
_ASKING = frozenset("why how what who when where which inside meet".split())
_HE_SHE = frozenset("he she they it".split())
# Behind these stands whose words a judgement is about: blasts rival over “…”.
_ABOUT = frozenset("over for about after amid on against at".split())
_URGING = frozenset("urge ask beg order implore advise instruct warn encourage".split())
_URGED_AT = 6  # words
# What is said, but is no clause.
_NO_CLAUSE = frozenset("no yes goodbye farewell sorry thanks thank hello nothing little so mass prayers hi".split())
_FEWEST = 3
# What may stand before or behind a colon for those who wrote it.
_SIGNING = frozenset("study studies report reports survey surveys poll polls analysis data".split())
_TOLD = frozenset(
    "mps court inquiry parliament congress senate police voters fans reporters jury hearing committee lawmakers".split()
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A voice in a headline and what it reports.

    Attributes:
        form: how the headline puts it.
        speaker: who speaks; offsets count in the title.
        words: first and last (not included) of the words reported.
        cue: place of the word that reports, among the words; None where a colon or dash does.
        sort: what kind of reporting that word does.
        stated: whether the words are a reported clause even without marks.
    """

    form: Form
    speaker: Speaker
    words: tuple[int, int]
    cue: int | None = None
    sort: Sort | None = None
    stated: bool = False


def claims(line: Line, voices: Voices) -> list[Claim]:
    """What the forms of a headline claim, the surest first, none inside another."""
    found: list[Claim] = []
    for claim in (*_at_the_end(line, voices), *_at_the_head(line, voices), *_inside(line, voices)):
        low, high = claim.words
        cue = claim.cue if claim.cue is not None else low
        if all(high <= c.words[0] or c.words[1] <= low for c in found) and not any(
            c.words[0] <= cue < c.words[1] for c in found
        ):
            found.append(claim)
    return found


def _at_the_end(line: Line, voices: Voices) -> Iterator[Claim]:
    """…, NAME says | … says NAME | …, according to NAME | …: NAME | … – NAME."""
    end = len(line.words)
    claim = _verb_last(line, voices) or _name_last(line, voices) or _according(line, voices)
    if claim is not None:
        yield claim
        return
    at = next((i for i in range(end - 1, 0, -1) if line.lower[i] in _STOPS), None)
    if at is None or at + 1 == end or line.lower[at] not in (":", *_DASHES):
        return
    speaker = voices.of(at + 1, end)
    if speaker is not None and _may_sign(line, voices, speaker, at):
        first = _begin(line, at)
        yield Claim("foot", speaker, (first, at), stated=_is_signed(line, voices, speaker, first, at))


def _may_sign(line: Line, voices: Voices, speaker: Speaker, at: int) -> bool:
    """Whether a name or a role set off at one end speaks: who speaks in the text too, people, or a study."""
    if speaker.kind == "name":
        return speaker.group in voices.speaking
    if speaker.kind == "pronoun":
        return False
    if speaker.group is not None or _signs(line, speaker):
        return True
    return speaker.anonymous and (voices.are_many(speaker) or line.lower[at] == ":")


def _is_signed(line: Line, voices: Voices, speaker: Speaker, first: int, last: int) -> bool:
    """Whether words before a voice at the end are what it says, and do not name who it is: Player of the week: Holt."""
    words = line.lower[first:last]
    if len(words) < _FEWEST or line.is_question or words[0] in _ASKING:
        return False
    of = next((pair for pair in pairwise(words) if pair[0] == "of" and pair[1] in _ARTICLES), None)
    names = words[0] in _OPENING or (of is not None and "to" not in words)
    return line.has_verb(first, last) or not names or not voices.is_person(speaker)


def _signs(line: Line, speaker: Speaker) -> bool:
    """Whether a voice is a study or a report, and no series of that name."""
    said = line.title[speaker.start : speaker.end].lower().split()
    return said[-1] in _SIGNING and len(said) <= _FEWEST


def _begin(line: Line, stop: int) -> int:
    """Where the clause begins that ends before a word: behind a topic, or other words in marks, and a colon."""
    behind = [i + 1 for i in range(stop - 1) if line.lower[i] in (":", ";") or line.ends_sentence(i)]
    return behind[-1] if behind else 0


def _verb_last(line: Line, voices: Voices) -> Claim | None:
    """…, NAME says | “…” NAME says | a whole clause NAME SURNAME says."""
    end = len(line.words) - 1
    told = line.cue(end) if end > 0 else None
    if told is None or told[0] not in _BEHIND:
        return None
    at = end - 1
    while at >= 0 and line.lower[at] not in _STOPS and not line.words[at].is_marked:
        at -= 1
    if at >= 0 and (line.lower[at] in (",", *_DASHES) or line.words[at].is_marked):
        speaker = voices.of(at + 1, end)
        stop = at + line.words[at].is_marked
        if speaker is None or (told[2] and not voices.are_many(speaker)):
            return None
        return _claim(line, "behind", speaker, (_begin(line, stop), stop), end, told[1])
    mention = voices.name_at(end - 1)
    if mention is None or mention.label != "PERSON" or " " not in mention.text or told[2]:
        return None
    stop = next(i for i, word in enumerate(line.words) if word.start >= mention.start)
    speaker, first = voices.of(stop, end), _begin(line, stop)
    if speaker is None or not line.has_verb(first, stop) or line.lower[stop - 1] in _JOINING:
        return None
    return _claim(line, "behind", speaker, (first, stop), end, told[1])


def _name_last(line: Line, voices: Voices) -> Claim | None:
    """…, says NAME | “…” says NAME as … | a whole clause says NAME."""
    for at in range(len(line.words) - 2, 0, -1):
        if line.lower[at] not in ("says", "say", "said", "warns", "warn"):
            continue
        before = line.lower[at - 1] == "," or line.words[at - 1].is_marked
        ends = [i for i in range(at + 2, len(line.words)) if line.lower[i] in _STOPS or line.lower[i] in _JOINING]
        speaker = voices.of(at + 1, len(line.words)) or (voices.of(at + 1, ends[0]) if ends and before else None)
        stop = at - (line.lower[at - 1] == ",")
        first = _begin(line, stop)
        near = at  # Prices will rise, boffin warns Holt: the clause has to reach the verb.
        while near > first and not _begins_behind(line, near - 1):
            near -= 1
        if speaker is not None and (before or line.has_verb(near, stop)) and voices.of(near, at) is None:
            return _claim(line, "behind", speaker, (first, stop), at, "say")
    return None


def _according(line: Line, voices: Voices) -> Claim | None:
    for at in range(1, len(line.words) - 2):
        if line.lower[at : at + 2] == ["according", "to"]:
            speaker = voices.of(at + 2, len(line.words))
            stop = at - (line.lower[at - 1] == ",")
            if speaker is not None:
                return _claim(line, "behind", speaker, (_begin(line, stop), stop), at, "say")
    return None


def _claim(line: Line, form: Form, speaker: Speaker, words: tuple[int, int], cue: int, sort: Sort) -> Claim | None:
    first, last = words
    if first >= last:
        return None
    return Claim(form, speaker, words, cue, sort, stated=last - first >= _FEWEST and not line.is_question)


def _at_the_head(line: Line, voices: Voices) -> Iterator[Claim]:
    """NAME: … | NAME on something: … | officials: a whole clause."""
    at = line.lower.index(":") if ":" in line.lower else 0
    if at == 0 or at + 1 == len(line.words) or line.marked(0, at):
        return
    speaker = voices.of(0, at)
    if speaker is None:
        topic = next((i for i in range(1, at) if line.lower[i] in _TOPIC), 0)
        speaker = voices.of(0, topic) if topic else None
        if speaker is None or not voices.is_person(speaker):
            return
    if voices.is_place(speaker):
        return
    end = len(line.words)
    marked = line.words[at + 1].is_marked and line.is_own(line.words[at + 1])
    own = marked and voices.is_person(speaker) and not voices.text_quotes  # or else it is who the article is about
    if own or _may_sign(line, voices, speaker, at):
        stated = not line.is_question and end - at > _FEWEST and _is_told(line, voices, speaker, at + 1)
        yield Claim("label", speaker, (at + 1, end), stated=stated)


def _is_told(line: Line, voices: Voices, speaker: Speaker, first: int) -> bool:
    """Whether what stands behind a voice and a colon is what it says, and not what the article is about."""
    if voices.is_person(speaker):
        asks = line.lower[first] in _ASKING or (line.lacks_subject(first) and line.lower[first + 1] in _HE_SHE)
        return not asks and line.has_verb(first, len(line.words))
    return speaker.group is None and (voices.are_many(speaker) or _signs(line, speaker))


def _inside(line: Line, voices: Voices) -> Iterator[Claim]:
    """NAME says …, at the head of the line or of a clause in it."""
    for at in range(1, len(line.words) - 1):
        told = line.cue(at)
        if told is None:
            continue
        stop = at - (line.lower[at - 1] in _ADVERBS)
        first = stop
        while first > 0 and not _begins_behind(line, first - 1):
            first -= 1
        speaker = voices.of(first, stop)
        if speaker is None or (told[2] and not voices.are_many(speaker)):
            continue
        yield from _reported(line, voices, speaker, at, first)


def _begins_behind(line: Line, at: int) -> bool:
    ends = line.lower[at] in _STOPS or line.ends_sentence(at)
    return ends or line.lower[at] in _JOINING or line.words[at].is_marked


def _reported(line: Line, voices: Voices, speaker: Speaker, at: int, first: int) -> Iterator[Claim]:
    base, sort, _ = line.cue(at) or ("", "say", False)
    low = at + 1 + (line.lower[at + 1] == ":")
    rest = range(low, len(line.words))
    high = next(
        (i for i in rest if line.lower[i] in (";", "|", "–", "—", "-") or line.ends_sentence(i)), len(line.words)
    )
    high = _before_another(line, voices, low, high)
    if line.marked(low, high):
        mark = next(i for i in range(low, high) if line.words[i].is_marked)
        aside = sort == "call" and not _ABOUT.isdisjoint(line.lower[low:mark])
        if not aside and (sort != "express" or base in _MIND):
            told = line.lower.index(":", low, high) + 1 if ":" in line.lower[low:high] else low
            low = told if line.marked(told, high) else low
            stated = not line.is_question and _clause(line, voices, base, low, high) is not None
            yield Claim("before", speaker, (low, high), at, sort, stated=stated)
        return
    beside = first - 1 - (first > 1 and line.lower[first - 1] in (":", ",", *_DASHES))
    able = speaker.group is not None or speaker.anonymous
    if able and first > 0 and beside >= 0 and line.words[beside].is_marked:
        begin = _begin(line, beside + 1)
        if line.lower[first - 1] == ":" or begin == beside:
            yield Claim("beside", speaker, (beside, beside + 1), at, sort)
        else:
            yield Claim("behind", speaker, (begin, beside + 1), at, sort)
    elif base == "tell" and first > 1 and line.lower[first - 1] == "," and high - low <= _FEWEST:
        begin = _begin(line, first - 1)
        if line.has_verb(begin, first - 1):
            yield Claim("behind", speaker, (begin, first - 1), at, sort, stated=not line.is_question)
            return
    clause = None if line.is_question else _clause(line, voices, base, low, high)
    if clause is not None:
        yield Claim("before", speaker, clause, at, sort, stated=True)


def _before_another(line: Line, voices: Voices, low: int, high: int) -> int:
    """Where the words end that one reports, if somebody else reports behind them: says “…”, Varga calls it “…”."""
    last = next((i for i in range(high - 1, low, -1) if line.words[i].is_marked), low)
    for at in range(low + 1, last):
        told, first = line.cue(at), at
        while told is not None and first > low and not _begins_behind(line, first - 1):
            first -= 1
        if told is None or first == low:
            continue
        joined = line.lower[first] in ("and", "but")
        speaker = voices.of(first + joined, at)
        if speaker is not None and (not told[2] or voices.are_many(speaker)):
            return first if line.words[first - 1].is_marked else max(low, first - 1)
    return high


def _clause(line: Line, voices: Voices, base: str, low: int, high: int) -> tuple[int, int] | None:
    """Words that are a reported clause: taxes will rise | to fight on | ministers to act."""
    if high - low < 2 or line.lower[low] in _NO_CLAUSE or line.lower[low] in _JOINING:
        return None
    if base == "tell":
        low = _behind_addressee(line, voices, low)
        infinitive = line.lower[low] == "to"
        return (low, high) if high - low > 1 and (infinitive or line.has_verb(low, high)) else None
    if line.lower[low] == "to":
        return (low, high) if base in _COMMITTING else None
    if base == "call" and line.lower[low] == "on":
        low, base = low + 1, "urge"
    if base in _URGING and "to" in line.lower[low + 1 : min(low + _URGED_AT, high - 1)]:
        return low, high
    if base not in _STATING or line.lower[low] in REPORTING_NOUNS:
        return None
    noun = base in _COUNTED and line.lacks_subject(low)
    return (low, high) if (not noun and line.has_verb(low, high)) or (base == "say" and high - low >= _FEWEST) else None


def _behind_addressee(line: Line, voices: Voices, low: int) -> int:
    """The word behind those that are told something, where they are known as such."""
    for at in range(low, min(low + 4, len(line.words) - 1)):
        mention = voices.name_at(at)
        if (
            line.lower[at] in _TOLD
            or role_class(line.lower[at]) is not None
            or (mention is not None and mention.start == line.words[low].start)
        ):
            return at + 1
    return len(line.words) - 1
