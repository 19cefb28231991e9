"""Mentions, their groups inside the article, and the identities that groups have across articles.

Belongs here: which spans name whom, what the text says about a person, which mentions are one person.  Keep out: who
speaks (`quotes`), which place a place name is (`locations`).
"""
