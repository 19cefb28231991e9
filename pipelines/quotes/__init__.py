"""Who said what: quotation marks to spans of speech, spans to speakers, speakers to what the text says of them.

Belongs here: which stretch between marks is speech and which is a label, the word that reports it, its speaker and the
speaker's description.  Keep out: where marks stand (`language.marks`), which names are one person (`entities`).

`reading` takes an article from hand to hand: `syntax` and `sentences` say what stands around a quotation, `reports` and
`complements` list what may report it and what may be reported, `kinds` and `turns` decide by rule, and three trained
models weigh all that: the `..._features` modules say what they are told, `train` and `gold` make them.
`announced` finds speech without marks in interviews and statements.  `speakers`, `above`, `referents`, `settling` and
`descriptions` turn the chosen words into a person; `attribute` writes the rows.

`headlines` comes last and reads the title by its form: `headline_words` takes it apart, `headline_voices` finds who may
speak, `headline_forms` what they report, `headline_echoes` what of it the text quotes too.
"""
