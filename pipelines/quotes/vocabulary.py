"""Words and tags as small numbers, for the models: the same word has the same number in every version of the data."""

from __future__ import annotations

from pipelines.quotes.cues import BASES, REPORTING_NOUNS

# Tags of the Penn Treebank and labels of arcs, in a fixed order; what is not listed is 0.
_TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP "
    "VBZ WDT WP WP$ WRB . , : HYPH `` '' $ -LRB- -RRB- _SP NFP ADD AFX XX"
).split()
_DEPS = (
    "ROOT ccomp conj advcl xcomp relcl acl parataxis pcomp nsubj nsubjpass dobj pobj attr appos poss compound amod "
    "prep dep agent npadvmod oprd acomp dative nmod csubj intj meta advmod aux auxpass det mark neg prt cc punct "
    "nummod expl"
).split()
_WORDS = (
    "that to if whether for how why what about as of the a an he she it they i we you who his her their its this these "
    "those there and but or so because while when where which with in on at by from not n't 's ’s is was are were be "
    "been has have had will would could can should may might must do does did no yes one some many more most also even "
    "just only now then after before during over into out up than like between against other any all , . : ; ? ! - – — "
    "-- ... … ( ) [ ] \" “ ” ‘ ’ ' him them me us my our your said says told saying say according reporters told"
).split()
TAG = {tag: n for n, tag in enumerate(_TAGS, start=1)}
DEP = {dep: n for n, dep in enumerate(_DEPS, start=1)}
WORD = {word: n for n, word in enumerate(dict.fromkeys(_WORDS), start=1)}
# Each verb of saying and each noun for what was said, by its number in the order of the alphabet.
_VERB = {base: n for n, base in enumerate(sorted(set(BASES.values())), start=1)}
_NOUN = {noun: n for n, noun in enumerate(sorted(REPORTING_NOUNS), start=len(_VERB) + 1)}
ACCORDING = len(_VERB) + len(_NOUN) + 1


def cue_number(word: str, *, noun: bool) -> int:
    """Number of a cue by its form in small letters; 0 for any other word."""
    if word == "according":
        return ACCORDING
    return _NOUN.get(word, 0) if noun else _VERB.get(BASES.get(word, ""), 0)
