"""The language of a text and the one parse that every other room shares.

Belongs here: loading the spaCy model, running it, and what can be asked of a parsed article (sentences, paragraphs,
quotation marks in the way).  Keep out: what a name, a quote or a place is.
"""
