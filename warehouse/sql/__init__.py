"""Every SQL statement of the warehouse, one a file.

Belongs here: dimensions and facts (tables of `main`), marts, the proof of every row (in `meta`), views in the shapes of
others (`exchange`), checks (each returns the rows that break a promise) and questions (whose headers
`warehouse.questions` explains).  Keep out: statements that are put together from Python values.

Each file opens with its header, a line each: `-- title:`, `-- grain:`, `-- depends:` (what it reads), and where they
apply `-- frame:` (columns that keep their name keep the description of `pipelines.frames`), `-- kind: view`,
`-- severity: error` or `warn`, and `-- column NAME: description`.  How a publish brings a table up to date stands there
too: `-- by: article` (or entity, location) where its rows are replaced for what changed, `-- adds: MEASURE, …` where
they are sums over articles; all other tables are made anew.  A check `-- by: article` is made on what changed alone.
"""
