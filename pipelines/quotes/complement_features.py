"""What a model is told of a complement: the cue, its subject, the words at the edges, what lies inside."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES, REPORTING_NOUNS
from pipelines.quotes.vocabulary import DEP, cue_number

if TYPE_CHECKING:
    from pipelines.quotes.complements import Complement, Complements
    from pipelines.quotes.reports import Cue

CUE_COLUMNS = (
    "cue noun sort cue_tag cue_dep head_tag cue_at sentence_tokens free unnamed has_subject subject_behind subject_tag "
    "subject_word subject_class negated modal infinitive passive clause object that cues quotations next_word next_tag "
    "second_tag last_word last_tag depth paragraph opens_question"
).split()
CANDIDATE_COLUMNS = (
    "origin tokens share distance to_start to_end first_word first_tag second_first_tag before_word before_tag "
    "final_tag after_word after_tag final_mark verbs subjects marked_share marks is_mark opens_mark closes_mark "
    "commas other_cues holds_cue capital candidates rank longest arc_inside"
).split()
COLUMNS = CUE_COLUMNS + CANDIDATE_COLUMNS
CATEGORICAL = ("cue", "origin", "first_word", "before_word", "after_word", "next_word", "last_word", "subject_word")
_SORT = {"say": 1, "call": 2, "express": 3}
_DEPTH = 12


class ComplementFeatures:
    """Numbers for the candidates of one sentence.

    Args:
        complements: the candidates' maker.
        classes: what each token is part of, as `tokens.classes` says.
        cues: all cues of the sentence.
    """

    def __init__(self, complements: Complements, classes: list[int], cues: list[Cue]) -> None:
        self.complements, self.classes, self.cues = complements, classes, cues
        self.syntax, self.text = complements.syntax, complements.text
        first, stop = complements.first, complements.stop
        self.verbs = [i for i in range(first, stop) if self.syntax.is_finite(i)]
        self.subjects = [i for i in range(first, stop) if self.syntax.deps[i] in ("nsubj", "nsubjpass")]
        self.commas = [i for i in range(first, stop) if self.syntax.words[i] == ","]
        self.tags, self.words = self.syntax.tag_numbers, self.syntax.word_numbers
        self.cue_tokens = [cue.token for cue in cues]

    def rows(self, found: list[Complement]) -> list[list[float]]:
        """One row a candidate of one cue, values in the order of `COLUMNS`."""
        if not found:
            return []
        cue = self._cue(found[0].cue)
        lengths = sorted((c.end - c.start for c in found), reverse=True)
        return [cue + self._candidate(c, lengths) for c in found]

    def _cue(self, cue: Cue) -> list[float]:
        syntax, token = self.syntax, cue.token
        word = syntax.words[token]
        noun = syntax.is_noun(token) and word in REPORTING_NOUNS
        children = syntax.children[token]
        deps = [syntax.deps[c] for c in children]
        subject = cue.subject
        last = self.complements.tokens[-1]
        return [
            cue_number(word, noun=noun),
            noun,
            _SORT.get(CUES.get(word, ""), 0),
            self.tags[token],
            DEP.get(syntax.deps[token], 0),
            self.tags[syntax.heads[token]],
            cue.position,
            len(self.complements.tokens),
            cue.free,
            cue.unnamed,
            subject is not None,
            subject is not None and subject > token,
            self.tags[subject] if subject is not None else 0,
            self.words[subject] if subject is not None else 0,
            self.classes[subject] if subject is not None else 0,
            "neg" in deps,
            any(syntax.tags[c] == "MD" for c in children),
            any(syntax.tags[c] == "TO" for c in children),
            "auxpass" in deps,
            "ccomp" in deps,
            "dobj" in deps,
            any(syntax.words[c] == "that" for c in children),
            len(self.cues),
            len(self.complements.marked),
            self.words[token + 1],
            self.tags[token + 1],
            self.tags[token + 2],
            self.words[token - 1],
            self.tags[token - 1],
            self._depth(token),
            self.complements.reporter.sentence.paragraph,
            syntax.words[last] == "?",
        ]

    def _depth(self, i: int) -> int:
        for depth in range(_DEPTH):
            if self.syntax.heads[i] == i:
                return depth
            i = self.syntax.heads[i]
        return _DEPTH

    def _candidate(self, c: Complement, lengths: list[int]) -> list[float]:
        made, syntax = self.complements, self.syntax
        first, stop = syntax.token_from(c.start), max(syntax.token_from(c.end), syntax.token_from(c.start) + 1)
        width = c.end - c.start
        inside = [(max(c.start, a), min(c.end, b)) for a, b in made.marked if a < c.end and c.start < b]
        token = c.cue.token
        return [
            c.origin,
            stop - first,
            width / max(1, made.end - made.start),
            first - token if first > token else token - stop + 1000 if stop <= token else -1000,
            first - made.first,
            made.stop - stop,
            self.words[first],
            self.tags[first],
            self.tags[first + 1],
            self.words[first - 1],
            self.tags[first - 1],
            self.tags[stop - 1],
            self.words[stop],
            self.tags[stop],
            self.text[c.end - 1] in "”\"’'",
            _count(self.verbs, first, stop),
            _count(self.subjects, first, stop),
            sum(b - a for a, b in inside) / width,
            len(inside),
            len(inside) == 1 and inside[0] == (c.start, c.end),
            any(a == c.start for a, _ in inside),
            any(b == c.end for _, b in inside),
            _count(self.commas, first, stop),
            _count(self.cue_tokens, first, stop),
            first <= token < stop,
            self.text[c.start].isupper(),
            len(lengths),
            lengths.index(width),
            width / lengths[0],
            token in syntax.heads[first:stop],
        ]


def _count(places: list[int], first: int, stop: int) -> int:
    return bisect_left(places, stop) - bisect_left(places, first)
