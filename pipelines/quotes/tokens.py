"""What each token of an article is part of, by the entities found in it: a person's name, a company's, a pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities
    from pipelines.quotes.syntax import Syntax

_LABEL = {"PERSON": 1, "ORG": 2, "GPE": 3, "NORP": 4, "FAC": 5, "LOC": 6}
_OTHER = 7
PRONOUN = 8


def classes(syntax: Syntax, entities: ArticleEntities) -> list[int]:
    """For each token the class of the mention it stands in: 0 none, 1 person, 2 organisation, 8 pronoun and so on."""
    found = [0] * len(syntax)
    for mention in entities.in_text:
        number = PRONOUN if mention.kind == "pronoun" else _LABEL.get(mention.label, _OTHER)
        for i in range(syntax.token_from(mention.start), syntax.token_from(mention.end)):
            found[i] = number
    return found
