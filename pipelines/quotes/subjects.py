"""Who does what a verb says, by the arcs of the parse and, where the parser lost them, by the order of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES
from pipelines.quotes.syntax import PASSIVE_SUBJECT, SUBJECT

if TYPE_CHECKING:
    from pipelines.quotes.syntax import Syntax

_AGENT = frozenset(("agent",))
_OBJECT = frozenset(("pobj",))
_AUXILIARY = frozenset(("aux",))
_PASSIVE = frozenset(("auxpass",))
_HAVE = frozenset("have has had having 've ’ve 'd ’d".split())
_RELATIVE = frozenset(("WP", "WDT"))
_CLIMBED = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl", "relcl", "parataxis"))
_CLIMBS = 6
# What may stand between who speaks and the verb: has also said.
_BETWEEN = frozenset(("RB", "MD", "TO"))
_HELPING = _HAVE | frozenset("is was are were be been".split())
# How many tokens may stand in brackets, and between commas, behind who speaks.
_BRACKETED, _SET_OFF = 8, 16
# Arcs from a noun inside a phrase to the noun that the phrase is about: voters in six states.
_INSIDE = frozenset(("pobj", "prep", "compound", "nmod", "appos", "conj", "poss"))


def subject_of(syntax: Syntax, verb: int) -> tuple[int | None, bool]:
    """Head word of who does what a verb says, and whether nobody does (a passive without an agent).

    Where the verb has no subject of its own it is that of the verb it is joined to or hangs on, or the noun that it
    describes.
    """
    here = verb
    for _ in range(_CLIMBS):
        own = nearest_subject(syntax, here)
        if own is not None:
            return (_antecedent(syntax, here, own), False)
        if _is_passive(syntax, here) and here == verb:
            return _agent(syntax, verb)
        passive = syntax.child(here, PASSIVE_SUBJECT)
        if passive is not None:
            return (_antecedent(syntax, here, passive), False)
        above = syntax.heads[here]
        if above == here or syntax.deps[here] not in _CLIMBED:
            return (None, False)
        if syntax.deps[here] in ("acl", "relcl") and syntax.is_noun(above):
            if not _is_set_off(syntax, here):
                return (above, False)
            above = _governor(syntax, above)
        here = _reporting_above(syntax, above) if here == verb and syntax.deps[verb] == "conj" else above
    return (None, False)


def nearest_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject of a verb that stands nearest in front of it, or else behind it: the plan, Holt told them, was."""
    found = [c for c in syntax.children[verb] if syntax.deps[c] in SUBJECT]
    return next((c for c in reversed(found) if c < verb), found[0] if found else None)


def _reporting_above(syntax: Syntax, verb: int) -> int:
    """What a second cue is joined to: the first one, not what that reports: X said the way was clear and added that."""
    above = syntax.heads[verb]
    reported = syntax.deps[verb] == "ccomp" and syntax.words[above] in CUES and syntax.words[verb] not in CUES
    return above if reported and syntax.is_finite(verb) else verb


def _is_set_off(syntax: Syntax, verb: int) -> bool:
    """Whether a comma parts a participle from the noun the parser hung it on: sceptical of X, calling him “…”."""
    return syntax.tags[verb] == "VBG" and verb > 0 and syntax.words[verb - 1] == ","


def _governor(syntax: Syntax, noun: int) -> int:
    """The verb that a noun hangs on, or the noun itself where none is near."""
    here = noun
    for _ in range(_CLIMBS):
        here = syntax.heads[here]
        if syntax.is_verb(here):
            return here
    return noun


def _antecedent(syntax: Syntax, verb: int, subject: int) -> int:
    """The noun a relative pronoun stands for."""
    if syntax.tags[subject] in _RELATIVE and syntax.deps[verb] in ("relcl", "acl", "ccomp"):
        return syntax.heads[verb]
    return subject


def _is_passive(syntax: Syntax, verb: int) -> bool:
    if syntax.tags[verb] not in ("VBN", "VBD"):
        return False
    if syntax.child(verb, _PASSIVE) is not None:
        return True
    perfect = any(syntax.words[c] in _HAVE for c in syntax.children[verb] if syntax.deps[c] in _AUXILIARY)
    return syntax.tags[verb] == "VBN" and not perfect and syntax.deps[verb] in ("acl", "advcl", "amod")


def _agent(syntax: Syntax, verb: int) -> tuple[int | None, bool]:
    by = syntax.child(verb, _AGENT)
    agent = None if by is None else syntax.child(by, _OBJECT)
    return (agent, agent is None)


def lost_subject(syntax: Syntax, tokens: list[int]) -> int | None:
    """The subject of the last of the tokens, a verb, where the parser lost the arc to it.

    It is the nearest subject in front, or else the noun that stands right before the verb and what may part the two:
    Sen. Ida Holt (Vt.) has said | Wanda Holt, an expert on bridges at the institute, said.

    Args:
        syntax: the parse.
        tokens: those of the sentence outside marks, as far as the verb.
    """
    for token in reversed(tokens[:-1]):
        if syntax.deps[token] in ("nsubj", "nsubjpass") and syntax.tags[token] not in _RELATIVE:
            return token
    return _noun_before(syntax, tokens)


def _noun_before(syntax: Syntax, tokens: list[int]) -> int | None:
    at = len(tokens) - 2
    while at >= 0 and (syntax.tags[tokens[at]] in _BETWEEN or syntax.words[tokens[at]] in _HELPING):
        at -= 1
    for opening, closing, reach in (("(", ")", _BRACKETED), (",", ",", _SET_OFF)):
        if at >= 0 and syntax.words[tokens[at]] == closing:
            at = _before(syntax, tokens, at, opening, reach)
    if at < 0 or not (syntax.is_noun(tokens[at]) or syntax.tags[tokens[at]] == "PRP"):
        return None
    return _about(syntax, tokens[at], tokens[0])


def _before(syntax: Syntax, tokens: list[int], closing: int, opening: str, reach: int) -> int:
    """Place in front of what stands between two marks; -1 where the first is not near or a clause lies between."""
    for at in range(closing - 1, max(-1, closing - reach), -1):
        if syntax.words[tokens[at]] == opening:
            return at - 1
        if syntax.is_finite(tokens[at]):
            return -1
    return -1


def _about(syntax: Syntax, noun: int, first: int) -> int:
    """The noun that a phrase is about whose last noun is given."""
    here = found = noun
    while syntax.deps[here] in _INSIDE and first <= syntax.heads[here] < here:
        here = syntax.heads[here]
        if syntax.is_noun(here):
            found = here
    return found
