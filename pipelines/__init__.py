"""Raw news files to pandas frames.

Belongs here: reading, cleaning, parsing, naming, attributing, placing.  Keep out: Dagster, DuckDB, where frames are
stored and when they are made.  Two functions are the contract, and `iter_articles` streams the first of them:

    read = read_articles(paths)         # .articles .blocks .records .quarantine
    found = annotate(read.articles)     # .entities .entity_mentions .quotes
                                        # .locations .location_mentions .article_focus

Both are pure: the same input gives the same frames, whatever the order or size of the batches; nothing is written and
no network is used.
"""

from pipelines.annotate import Annotations, annotate
from pipelines.read import Reading, SourceRange, iter_articles, read_articles
from pipelines.settings import Outlet, Settings

__all__ = ["Annotations", "Outlet", "Reading", "Settings", "SourceRange", "annotate", "iter_articles", "read_articles"]
