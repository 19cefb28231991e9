"""What may report a quotation: candidates in its own sentence, each with its evidence and a score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pipelines.quotes.cues import CUES, NAMING
from pipelines.quotes.subjects import lost_subject, nearest_subject, subject_of
from pipelines.quotes.syntax import PASSIVE_SUBJECT

if TYPE_CHECKING:
    from pipelines.language.marks import Quotation
    from pipelines.language.page import Page
    from pipelines.quotes.sentences import Sentence
    from pipelines.quotes.syntax import Syntax

Rule = Literal["after", "before", "colon", "according", "trailing", "among", "label", "dash", "naming", "indirect"]

_ALWAYS = frozenset("said says told added tweeted wrote".split())
_PUNCTUATION = frozenset(", ; : – — - -- ― ... … ( ) ' ’ ‘ [ ]".split())
_DASHES = frozenset("– — - -- ―".split())
_JOINING = frozenset("and or but then while also".split()) | _PUNCTUATION
_NO_CUE = frozenset(("amod", "compound", "poss", "aux", "auxpass", "nmod"))
_NOUN_BEGINNINGS = frozenset("DT NN NNS NNP NNPS PRP PRP$ JJ JJS CD VBG".split())
_HEADS = ("NN", "PRP")
_NOUN_INNER = frozenset(("HYPH", "POS", "VBN", "AFX"))
_OBJECT = frozenset(("pobj",))
# How far, in tokens outside marks, a cue may stand from its quotation.
_REACH = 60
# How many tokens a name and its apposition may take up between quotation and cue.
_APPOSITION = 16


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports.

    Attributes:
        token: its index.
        position: its index among the tokens of the sentence.
        subject: index of the head word of who speaks, or None.
        unnamed: nobody is there to speak: a passive without an agent ("referred to as").
        free: a finite verb, or one that has a subject of its own.
    """

    token: int
    position: int
    subject: int | None
    unnamed: bool = False
    free: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """A candidate: the rule that found it, the tokens of its cue and subject, and a score, the higher the better."""

    rule: Rule
    score: float
    cue: int | None
    subject: int | None
    unnamed: bool = False


class Reporter:
    """Lists what may report the quotations of one sentence."""

    def __init__(self, page: Page, syntax: Syntax, sentence: Sentence) -> None:
        self.page, self.syntax, self.sentence = page, syntax, sentence

    @cached_property
    def cues(self) -> list[Cue]:
        """Words of the sentence that report, outside marks, in order."""
        found = []
        for position, token in enumerate(self.sentence.tokens):
            word = self.syntax.words[token]
            if word == "according" and self._is_followed_by_to(position):
                found.append(self._according(token, position))
            elif word in CUES and self._is_verb(token, word):
                found.append(self._verb(token, position))
        return found

    def _is_verb(self, token: int, word: str) -> bool:
        if word in _ALWAYS:
            return True
        return self.syntax.is_verb(token) and self.syntax.deps[token] not in _NO_CUE

    def _verb(self, token: int, position: int) -> Cue:
        subject, unnamed = subject_of(self.syntax, token)
        own = nearest_subject(self.syntax, token) is not None
        modal = self._named_like_a_modal(token, position) if not own else None
        if modal is not None:
            return Cue(token, position, modal)
        if position in self.sentence.before and self._begins_noun(position + 1):
            subject, unnamed = self._noun_from(position + 1), False
        elif unnamed and self._is_cited(token, position):
            subject, unnamed, own = self.syntax.child(token, PASSIVE_SUBJECT), False, True
        elif self._is_reduced(token, position):
            subject, unnamed = None, True
        elif not unnamed and (subject is None or subject not in self._positions):
            subject = lost_subject(self.syntax, self.sentence.tokens[: position + 1])
        return Cue(token, position, subject, unnamed, own or self.syntax.is_finite(token))

    def _named_like_a_modal(self, token: int, position: int) -> int | None:
        """The word right before a cue that is tagged a modal or a preposition but can only be a name: Will said."""
        if self.syntax.tags[token] not in ("VBD", "VBZ") and self.syntax.words[token] not in _ALWAYS:
            return None
        if not position or self.sentence.tokens[position - 1] != token - 1 or position in self.sentence.before:
            return None
        bare = self.syntax.tags[token - 1] in ("MD", "IN") and self.page.text[self.syntax.starts[token - 1]].isupper()
        return token - 1 if bare else None

    def _begins_noun(self, position: int) -> bool:
        """Whether who speaks can stand here, behind the cue: said Holt | warned the mayor."""
        if position >= len(self.sentence.tokens) or position in self.sentence.before:
            return False
        return self.syntax.tags[self.sentence.tokens[position]] in _NOUN_BEGINNINGS

    def _noun_from(self, position: int) -> int:
        """Head of the noun phrase that begins at a position: the first of its nouns that no other noun follows."""
        here = self.sentence.tokens[position]
        for token in self.sentence.tokens[position:]:
            tag = self.syntax.tags[token]
            if self.syntax.tags[here].startswith(_HEADS):
                joins = tag == "CC" and self.syntax.tags[here] == "NN" and self.syntax.words[token] == "and"
                if joins:
                    continue
                if not (tag.startswith("NN") or tag in ("HYPH", "POS", "CD")):
                    break
            elif tag not in _NOUN_BEGINNINGS and tag not in _NOUN_INNER:
                break
            if self.syntax.deps[token] == "npadvmod":
                break
            here = token
        return here

    def _is_reduced(self, token: int, position: int) -> bool:
        """A participle behind a comma or dash that the parser took for a finite verb: the plan – referred to as “…”."""
        following = self._words(position + 1, position + 3)
        bare = following[:1] == ["as"] or following == ["to", "as"]
        before = self._words(position - 1, position)
        return bare and self.syntax.tags[token] in ("VBN", "VBD") and before[:1] != [] and before[0] in _PUNCTUATION

    def _is_cited(self, token: int, position: int) -> bool:
        """Whether somebody was quoted as saying it."""
        quoted = self.syntax.words[token] in ("quoted", "cited")
        return quoted and self._words(position + 1, position + 2) == ["as"]

    def _is_followed_by_to(self, position: int) -> bool:
        tokens = self.sentence.tokens
        here = tokens[position]
        return position + 2 < len(tokens) and tokens[position + 1] == here + 1 and self.syntax.words[here + 1] == "to"

    def _according(self, token: int, position: int) -> Cue:
        to = self.sentence.tokens[position + 1]
        source = self.syntax.child(to, _OBJECT)
        return Cue(token, position, self.sentence.tokens[position + 2] if source is None else source)

    def candidates(self, at: int) -> list[Report]:
        """What may report the quotation that is n-th in the sentence, best first."""
        k = self.sentence.before[at]
        near = [cue for cue in self.cues if abs(cue.position - k) <= _REACH]
        found = [self._after(at, k, cue) if cue.position >= k else self._before(at, k, cue) for cue in near]
        found.extend(r for r in (self._colon(k), self._dash(at, k)) if r)
        return sorted((r for r in found if r.score > 0), key=lambda r: -r.score)

    def quotation(self, at: int) -> Quotation:
        """The quotation that is n-th in the sentence."""
        return self.page.quotations[self.sentence.quotations[at]]

    def _after(self, at: int, k: int, cue: Cue) -> Report:
        """A cue behind the quotation: “…,” said X | “…,” X said | “…” and “…,” X said | “…” and so on, X said."""
        first = cue.position
        if cue.subject is not None and self.syntax.words[cue.token] != "according":
            left = self._positions.get(self.syntax.left(cue.subject))
            first = min(first, left) if left is not None and left >= k else first
        last = at
        while last + 1 < len(self.sentence.before) and self.sentence.before[last + 1] <= first:
            last += 1
        if last == at and cue.free:
            named = self._name_from(k, cue)
            if named is not None:
                return Report("after", 9.0, cue.token, named)
        gap = [w for w in self._words(self.sentence.before[last], first) if w not in _PUNCTUATION]
        between = [w for w in self._words(k, self.sentence.before[last]) if w not in _JOINING]
        rule: Rule = "according" if self.syntax.words[cue.token] == "according" else "after"
        if not gap and (cue.free or rule == "according"):
            if last == at:
                return self._report(rule, 10.0, cue)
            return self._report("among", 8.0 if not between else 5.0 - 0.1 * len(between), cue)
        closing = self._closes(cue, first)
        return self._report("trailing", (6.0 if closing else 2.0) - 0.05 * (len(gap) + len(between)), cue)

    def _name_from(self, k: int, cue: Cue) -> int | None:
        """Last word of the name that begins right behind the quotation, if only what describes it follows to the cue.

        The parser often misses the subject there: “…,” Marit Solheim, 61, said.
        """
        tokens = self.sentence.tokens[k : cue.position]
        if not tokens or self.syntax.tags[tokens[0]] != "NNP" or len(tokens) > _APPOSITION:
            return None
        if any(self.syntax.is_finite(i) for i in tokens) or any(k < b <= cue.position for b in self.sentence.before):
            return None
        name = tokens[0]
        for i in tokens:
            if self.syntax.tags[i] != "NNP" and self.syntax.words[i] != "-":
                break
            name = i
        if name == tokens[-1] or self.syntax.words[name + 1] != "," or self.syntax.words[tokens[-1]] != ",":
            return None
        return name

    def _closes(self, cue: Cue, first: int) -> bool:
        """Whether the cue's clause is set off by a comma and no other verb follows in the sentence."""
        before = self._words(first - 1, first)
        rest = self.sentence.tokens[cue.position + 1 :]
        return before in ([","], ["–"], ["—"]) and cue.free and not any(self.syntax.is_finite(i) for i in rest)

    def _before(self, at: int, k: int, cue: Cue) -> Report:
        """A cue in front of the quotation: X said: “…” | calling him “…” | X said the plan was “…”."""
        gap = k - cue.position - 1
        last = self._words(k - 1, k)
        score = 8.0 - 0.12 * gap - 0.3 * sum(cue.position < b < k for b in self.sentence.before)
        if self.syntax.words[cue.token] == "according":
            return self._report("according", score - 0.5, cue)
        score += 1.5 * self._governs(cue.token, self.quotation(at))
        score -= 2.5 * (CUES[self.syntax.words[cue.token]] == "express")
        if last in ([":"], ["):"]):
            return self._report("colon", score + 1.0, cue)
        if last == [","] and gap <= 2:
            return self._report("before", score + 1.5, cue)
        if last and last[0] in NAMING and cue.unnamed:
            return self._report("naming", score + 1.0, cue)
        return self._report("before", score, cue)

    def _governs(self, cue: int, quotation: Quotation) -> bool:
        """Whether the quotation's words hang, by however many arcs, on the cue."""
        first = self.syntax.token_from(quotation.start)
        stop = max(first + 1, self.syntax.token_from(quotation.end))
        for i in range(first, min(stop, len(self.syntax))):
            head = self.syntax.heads[i]
            if not first <= head < stop:
                return self._hangs(head, cue)
        return False

    def _hangs(self, i: int, cue: int) -> bool:
        for _ in range(24):
            if i == cue:
                return True
            if self.syntax.heads[i] == i:
                return False
            i = self.syntax.heads[i]
        return False

    def _colon(self, k: int) -> Report | None:
        """No verb of saying but a colon: X remained resolute: “…” | X: “…”."""
        if self._words(k - 1, k) not in ([":"], ["):"]):
            return None
        tokens = self.sentence.tokens[: k - 1]
        verbs = [i for i in tokens if self.syntax.is_finite(i)]
        if not verbs:
            nouns = [i for i in tokens if self.syntax.is_noun(i)]
            return Report("label", 6.0, None, nouns[-1]) if nouns and len(tokens) <= 8 else None
        subject, unnamed = subject_of(self.syntax, verbs[-1])
        return Report("colon", 4.0, None, subject, unnamed)

    def _dash(self, at: int, k: int) -> Report | None:
        """A name behind a dash at the end: “…” – X."""
        tokens = self.sentence.tokens[k:]
        if at + 1 < len(self.sentence.before) or not tokens or self.syntax.words[tokens[0]] not in _DASHES:
            return None
        if any(self.syntax.is_verb(i) for i in tokens):
            return None
        nouns = [i for i in tokens if self.syntax.is_noun(i)]
        return Report("dash", 6.0, None, nouns[0]) if nouns else None

    def _report(self, rule: Rule, score: float, cue: Cue) -> Report:
        return Report(rule, score, cue.token, cue.subject, cue.unnamed)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {token: position for position, token in enumerate(self.sentence.tokens)}

    def _words(self, first: int, stop: int) -> list[str]:
        return [self.syntax.words[i] for i in self.sentence.tokens[max(0, first) : max(0, stop)]]
