"""He and she: which person of the article they stand for.

A salience score in the manner of Lappin and Leass (1994): candidates of the right sex that came before, the nearer
sentence and the grammatical subject first.  Where two candidates come out alike, or none fits, the pronoun stays
unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.entities.mention import Group, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.language.page import Page

SEX = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
FARTHEST = 8  # sentences
SENTENCE, SUBJECT, KNOWN_SEX, SAME_CLAUSE, PRONOUN = 1.0, 0.75, 0.8, 0.9, 0.3
SPEAKER, REFLEXIVE = 1.6, 1.5
OFTEN, MOST = 0.04, 6  # who was spoken of more often is more likely spoken of again
SAYING = frozenset("say says said tell tells told state stated add added ask asked claim claimed write wrote".split())
CLEAR = 0.05


@dataclass(frozen=True, slots=True)
class _Antecedent:
    start: int
    sentence: int
    group: int
    subject: bool
    verb: int
    pronoun: bool = False
    quoted: bool = False
    speaks: bool = False


def resolve(page: Page, names: list[Mention], groups: list[Group]) -> list[Mention]:
    """Mentions of kind pronoun for every he and she of the text, in order, with the group they stand for or None.

    A group of unknown sex takes on that of the pronoun that found it.
    """
    sentences = page.sentences
    people = [m for m in names if m.label == "PERSON" and not m.in_title and m.group is not None]
    seen = [_antecedent(page, sentences, m) for m in people]
    upcoming = iter(seen)
    ahead = next(upcoming, None)
    passed: list[_Antecedent] = []
    found = []
    for i in page.tokens_of(SEX):
        token = page.doc[i]
        sex = SEX[token.lower_]
        while ahead is not None and ahead.start < token.idx:
            passed.append(ahead)
            ahead = next(upcoming, None)
        pronoun = Mention(token.idx, token.idx + len(token), token.text, "PERSON", "pronoun", label_method="pronoun")
        here = _antecedent_at(page, sentences, token, -1)
        best = _best(here, sex, passed, groups, reflexive=token.lower_.endswith("self"))
        if best is None:
            found.append(pronoun)
            continue
        groups[best].gender = groups[best].gender or sex
        passed.append(replace(here, group=best))
        found.append(pronoun.in_group(best, "salience"))
    return found


def _antecedent_at(page: Page, sentences: list[int], token: Token, group: int) -> _Antecedent:
    subject, quoted = token.dep_ in SUBJECTS, page.quoted[token.i]
    speaks = subject and token.head.lower_ in SAYING
    return _Antecedent(token.idx, sentences[token.i], group, subject, token.head.i, True, quoted, speaks)


def _antecedent(page: Page, sentences: list[int], mention: Mention) -> _Antecedent:
    head = _head(page, mention)
    top = page.doc[head]
    while top.dep_ in ("appos", "compound", "conj") and top.head.i != top.i:
        top = top.head
    found = _antecedent_at(page, sentences, top, mention.group or 0)
    return replace(found, start=mention.start, sentence=sentences[head], pronoun=False, quoted=page.quoted[head])


def _head(page: Page, mention: Mention) -> int:
    """The last token of the name: in English names the head of the others."""
    return page.token_at(mention.end - 1).i


def _best(
    here: _Antecedent, sex: str, passed: list[_Antecedent], groups: list[Group], *, reflexive: bool
) -> int | None:
    scores: dict[int, float] = {}
    often = Counter(candidate.group for candidate in passed)
    for candidate, plain in _scored(here, sex, passed, groups):
        itself = reflexive and candidate.subject and candidate.verb == here.verb
        score = plain + REFLEXIVE * itself + OFTEN * min(MOST, often[candidate.group])
        scores[candidate.group] = max(score, scores.get(candidate.group, score))
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR:
        return None
    return ranked[0][0]


def _scored(
    here: _Antecedent, sex: str, passed: list[_Antecedent], groups: list[Group]
) -> Iterator[tuple[_Antecedent, float]]:
    for candidate in reversed(passed):
        apart = here.sentence - candidate.sentence
        if apart > FARTHEST:
            return
        gender = groups[candidate.group].gender
        if gender not in (None, sex):
            continue
        score = -SENTENCE * apart - (here.start - candidate.start) / 2000
        score += SUBJECT * candidate.subject + KNOWN_SEX * (gender == sex) + PRONOUN * candidate.pronoun
        if here.quoted and candidate.speaks and not candidate.quoted:
            score -= SPEAKER  # who speaks says I
        if candidate.verb == here.verb and candidate.subject != here.subject:
            score -= SAME_CLAUSE  # subject and object of one verb are two people unless it says himself
        yield candidate, score
