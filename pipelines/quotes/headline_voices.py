"""Who may speak in a headline: a name that the text knows, a role, people without a name, a study."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.entities.names import TITLES, fold
from pipelines.quotes.cues import DOCUMENTS
from pipelines.quotes.roles import is_role, role_class
from pipelines.quotes.speakers import Speaker

if TYPE_CHECKING:
    from pipelines.entities.mention import Mention
    from pipelines.quotes.headline_words import Line
    from pipelines.quotes.reading import Reading

_LONGEST = 7  # words
_DETERMINERS = frozenset("the a an".split())
_PRONOUNS = frozenset("he she they".split())
_AND = frozenset(("and", "&"))
_SHORT_ROLES = frozenset("pm mp mep msp fm ceo da ag gop sec supt cllr dep ex-pm ex-mp".split())
# Words for people that name no role, and what speaks though it is nobody.
_PEOPLE = frozenset(
    """
    family families relatives neighbours neighbors friends friend staff crew parents mum mom dad mother father widow
    widower wife husband son daughter brother sister man woman men women couple teen teenager boy girl children allies
    rivals rival colleagues team side camp campaign insiders authorities locals ex-wife ex-husband passengers users
    """.split()
)
_TELLING = DOCUMENTS | frozenset("studies reports surveys poll polls analysis data figures watchdog review".split())
_COMPLEMENT = frozenset("of for at in from".split())
# Words that end a phrase: what stands before one is no part of who speaks.
_BREAKS = frozenset(
    """
    as and or but nor if when while after before because since though that which who whose whom what why how where than
    to of for at in from on over with by about into against amid near under without within is are was were be been
    being has have had will would can could may might must should do does did not no never
    """.split()
)
# Words that make another role of a role.
_RANKS = frozenset("vice deputy former ex acting shadow assistant opposition foreign prime".split())
_COLLECTIVE = frozenset(
    "police family staff crew people men women children media press data team camp campaign".split()
)


class Voices:
    """Finds voices in the words of one headline."""

    def __init__(self, line: Line, reading: Reading) -> None:
        self.line, self.reading, self.entities = line, reading, reading.entities
        marked = [(quotation.outer_start, quotation.outer_end) for quotation in line.quotations]
        self._names = {
            mention.end: mention
            for mention in self.entities.mentions
            if mention.in_title
            and mention.kind == "name"
            and not any(start <= mention.start < end for start, end in marked)
        }

    @cached_property
    def speaking(self) -> frozenset[int]:
        """Groups that say something in the text."""
        spoken = (d.speaker for d in self.reading.drafts if d.kind != "scare" and d.speaker is not None)
        return frozenset(g for speaker in spoken for g in (speaker.group, *speaker.others) if g is not None)

    @cached_property
    def text_quotes(self) -> bool:
        """Whether anybody's words stand in marks in the text."""
        return any(d.kind != "scare" and d.quotation is not None for d in self.reading.drafts)

    def of(self, first: int, last: int) -> Speaker | None:
        """The voice that some words are, all of them; None where they are anything else."""
        while first < last and self.line.lower[first] in _DETERMINERS:
            first += 1
        if not 0 < last - first <= _LONGEST or not all(word.is_word for word in self.line.words[first:last]):
            return None
        if last - first == 1 and self.line.lower[first] in _PRONOUNS:
            return Speaker(*self.line.span(first, last), "pronoun")
        mention = self.name_at(last - 1)
        if mention is not None and mention.start >= self.line.words[first].start:
            named = self._named(first, mention)
            if named is not None:
                return named
        return self._nominal(first, last)

    def name_at(self, at: int) -> Mention | None:
        """The name that ends with a word."""
        return self._names.get(self.line.words[at].end)

    def are_many(self, speaker: Speaker) -> bool:
        """Whether a voice goes with a verb in the plural: officials say, Arsenal say, Holt and Okafor say."""
        if speaker.others or self.line.title[speaker.start : speaker.end].lower() == "they":
            return True
        last = self.line.title[speaker.start : speaker.end].split()[-1].lower()
        if speaker.kind == "nominal":
            return last in _COLLECTIVE or last.endswith(("s", "n", "men")) or role_class(last) == "organisation"
        return speaker.group is not None and self.entities.groups[speaker.group].label in ("ORG", "NORP")

    def is_person(self, speaker: Speaker) -> bool:
        """Whether a voice is a person known by name."""
        return speaker.group is not None and self.entities.groups[speaker.group].label == "PERSON"

    def is_place(self, speaker: Speaker) -> bool:
        """Whether a voice is a place, which stands before a colon for where something is, and seldom for who speaks."""
        return speaker.group is not None and self.entities.groups[speaker.group].label in ("GPE", "FAC", "LOC")

    def _named(self, first: int, mention: Mention) -> Speaker | None:
        before = [at for at in range(first, len(self.line.words)) if self.line.words[at].end <= mention.start]
        if mention.label == "PERSON":
            if not before or self._are_title(before):
                return Speaker(mention.start, mention.end, "name", mention.group)
            return self._joined(first, before, mention)
        if before:
            return self._joined(first, before, mention)
        if mention.label == "NORP":
            return Speaker(mention.start, mention.end, "nominal", anonymous=True)
        able = mention.label in ("ORG", "GPE", "FAC")
        return Speaker(mention.start, mention.end, "name", mention.group) if able else None

    def _joined(self, first: int, before: list[int], mention: Mention) -> Speaker | None:
        """Two who say the same: Holt and Okafor."""
        if len(before) < 2 or self.line.lower[before[-1]] not in _AND:
            return None
        one = self.of(first, before[-1])
        if one is None or one.kind != "name" or one.group is None or mention.group is None:
            return None
        return Speaker(one.start, one.end, "name", one.group, others=(*one.others, mention.group))

    def _are_title(self, before: list[int]) -> bool:
        """Whether the words before a person's name say who it is: Springfield mayor, Labour's, PM."""
        words = [self.line.lower[at] for at in before]
        if any(word in _BREAKS for word in words) or self._holds_verb(before[0], before[-1] + 1):
            return False
        last = words[-1].rstrip(".")
        party = len(words) == 1 and last.endswith("'s")
        return party or fold(last) in TITLES or is_role(last) or last in _SHORT_ROLES

    def _holds_verb(self, first: int, last: int) -> bool:
        """Whether a verb stands between who does something and the last word: PM sacks minister."""
        for at in range(first + 1, last - 1):
            word, name = self.line.lower[at], self.name_at(at - 1)
            if not word.endswith("s") or word.endswith(("'s", "ss")) or self._is_person_word(at):
                continue
            if self._is_person_word(at - 1) or (name is not None and name.label == "PERSON"):
                return True
            told = self.line.cue(at)
            if told is not None and told[1] != "express" and name is not None and name.label in ("ORG", "NORP"):
                return True
        return False

    def _may_be_name(self, at: int) -> bool:
        """Whether a word beside a role may be a name that the text need not know: Paris mayor, French minister."""
        word = self.line.words[at].text
        plain = word.endswith(("ed", "ing")) or word.lower() in _RANKS
        return self.name_at(at) is not None or (word[0].isupper() and not plain)

    def _is_person_word(self, at: int) -> bool:
        word = self.line.lower[at]
        return word in _PEOPLE or word in _SHORT_ROLES or is_role(word)

    def _nominal(self, first: int, last: int) -> Speaker | None:
        words = self.line.lower[first:last]
        of = next((n for n, word in enumerate(words) if word in _COMPLEMENT), len(words))
        if of == 0 or any(word in _BREAKS for word in words[:of]) or any(w in _BREAKS for w in words[of + 1 :]):
            return None
        if self._holds_verb(first, first + of):
            return None
        head = words[of - 1].rsplit("-", 1)[-1] if not is_role(words[of - 1]) else words[of - 1]
        named = [words[n] for n in range(of - 1) if self._may_be_name(first + n)]
        if of < len(words) and (self.name_at(last - 1) or self.line.in_sentence_case) and self._may_be_name(last - 1):
            named.append(words[-1])  # mayor of Paris, but not: captain of Lake Victoria ferry
        group = self._bearer(words[:of], named)
        start, end = self.line.span(first, first + of)
        if head in _TELLING:
            return Speaker(start, end, "nominal")
        if head in _PEOPLE or is_role(head) or head in _SHORT_ROLES:
            return Speaker(start, end, "nominal", group, anonymous=group is None)
        return Speaker(start, end, "nominal") if role_class(head) is not None else None

    def _bearer(self, words: list[str], named: list[str]) -> int | None:
        """The one person of those who speak in the text that has a role: mayor, Springfield mayor, prime minister.

        Not one of another place or party than the headline names: Paris mayor, if only the mayor of London speaks.
        """
        head = words[-1]
        if not is_role(head) or head.endswith("s"):
            return None
        whole = [group for group in sorted(self.speaking) if self._has_role(group, words, words, named)]
        if len(whole) == 1 or _RANKS.intersection(words) or any(word.endswith("'s") for word in words):
            return whole[0] if len(whole) == 1 else None
        told = [group for group in sorted(self.speaking) if self._has_role(group, [head], words, named)]
        return told[0] if len(told) == 1 else None

    def _has_role(self, group: int, wanted: list[str], phrase: list[str], named: list[str]) -> bool:
        if self.entities.groups[group].label != "PERSON":
            return False
        wanted_words = f" {' '.join(wanted).replace('-', ' ')} "
        for role in self.reading.describer.roles(group):
            told = role.replace("-", " ").replace("’s", "").replace("'s", "").split()
            words = " ".join(told).lower()
            other = any(word[0].isupper() and word.lower() not in phrase for word in told)
            if other and not set(words.split()).issuperset(named):
                continue
            if wanted_words in f" {words} " and (len(wanted) > 1 or not _RANKS.intersection(words.split())):
                return True
        return False
