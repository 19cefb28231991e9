"""Whom "he" and "the minister" stand for when they speak: the last to speak or act, and the one whose role it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.quotes.cues import DOCUMENTS
from pipelines.quotes.roles import is_role, role_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.entities.mention import ArticleEntities
    from pipelines.quotes.above import Above
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.speakers import Speaker

_HE_SHE = {"he": "male", "she": "female"}
_DEFINITE = frozenset("the this that his her their its our my".split())
# Classes of roles that one person holds, whom an article may name without saying that they hold it.
_HELD = frozenset(("politician", "sports", "religious", "military", "culture", "business", "journalist"))
# Those who speak for others, and those who are many.
_MANY = frozenset(("spokesman", "spokeswoman", "spokesperson", "representative", "owner", "soldier", "player", "star"))
_ORGANISATION = "organisation"
# Documents that speak for who signs them.
_SIGNED = frozenset(
    """
    affidavit column document editorial email filing indictment letter memo message motion note notice op-ed petition
    post release statement tweet
    """.split()
)
# Words that make another role of a role.
_RANKS = frozenset("vice deputy prime foreign opposition shadow assistant".split())
# How many characters before "the latter" the first of two names may stand.
_TWO_NAMED = 300
# Names of no more letters are articles and particles of other languages.
_ARTICLE = 2


class Referents:
    """Finds in one article whom a pronoun or a role beside a quotation means."""

    def __init__(self, above: Above, entities: ArticleEntities) -> None:
        self.above, self.entities = above, entities
        self.speakers, self.syntax, self.page = above.speakers, above.syntax, above.page
        self.describer = above.speakers.describer
        self._called: dict[str, int] = {}

    def resolve(self, spoken: list[Draft], at: int, *, settled: bool = False) -> None:
        """Give the speaker of a draft the group it stands for, in place; the drafts before it are resolved.

        Before the speakers are settled, a he or she may also be somebody without a name who merely acts close above.
        """
        speaker = spoken[at].speaker
        if speaker is None:
            return
        if speaker.kind == "pronoun":
            unnamed = not settled or speaker.group is None
            before = self.above.last_to_speak(spoken, at, unnamed=unnamed)
            self._resolve_pronoun(spoken, at, speaker, self._somebody(spoken, at, before))
        elif speaker.kind == "nominal" and speaker.group is None:
            if self.page.text[speaker.start : speaker.end].lower() == "the latter":
                self._resolve_latter(spoken, at, speaker)
            else:
                self._resolve_role(spoken, at, speaker)

    def _resolve_latter(self, spoken: list[Draft], at: int, speaker: Speaker) -> None:
        """The latter is who was named last, if two were."""
        before = [m for m in self.entities.within(0, speaker.start) if m.kind == "name" and m.label == "PERSON"][-2:]
        groups = [m.group for m in before]
        near = len(before) > 1 and speaker.start - before[0].start <= _TWO_NAMED
        if near and groups[0] != groups[1]:
            spoken[at].speaker = replace(speaker, group=groups[1])

    def _somebody(self, spoken: list[Draft], at: int, before: Speaker | None) -> Speaker | None:
        """Who spoke before, where it is an organisation that merely acts in between, and he or she speaks now."""
        speaker, last = spoken[at].speaker, self.above.last_said(spoken, at)
        if before is None or before.group is None or self._is_person(before.group) or speaker is None:
            return before
        sexed = self.page.text[speaker.start : speaker.end].lower() in _HE_SHE
        near = last is not None and self.above.paragraph(last) >= self.above.paragraph(spoken[at]) - 1
        return last.speaker if sexed and near and last is not None and last.speaker is not None else before

    def _resolve_pronoun(self, spoken: list[Draft], at: int, speaker: Speaker, before: Speaker | None) -> None:
        """A he or she behind a whole quotation is who spoke last, if that was just before and the sex fits.

        This is surer than the nearest name of the sex: who is talked about in between does not take over.  It is also
        surer where the last to speak has no name, which the nearest name can't know of.
        """
        draft, word = spoken[at], self.page.text[speaker.start : speaker.end].lower()
        sex = _HE_SHE.get(word)
        if before is None:
            return
        if sex is None:
            self._resolve_it(draft, speaker, before, word)
            return
        wrong = speaker.group is not None and not self._is_person(speaker.group)
        whole = draft.kind == "direct" and draft.report is not None and draft.report.rule == "after"
        unnamed = before.group is None and before.anonymous and self.speakers.is_one(before)
        if not (whole or wrong or unnamed or speaker.group is None):
            return
        if unnamed:
            draft.speaker = replace(speaker, group=None, anonymous=True)
        elif before.group is not None and self._fits(before.group, sex):
            draft.speaker = replace(speaker, group=before.group)
        elif wrong:
            draft.speaker = replace(speaker, group=None)

    def _resolve_it(self, draft: Draft, speaker: Speaker, before: Speaker, word: str) -> None:
        """It is the organisation that spoke before; they are the people who did."""
        if speaker.group is not None:
            return
        if word == "it" and before.group is not None and not self._is_person(before.group):
            draft.speaker = replace(speaker, group=before.group)
        elif word == "they" and before.group is None and before.anonymous and not self.speakers.is_one(before):
            draft.speaker = replace(speaker, anonymous=True)

    def _fits(self, group: int, sex: str) -> bool:
        return self._is_person(group) and self.entities.groups[group].gender in (None, sex)

    def _is_person(self, group: int) -> bool:
        """Whether a group is a person by its label, or by a role beside its name that only persons have."""
        return self.entities.groups[group].label == "PERSON" or bool(self.describer.roles(group))

    def _resolve_role(self, spoken: list[Draft], at: int, speaker: Speaker) -> None:
        """The minister, the ministry: the one of that name or role, or the last to speak who may have it."""
        first = self.syntax.token_from(speaker.start)
        last = self.syntax.token_from(speaker.end) - 1
        if last <= first or self.syntax.words[first] not in _DEFINITE or self.syntax.tags[last] not in ("NN", "NNP"):
            return
        head = self.syntax.words[last]
        if head in DOCUMENTS:
            author = self._author(head, first) if head in _SIGNED else None
            if author is not None:
                spoken[at].speaker = replace(speaker, group=author.group, anonymous=author.anonymous)
            return
        if role_class(head) == _ORGANISATION:
            named = self._body(head, speaker)
            group = self._last_body(spoken, at) if named is None else named
        elif is_role(head):
            phrase = " ".join(self.syntax.words[first + 1 : last + 1])
            group = self._called.get(phrase, self._holder(speaker, head))
            if group is None and not self._is_held(head):
                group = self._last_person(spoken, at, speaker, head)
            if group is not None:
                self._called[phrase] = group
        else:
            return
        if group is not None:
            spoken[at].speaker = replace(speaker, group=group, anonymous=False)
            self.describer.call(group, speaker.start, speaker.end)

    def _body(self, head: str, speaker: Speaker) -> int | None:
        """The organisation named last before whose name ends or begins with the word: the ministry."""
        for mention in reversed(list(self.entities.within(0, speaker.start))):
            if mention.kind == "name" and mention.label == "ORG" and mention.group is not None:
                words = self.entities.groups[mention.group].name.lower().split()
                if head in (words[0], words[-1]) and len(words) > 1:
                    return mention.group
        return None

    def _last_body(self, spoken: list[Draft], at: int) -> int | None:
        before = self.above.last_to_speak(spoken, at, unnamed=True)
        group = before.group if before else None
        return group if group is not None and self.entities.groups[group].label == "ORG" else None

    def _author(self, head: str, stop: int) -> Speaker | None:
        """Whose the document is that was spoken of last: a letter by X | X's letter | X wrote in a letter."""
        for i in range(stop - 1, -1, -1):
            if self.syntax.words[i] == head and self.syntax.is_noun(i):
                makers = (maker for c in self._makers(i) if (maker := self.speakers.at(c)) is not None)
                found = next((m for m in makers if m.group is not None or m.anonymous), None)
                if found is not None:
                    return found if found.group is not None else self._on_behalf(found)
        return None

    def _on_behalf(self, maker: Speaker) -> Speaker:
        """The organisation that people without a name belong to, where the text says so: leaders of the council."""
        head = self.syntax.token_from(maker.end) - 1
        for of in self.syntax.children[head]:
            inner = [c for c in self.syntax.children[of] if self.syntax.deps[c] == "pobj"]
            if self.syntax.words[of] in ("of", "from", "at") and inner:
                body = self.speakers.at(inner[0])
                if body is not None and body.group is not None and not self._is_person(body.group):
                    return body
        return maker

    def _makers(self, document: int) -> Iterator[int]:
        """Tokens that may be who made a document: its owner, who it is by, the subject of the verb it hangs on."""
        syntax = self.syntax
        for child in syntax.children[document]:
            if syntax.deps[child] == "poss":
                yield child
            elif syntax.words[child] in ("by", "from"):
                yield from (c for c in syntax.children[child] if syntax.deps[c] == "pobj")
        verb = document
        for _ in range(3):
            verb = syntax.heads[verb]
            if syntax.is_verb(verb):
                yield from (c for c in syntax.children[verb] if syntax.deps[c] == "nsubj")
                return

    def _holder(self, speaker: Speaker, head: str) -> int | None:
        """The person beside whose name the head word stands as a role, and the most of the words around it."""
        end = self.describer.end_of_complement(speaker.end)
        said = set(_words(self.page.text[speaker.start : end]))
        tokens = range(self.syntax.token_from(speaker.start), self.syntax.token_from(end))
        names = {self.syntax.words[i] for i in tokens if self.syntax.tags[i].startswith("NNP")} - {head}
        names = {name for name in names if len(name) > _ARTICLE}
        best: list[tuple[int, int]] = []
        for group, entity in enumerate(self.entities.groups):
            if entity.label == "PERSON":
                told = self.describer.of_group(group).text
                roles = [set(_words(role)) for role in (*self.describer.roles(group), told or "")]
                shared = [
                    len(said & role)
                    for role in roles
                    if head in role and said & _RANKS <= role and (not names or names & role)
                ]
                if shared:
                    best.append((max(shared), group))
        best.sort(reverse=True)
        if not best or (len(best) > 1 and best[0][0] == best[1][0]):
            return None
        return best[0][1]

    def _is_held(self, head: str) -> bool:
        """Whether several persons of the article have the role."""
        return any(
            head in _words(role)
            for group, entity in enumerate(self.entities.groups)
            if entity.label == "PERSON"
            for role in self.describer.roles(group)
        )

    def _last_person(self, spoken: list[Draft], at: int, speaker: Speaker, head: str) -> int | None:
        """Who spoke last, if nothing is said of them that the role does not go with."""
        found = role_class(self.page.text[speaker.start : speaker.end])
        if found not in _HELD or head in _MANY:
            return None
        before = self.above.last_to_speak(spoken, at, unnamed=True)
        group = before.group if before is not None else self._only_person_above(spoken[at])
        if group is None or self.entities.groups[group].label != "PERSON":
            return None
        return group if self.describer.of_group(group).role_class in (None, found) else None

    def _only_person_above(self, draft: Draft) -> int | None:
        """The only person named in the sentence before."""
        if not draft.sentence or not self.above.sentences[draft.sentence - 1].tokens:
            return None
        tokens = self.above.sentences[draft.sentence - 1].tokens
        inside = self.entities.within(self.syntax.starts[tokens[0]], self.syntax.ends[tokens[-1]])
        groups = {m.group for m in inside if m.label == "PERSON" and m.kind == "name"}
        return next(iter(groups)) if len(groups) == 1 else None


def _words(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()
