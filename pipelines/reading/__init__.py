"""Bytes to raw records.

Belongs here: finding files, opening and decompressing them, telling a format by its content, cutting a file into
records, resolving charsets, and metadata that stands beside a file.  Keep out: what an article is (title, body, date).
One module a family of formats; `formats` is the table that lists them.
"""
