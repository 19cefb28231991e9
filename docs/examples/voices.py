# ruff: noqa: INP001 - a script
"""Who speaks in the news, in pandas: an example that opens the warehouse and asks it three things.

    python docs/examples/voices.py .newswarehouse/warehouse.duckdb

The warehouse is one DuckDB file.  Opened read-only it can be asked while the next one is being published.
"""

import sys

import duckdb

PATH = sys.argv[1] if len(sys.argv) > 1 else ".newswarehouse/warehouse.duckdb"

with duckdb.connect(PATH, read_only=True) as warehouse:
    quotes = warehouse.sql("FROM marts.who_said_what").df()
    people = warehouse.sql("SELECT entity_key, gender FROM entities WHERE label = 'PERSON'").df()
    texts = warehouse.sql("SELECT article_key, text FROM article_text").df().set_index("article_key")["text"]

# 1. Voices by outlet: how many, how many without a name, how long a quote is.
quotes["words"] = quotes["quote"].str.split().str.len()
voices = quotes.groupby("outlet").agg(
    quotes=("quote", "size"),
    speakers=("speaker_key", "nunique"),
    unnamed=("is_anonymous", "mean"),
    words=("words", "median"),
)
print("Voices by outlet")
print(voices.sort_values("quotes", ascending=False).round(2).to_string(), end="\n\n")

# 2. Women and men: the share of quotes of each, week by week.  What nobody says is left out, not guessed.
spoken = quotes.merge(people, left_on="speaker_key", right_on="entity_key").dropna(subset=["gender", "published_at"])
weeks = spoken.assign(week=spoken["published_at"].dt.to_period("W").dt.start_time.dt.date)
shares = weeks.pivot_table(index="week", columns="gender", values="quote", aggfunc="size", fill_value=0)
print("Quotes of women and men, by week")
print(shares.to_string(), end="\n\n")

# 3. Proof: each quote of a text is cut out of it again by its offsets, which count code points as Python does.
in_text = quotes[~quotes["in_title"]]
proven = sum(
    texts[row.article_key][row.start_char : row.end_char] == row.quote for row in in_text.itertuples(index=False)
)
print(f"{proven} of {len(in_text)} quotes are cut out of their texts again")
