"""Every SQL statement of the warehouse, one a file.

Belongs here: dimensions and facts (tables of `main`), marts, views in the shapes of others (`exchange`), checks (each
returns the rows that break a promise) and questions (whose headers `warehouse.questions` explains).  Keep out:
statements that are put together from Python values.

Each file opens with its header, a line each: `-- title:`, `-- grain:`, `-- depends:` (what it reads), and where they
apply `-- frame:` (columns that keep their name keep the description of `pipelines.frames`), `-- kind: view`,
`-- severity: error` or `warn`, and `-- column NAME: description`.
"""
