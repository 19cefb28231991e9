"""A raw record to an article.

Belongs here: blocks and their kinds, body, title, byline, dateline, dates, outlet, language; one extractor for each
kind of record, listed in `extract`.  Keep out: opening files and charsets (reading), and anything that needs a parse of
the sentences (language and the rooms after it).
"""
