"""Frames to Parquet to DuckDB: where articles are kept and how they are asked.

Belongs here: the layout of a home, the lake of Parquet batches, the ledger of raw files, publishing and querying the
warehouse, and every SQL statement.  Keep out: Dagster, and whatever computes a value of a frame from a text.

    home = Home.find()                                  # where everything of one installation lives
    for batch in Ledger(home).plan():                   # what is new in the landing folder
        Lake(home).write(batch.key, {...})              # its frames, as pipelines made them
        Lake(home).close(batch.key, batch.inputs, {})   # from here on the batch counts
    publish(home)                                       # the next warehouse.duckdb beside the live one, then swapped
    select(home, "SELECT …")                            # read-only questions
"""
