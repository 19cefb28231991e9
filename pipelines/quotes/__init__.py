"""Who said what: quotation marks to spans of speech, spans to speakers, speakers to what the text says of them.

Belongs here: which stretch between marks is speech and which is a label, the word that reports it, its speaker and the
speaker's description.  Keep out: where marks stand (`language.marks`), which names are one person (`entities`).

A quotation goes from hand to hand: `syntax` and `sentences` say what stands around it, `reports` lists what may report
it (candidates, each with its evidence and a score), `kinds` and `attribute` decide, `turns` looks to the neighbours,
`speakers` and `descriptions` turn the chosen words into a person. `indirect` finds speech that has no marks.
"""
