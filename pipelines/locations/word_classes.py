"""Classes of the words that stand beside names: what they say of a name, whatever the name is.

Belongs here: closed lists of common words.  Keep out: names of any kind.
"""

from __future__ import annotations

import re

_TITLES = (
    "mr mrs ms miss dr sen rep gov gen col lt sgt capt prof rev judge justice officer detective coach president "
    "minister senator sheriff mayor councilman councilwoman chief director spokesman spokeswoman secretary king queen "
    "prince princess sir lady lord bishop pope father sister brother captain general colonel deputy attorney ceo "
    "chairman"
)
_DIRECTIONS = (
    "north south east west northern southern eastern western central upper lower downtown greater northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern mid inner outer nearby neighbouring "
    "neighboring mainland suburban rural"
)
_BEFORE = {
    1: _TITLES,
    2: _DIRECTIONS,
    3: "of",
    4: "in at near outside around across throughout inside",
    5: "from to into toward towards via through between leaving left visited visiting visit",
    6: "university college school bank institute museum hospital church",
    7: "city town village county state province region district republic island port capital suburb",
    8: "by for with against on over under about after before",
    9: "the",
    10: "a an this that his her their its our my",
    11: "and or",
}
_AFTER = {
    1: "county parish",
    2: "region province state oblast governorate prefecture territory district republic",
    3: "city town village township borough suburb",
    4: "university college school schools academy institute hospital church museum library high elementary",
    5: "street avenue road boulevard drive lane highway st ave rd blvd hwy bridge square park center centre airport "
    "station stadium arena mall hall house building tower hotel plaza river creek lake bay valley hills mountain "
    "beach island",
    6: "police department council commission board court sheriff fire authority ministry government officials office "
    "agency bureau association society club league foundation",
    7: "inc co corp company group bank times post news herald tribune journal press magazine llc ltd",
    8: "said says told added",
    9: "is was were are has had will would",
    10: "man woman men women resident residents native people team fans",
    11: "in on at of from to for with by and",
    12: "who whose",
}


def _numbers(classes: dict[int, str]) -> dict[str, int]:
    return {word: number for number, words in classes.items() for word in words.split()}


_BEFORE_NUMBERS, _AFTER_NUMBERS = _numbers(_BEFORE), _numbers(_AFTER)
_LAST_WORD = re.compile(r"([A-Za-z]+)\.?\s+$")
_FIRST_WORD = re.compile(r"^(?:['’]s)?\s+([A-Za-z]+)")


def before_class(text: str) -> int:
    """Class of the last word of what stands before a name; 0 for a word of none, -1 where no word stands there."""
    found = _LAST_WORD.search(text)
    return _BEFORE_NUMBERS.get(found.group(1).lower(), 0) if found else -1


def after_class(text: str) -> int:
    """Class of the first word of what stands behind a name; 0 for a word of none, -1 where no word follows at once."""
    found = _FIRST_WORD.match(text)
    return _AFTER_NUMBERS.get(found.group(1).lower(), 0) if found else -1
