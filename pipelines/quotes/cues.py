"""Words that report speech, by their forms: the parse that the rooms share has no lemmas."""

from __future__ import annotations

from typing import Literal

Sort = Literal["say", "call", "express"]

# Verbs whose object is what was said.
_SAY = """
    acknowledge add admit advise affirm agree allege announce answer argue assert assure attest aver avow bark beg begin
    bellow blog blurt boast bore brag caution charge chime chorus claim clarify comment complain concede conclude concur
    confess confide confirm contend continue counter cry declare decree demand deny disclose echo elaborate emphasise
    emphasize enthuse exclaim exhort explain finish fume gloat grumble gush hint imply inform inquire insist instruct
    interject interrupt intone joke lament lecture maintain moan mention murmur muse mutter note object observe opine
    order plead pledge post predict proclaim promise pronounce protest question quip quote rant read reason
    reassure recall recite reckon recollect recommend recount reflect reiterate relate remark remember remind repeat
    reply report request respond retort reveal roar say scoff scream shout shriek sigh sing snap sneer speculate state
    stipulate stress suggest summarise summarize surmise swear tell testify text threaten thunder tweet retweet urge
    utter venture voice vow wail warn whisper wonder write yell
""".split()
# Verbs that give a thing a name or judge it: what stands in marks is the judgement.
_CALL = """
    accuse assail attack bill blame blast brand call castigate caricature categorise categorize characterise
    characterize chant condemn credit criticise criticize decry deem defend denounce depict deride describe dismiss
    downplay dub extol frame hail label lambast lambaste lash liken mock name nickname paint portray praise rail
    rebuke refer reject ridicule rip slam style tag tout trash
""".split()
# Verbs of mind and of act that report now and then.
_EXPRESS = """
    appeal apologise apologize ask believe bemoan challenge chide compare consider cite dare disagree discuss doubt
    encourage envision expect express fear feel find flag forecast foresee guess highlight hope indicate insinuate
    intend invite invoke issue know like love oppose outline plan point prefer present propose raise recognise
    recognize regard rate release see seek send show sign signal speak stand talk think torch tout treat underline
    underscore understand view want welcome wish
""".split()
_IRREGULAR = {
    "say": "said saying says saith",
    "tell": "told telling tells",
    "write": "wrote written writing writes",
    "read": "read reads reading",
    "speak": "spoke spoken speaking speaks",
    "sing": "sang sung singing sings",
    "swear": "swore sworn swearing swears",
    "begin": "began begun beginning begins",
    "think": "thought thinking thinks",
    "feel": "felt feeling feels",
    "find": "found finding finds",
    "know": "knew known knowing knows",
    "see": "saw seen seeing sees",
    "seek": "sought seeking seeks",
    "send": "sent sending sends",
    "show": "showed shown showing shows",
    "stand": "stood standing stands",
    "understand": "understood understanding understands",
    "foresee": "foresaw foreseen foreseeing foresees",
    "forecast": "forecast forecasts forecasting",
}
_DOUBLING = frozenset("admit blog brag beg blur rip slam snap quip refer tag dub chat plan confer sob".split())
_VOWELS = "aeiou"


def _forms(verb: str) -> set[str]:
    """All forms of a verb, by the spelling rules of regular ones."""
    if verb in _IRREGULAR:
        return {verb, *_IRREGULAR[verb].split()}
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {verb, third, stem + "ed", stem + "ing"}


_VERBS: tuple[tuple[Sort, list[str]], ...] = (("express", _EXPRESS), ("call", _CALL), ("say", _SAY))
# Form, in small letters, to what kind of reporting it does.
CUES: dict[str, Sort] = {form: sort for sort, bases in _VERBS for base in bases for form in _forms(base)}
# Form, in small letters, to the verb whose form it is.
BASES: dict[str, str] = {form: base for _, bases in _VERBS for base in bases for form in _forms(base)}
# Nouns for what somebody said: X's claim that.
REPORTING_NOUNS = frozenset(
    """
    accusation accusations admission allegation allegations announcement argument assertion assertions call calls
    charge charges claim claims comment comments complaint complaints criticism declaration demand demands
    description insistence letter message news pledge point post prediction promise proposal question questions
    remark remarks report reports request statement statements suggestion testimony threat tweet tweets vow warning
    warnings words
    """.split()
)

# What somebody writes or says, which speaks for them.
DOCUMENTS = frozenset(
    """
    affidavit announcement article blog book column complaint declaration document editorial email filing indictment
    lawsuit letter memo message narrative note notice op-ed opinion paper petition piece post release report ruling
    script speech statement story study suit survey testimony text textbook transcript tweet verdict video website
    """.split()
)
# Further things that tell something.
TELLING = DOCUMENTS | frozenset(
    """
    account ad advert advertisement ally analysis biography briefing bulletin business campaign caption card chronicle
    claim comment conclusion constitution contract course data decision dossier edict estimate evidence expose feed
    figure file finding forecast guide guidance guideline handbook headline history index interview law leak list
    magazine manifesto manual medium memoir minutes newsletter novel observation order outlet pamphlet plan platform
    pledge policy poll press prognosis programme program projection proposal publication quote reading reasoning
    recommendation record recording reply reporting response resolution result review rule sign slogan source spot
    spokesperson submission summary table tabloid tape theory treaty version voice warning watchdog wire word
    """.split()
)
# Nouns right before a quotation that make it a name, a title or a word spoken of, unless somebody says it.
LABELLING = frozenset(
    """
    album anthem article banner book brand chapter column documentary drama essay exhibition film formula hashtag
    headline hymn initials label magazine memoir motto movie moniker musical name nickname novel novella painting
    paper phrase play podcast poem poster programme program project report section segment series show sign single
    slogan song story tag term textbook title track trilogy word words
    """.split()
)
# Words that announce a name: titled “…”, so-called “…”.
NAMING = frozenset(
    "titled entitled named called dubbed nicknamed known so-called socalled termed headlined captioned labelled "
    "labeled styled christened codenamed subtitled".split()
)
