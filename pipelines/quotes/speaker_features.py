"""Whom a model may choose as the speaker of a quotation, and what it is told of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.quotes import attachment
from pipelines.quotes.attachment import Attachments, Candidate
from pipelines.quotes.cues import CUES
from pipelines.quotes.kind_features import KIND, RULE, SORT
from pipelines.quotes.roles import is_role
from pipelines.quotes.vocabulary import DEP, cue_number

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities, Mention
    from pipelines.quotes.above import Above
    from pipelines.quotes.complements import Complement
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reports import Report
    from pipelines.quotes.speakers import Speaker

QUOTE_COLUMNS = (
    "words kind closed opens_paragraph closes_paragraph mark_before at_paragraph final_mark rule_score rule alone "
    "sentence_cues at paragraph_quotations has_last last_near has_next next_near"
).split()
CANDIDATE_COLUMNS = (
    "class pronoun name tag word dep verb_tag verb_cue verb_sort subject plural role possessive group_mentions "
    "group_spoken first_of_paragraph heading width comma_behind article"
).split()
PAIR_COLUMNS = (
    "before distance sentences paragraphs verb_before verb_distance between_quotations between_subjects "
    "between_mentions stops report_score report_rank report_rule is_rule is_rule_group is_last is_last_group is_next "
    "is_next_group clause rank verb_same_sentence"
).split()
COLUMNS = QUOTE_COLUMNS + CANDIDATE_COLUMNS + PAIR_COLUMNS + attachment.COLUMNS
CATEGORICAL = ("rule", "report_rule", "word", "verb_cue")
# How many candidates before a quotation, and behind it in its paragraph, are looked at.
_BEFORE, _BEHIND = 9, 3
_PARAGRAPHS = 3
_NOBODY = -9.0
_SIDE = frozenset(("appos", "conj", "compound", "nmod"))
_NOMINAL = frozenset(("nsubj", "nsubjpass", "pobj", "agent"))
# Tags of words that stand for a speaker without naming one.
_PRONOMINAL = frozenset(("PRP", "WP", "WDT", "DT", "CD"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC"))


class SpeakerFeatures:
    """Candidates and numbers for the quotations of one article.

    A candidate is a token; the mention that holds it, or the noun phrase whose head it is, stands for the speaker.
    """

    def __init__(
        self,
        above: Above,
        entities: ArticleEntities,
        classes: list[int],
        drafts: list[Draft],
        clauses: list[tuple[Complement, int, float]],
    ) -> None:
        self.page, self.syntax, self.reporters = above.page, above.syntax, above.reporters
        self.entities, self.classes, self.drafts = entities, classes, drafts
        page, syntax = self.page, self.syntax
        self.spoken = [d for d in drafts if d.kind != "scare"]
        self._marks = [q.outer_start for q in page.quotations]
        self._stops = [i for i, word in enumerate(syntax.words) if word in (".", "?", "!")]
        self.mention_at: dict[int, Mention] = {}
        for mention in entities.in_text:
            for i in range(syntax.token_from(mention.start), syntax.token_from(mention.end)):
                self.mention_at[i] = mention
        self.sizes = Counter(m.group for m in entities.in_text if m.group is not None)
        self.speaking = Counter(d.speaker.group for d in self.spoken if d.speaker and d.speaker.group is not None)
        self.sentence_of = {i: n for n, r in enumerate(self.reporters) for i in r.sentence.tokens}
        self._attachments = Attachments(syntax, entities, self.sentence_of, clauses)
        self._known: dict[int, list[float]] = {}
        self._verbs: dict[int, int] = {}

    def key(self, token: int) -> int:
        """The token that stands for a token: the last one of the mention that holds it, or itself."""
        mention = self.mention_at.get(token)
        return token if mention is None else self.syntax.token_from(mention.end) - 1

    def key_of(self, speaker: Speaker | None) -> int | None:
        """The token that stands for a speaker."""
        return None if speaker is None else self.key(self.syntax.token_from(speaker.end) - 1)

    def span(self, key: int) -> tuple[int, int]:
        """Characters of the mention, or of the word."""
        mention = self.mention_at.get(key)
        return (self.syntax.starts[key], self.syntax.ends[key]) if mention is None else (mention.start, mention.end)

    @cached_property
    def _able(self) -> list[int]:
        """Tokens, outside marks and in order, that may stand for a speaker."""
        found = set()
        for mention in self.entities.in_text:
            if mention.kind == "pronoun" or mention.label in _NAMES or mention.kind == "nominal":
                found.add(self.syntax.token_from(mention.end) - 1)
        for i in self.sentence_of:
            tag = self.syntax.tags[i]
            nominal = (tag.startswith("NN") or tag in _PRONOMINAL) and self.syntax.deps[i] in _NOMINAL
            if (nominal and i not in self.mention_at) or (is_role(self.syntax.words[i]) and i not in self.mention_at):
                found.add(i)
        return sorted(i for i in found if i in self.sentence_of)

    @cached_property
    def _subjects(self) -> list[int]:
        """Those of the candidates that are subjects of a word of saying."""
        return [i for i in self._able if self._candidate(i)[9] and self._candidate(i)[7]]

    def candidates(self, draft: Draft, reports: list[Report], clause: int | None) -> list[int]:
        """Tokens that may stand for the speaker of a draft, in order of place."""
        paragraph = self.reporters[draft.sentence].sentence.paragraph
        first = self.page.paragraphs[max(0, paragraph - _PARAGRAPHS)][0]
        last = self.page.paragraphs[paragraph][1]
        here = self.syntax.token_from(draft.start)
        at = bisect_left(self._able, here)
        near = [i for i in self._able[max(0, at - _BEFORE) : at] if self.syntax.starts[i] >= first]
        near += [i for i in self._able[at : at + _BEHIND] if self.syntax.starts[i] < last]
        near += [self.key(r.subject) for r in reports if r.subject is not None and not r.unnamed]
        spoken = (draft, *self.neighbours(draft))
        near += [key for d in spoken if d is not None and (key := self.key_of(d.speaker)) is not None]
        if clause is not None:
            near.append(self.key(clause))
        return sorted(set(near))

    def neighbours(self, draft: Draft) -> tuple[Draft | None, Draft | None]:
        """The spoken drafts before and behind a draft."""
        at = self._order[id(draft)]
        return (self.spoken[at - 1] if at else None, self.spoken[at + 1] if at + 1 < len(self.spoken) else None)

    @cached_property
    def _order(self) -> dict[int, int]:
        return {id(draft): n for n, draft in enumerate(self.spoken)}

    def rows(
        self, draft: Draft, at: int, reports: list[Report], found: list[int], clause: tuple[int | None, float]
    ) -> list[list[float]]:
        """One row a candidate, values in the order of `COLUMNS`.

        Args:
            draft: a spoken draft with marks.
            at: which of its sentence's quotations it is.
            reports: what may report it, best first.
            found: its candidates.
            clause: the subject of the surest reported clause around it, and the chance of that.
        """
        quote = self._quote(draft, at, reports)
        scores: dict[int, tuple[float, int, int]] = {}
        for rank, report in enumerate(reports):
            if report.subject is not None and not report.unnamed:
                scores.setdefault(self.key(report.subject), (report.score, rank, RULE[report.rule]))
        clause_key = None if clause[0] is None else self.key(clause[0])
        near = [
            (self.key_of(d.speaker), d.speaker.group) if d and d.speaker else (None, None)
            for d in (draft, *self.neighbours(draft))
        ]
        place = self.syntax.token_from(draft.start), self.syntax.token_from(draft.end)
        before = [i for i in found if i < place[0]]
        attached = self._attached(draft, at, found)
        rows = []
        for key, hanging in zip(found, attached, strict=True):
            rank = len(before) - before.index(key) if key < place[0] else -(found.index(key) - len(before) + 1)
            pair = self._pair(draft, key, place, scores.get(key, (_NOBODY, 99, 0)), near)
            same = clause[1] if key == clause_key else 0.0
            verb_same = self.sentence_of.get(self._verb(key), -1) == draft.sentence
            rows.append(quote + self._candidate(key) + pair + [same, rank, verb_same] + hanging)
        return rows

    def _attached(self, draft: Draft, at: int, found: list[int]) -> list[list[float]]:
        sentence = self.reporters[draft.sentence].sentence
        k = sentence.before[at]
        after = sentence.tokens[k] if k < len(sentence.tokens) else -1
        candidates = [
            Candidate(
                self.span(key), self._top(key), self._verb(key), m.group if (m := self.mention_at.get(key)) else None
            )
            for key in found
        ]
        return self._attachments.columns(self.reporters[draft.sentence].quotation(at), after, candidates)

    def _quote(self, draft: Draft, at: int, reports: list[Report]) -> list[float]:
        reporter = self.reporters[draft.sentence]
        sentence, text = reporter.sentence, self.page.text
        start, end = self.page.paragraphs[sentence.paragraph]
        quotation = reporter.quotation(at)
        k = sentence.before[at]
        word = self.syntax.words[sentence.tokens[k - 1]] if k else ""
        last, following = self.neighbours(draft)
        return [
            len(text[draft.start : draft.end].split()),
            KIND[draft.kind],
            quotation.closed,
            quotation.outer_start - start <= 1,
            end - quotation.outer_end <= 1,
            ":,—–-.(".find(word) + 1 if word else 0,
            sentence.paragraph,
            ".?!,…—–".find(text[draft.end - 1]) + 1,
            reports[0].score if reports else _NOBODY,
            RULE.get(draft.rule, 0),
            not sentence.tokens,
            len(reporter.cues),
            at,
            len(sentence.quotations),
            last is not None,
            last.sentence - draft.sentence if last else -99,
            following is not None,
            following.sentence - draft.sentence if following else 99,
        ]

    def _top(self, key: int) -> int:
        """The head of a mention, with names beside it passed over to what they stand beside."""
        mention, heads = self.mention_at.get(key), self.syntax.heads
        first = key if mention is None else self.syntax.token_from(mention.start)
        i = key
        for _ in range(8):
            head = heads[i]
            if head == i or not (first <= head <= key or self.syntax.deps[i] in _SIDE):
                return i
            i = head
        return i

    def _verb(self, key: int) -> int:
        """The word that says what a candidate does."""
        if key not in self._verbs:
            self._verbs[key] = self._verb_of(key)
        return self._verbs[key]

    def _verb_of(self, key: int) -> int:
        top = self._top(key)
        head = self.syntax.heads[top]
        if self.syntax.deps[top] == "pobj" and self.syntax.words[head] in ("to", "by"):
            return self.syntax.heads[head]
        return head

    def _candidate(self, key: int) -> list[float]:
        if key not in self._known:
            self._known[key] = self._described(key)
        return self._known[key]

    def _described(self, key: int) -> list[float]:
        syntax, mention = self.syntax, self.mention_at.get(key)
        top, verb = self._top(key), self._verb(key)
        group = mention.group if mention else None
        word = syntax.words[verb]
        start, end = self.span(key)
        paragraph = self.page.paragraphs[self.page.paragraph_at(start)]
        return [
            self.classes[key],
            mention is not None and mention.kind == "pronoun",
            mention is not None and mention.kind == "name",
            syntax.tag_numbers[key],
            syntax.word_numbers[key],
            DEP.get(syntax.deps[top], 0),
            syntax.tag_numbers[verb],
            cue_number(word, noun=False),
            SORT.get(CUES.get(word, ""), 0),
            syntax.deps[top] in ("nsubj", "nsubjpass") or word == "according",
            syntax.tags[key] in ("NNS", "NNPS"),
            is_role(syntax.words[key]),
            syntax.deps[top] == "poss" or (key + 1 < len(syntax) and syntax.tags[key + 1] == "POS"),
            min(20, self.sizes[group]) if group is not None else 0,
            min(20, self.speaking[group]) if group is not None else 0,
            start - paragraph[0] <= 4,
            self.page.text[slice(*paragraph)].rstrip()[-1:] not in ".!?:;,…”\"’'»)",
            end - start,
            self.page.text[end : end + 1] == ",",
            syntax.word_numbers[syntax.left(top)],
        ]

    def _pair(
        self,
        draft: Draft,
        key: int,
        place: tuple[int, int],
        report: tuple[float, int, int],
        near: list[tuple[int | None, int | None]],
    ) -> list[float]:
        first, stop = place
        before = key < first
        verb = self._verb(key)
        low, high = (key + 1, first) if before else (stop, key)
        start, end = self.span(key)
        chars = (end, draft.start) if before else (draft.end, start)
        mention = self.mention_at.get(key)
        group = mention.group if mention else None
        pair: list[float] = [
            before,
            first - key if before else key - stop,
            self.sentence_of.get(key, draft.sentence) - draft.sentence,
            self.reporters[draft.sentence].sentence.paragraph - self.page.paragraph_at(start),
            verb < first,
            first - verb if verb < first else verb - stop,
            max(0, bisect_left(self._marks, chars[1] - 1) - bisect_right(self._marks, chars[0])),
            max(0, bisect_left(self._subjects, high) - bisect_left(self._subjects, low)),
            max(0, bisect_left(self._able, high) - bisect_left(self._able, low)),
            max(0, bisect_left(self._stops, high) - bisect_left(self._stops, low)),
            *report,
        ]
        for other, other_group in near:
            pair += [key == other, group is not None and group == other_group]
        return pair
