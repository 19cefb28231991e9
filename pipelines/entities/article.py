"""All entities of one article: recognised, grouped, pronouns resolved, people described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.entities import facts, grouping, pronouns, recognise, wikidata
from pipelines.entities.identity import name_key
from pipelines.entities.mention import ArticleEntities, Group, Mention

if TYPE_CHECKING:
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer


def find_entities(page: Page, gazetteer: Gazetteer | None = None) -> ArticleEntities:
    """Mentions of the page's title and text in order of place, title first, and their groups.

    Args:
        page: the parsed article.
        gazetteer: what places are called, to tell them from people; None to do without.
    """
    in_text = [facts.described(page, mention) for mention in recognise.recognise(page, gazetteer)]
    in_title = recognise.in_title(page.title, in_text) if page.title else []
    names, groups = grouping.group(page.article_id, [*in_title, *in_text], page.text)
    _identify(page, names, groups)
    found = [*names, *pronouns.resolve(page, names, groups)]
    return ArticleEntities(tuple(sorted(found, key=_place)), tuple(groups))


def _identify(page: Page, names: list[Mention], groups: list[Group]) -> None:
    for group in groups:
        if "@" not in group.entity_id:
            mentions = [names[i] for i in group.members if not names[i].in_title]
            key = name_key(group.label, group.name)
            group.wikidata_id = wikidata.wikidata_id(page, group.label, key, mentions)


def _place(mention: Mention) -> tuple[bool, int]:
    return not mention.in_title, mention.start
