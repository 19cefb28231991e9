"""Place names in an article, the places they mean, and the countries the article is about.

Belongs here: the gazetteer and its build, recognition of place names, resolution to places, the article's focus, and
the tables in `data/`.  Keep out: the parse and entity labels (they arrive as arguments), outlets, and storage.
`pipelines.locations.placing.find_places` is the way in; `pipelines.locations.gazetteer.Gazetteer` holds the places.
"""
