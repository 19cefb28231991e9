"""How a quotation hangs in the parse, seen from a word that may be its speaker, and whose words that word stands in."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pipelines.quotes.cues import CUES
from pipelines.quotes.vocabulary import DEP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelines.entities.mention import ArticleEntities
    from pipelines.language.marks import Quotation
    from pipelines.quotes.complements import Complement
    from pipelines.quotes.syntax import Syntax

COLUMNS = (
    "ascent closest descent cues_between in_clause in_same_clause named_inside first_person verb_dep preposition "
    "tag_after"
).split()
# How many arcs are climbed from the quotation, and down to it.
_UP, _DOWN = 24, 4
_FIRST_PERSON = frozenset("i we my our me us".split())


class Candidate(NamedTuple):
    """Who may say a quotation: its span, the token by which it hangs on what it does, that, and its group."""

    span: tuple[int, int]
    top: int
    verb: int
    group: int | None


class Attachments:
    """Tells for the quotations of one article how each hangs together with those who may say it.

    Args:
        syntax: the parse.
        entities: the article's mentions.
        outside: indices of the tokens that stand outside marks.
        clauses: the reported clauses, each with its sentence and the chance that it is one.
    """

    def __init__(
        self,
        syntax: Syntax,
        entities: ArticleEntities,
        outside: Collection[int],
        clauses: Sequence[tuple[Complement, int, float]],
    ) -> None:
        self.syntax, self.entities, self.clauses = syntax, entities, clauses
        self._cues = sorted(i for i in outside if syntax.words[i] in CUES and syntax.is_verb(i))

    def columns(self, quotation: Quotation, after: int, found: Sequence[Candidate]) -> list[list[float]]:
        """One row for each of those who may say a quotation, values in the order of `COLUMNS`.

        Args:
            quotation: the quotation.
            after: index of the first token behind it in its sentence, -1 where none is.
            found: those who may say it.
        """
        syntax = self.syntax
        first = syntax.token_from(quotation.start)
        stop = min(len(syntax), max(first + 1, syntax.token_from(quotation.end)))
        chain = self._chain(first, stop)
        ascents = [chain.get(candidate.verb, -1) for candidate in found]
        order = sorted({ascent for ascent in ascents if ascent >= 0})
        inside = {m.group for m in self.entities.within(quotation.start, quotation.end) if m.kind == "name"}
        mine = sum(word in _FIRST_PERSON for word in syntax.words[first:stop])
        rows = []
        for (span, top, verb, group), ascent in zip(found, ascents, strict=True):
            low, high = (verb + 1, first) if verb < first else (stop, verb)
            held, both = self._held(span, quotation)
            rows.append(
                [
                    ascent,
                    order.index(ascent) if ascent >= 0 else -1,
                    self._descent(verb, first, stop),
                    max(0, bisect_left(self._cues, high) - bisect_left(self._cues, low)),
                    held,
                    both,
                    group is not None and group in inside,
                    mine,
                    DEP.get(syntax.deps[verb], 0),
                    syntax.word_numbers[syntax.heads[top]] if syntax.deps[top] == "pobj" else -1,
                    syntax.tag_numbers[after] if after >= 0 else 0,
                ]
            )
        return rows

    def _chain(self, first: int, stop: int) -> dict[int, int]:
        """Tokens above a quotation, each with the number of arcs to it from the word that the quotation hangs on."""
        heads = self.syntax.heads
        here = next((heads[i] for i in range(first, stop) if not first <= heads[i] < stop), None)
        chain: dict[int, int] = {}
        while here is not None and len(chain) < _UP:
            chain[here] = len(chain)
            here = heads[here] if heads[here] != here else None
        return chain

    def _descent(self, verb: int, first: int, stop: int) -> int:
        """Number of arcs from a word up into a quotation, -1 where it hangs on none of its words: “…,” he said."""
        here = verb
        for arcs in range(_DOWN):
            if first <= here < stop:
                return arcs
            here = self.syntax.heads[here]
        return -1

    def _held(self, span: tuple[int, int], quotation: Quotation) -> tuple[float, float]:
        """Chances of the surest reported clause around a span, and of the surest that holds the quotation too."""
        held = [(c, chance) for c, _, chance in self.clauses if c.start <= span[0] and span[1] <= c.end]
        both = (chance for c, chance in held if c.start <= quotation.start and quotation.end <= c.end)
        return max((chance for _, chance in held), default=0.0), max(both, default=0.0)
