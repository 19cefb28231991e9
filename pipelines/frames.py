"""Every frame of the contract: columns, types, keys and what they mean, written down once.

Belongs here: the declarations.  Keep out: anything that computes a value, and anything that knows where a frame is
stored.  The DuckDB tables, their comments and the data checks are made from these declarations by `warehouse`.

All offsets are half-open Unicode code points.  `start_char`/`end_char` count in `articles.text`, or in
`articles.title` where `in_title` is true; `source_start`/`source_end` count in `records.text`.
"""

from __future__ import annotations

from pipelines.frame import Column, Frame


def _span(prefix: str, what: str) -> tuple[Column, Column]:
    return (
        Column(f"{prefix}_start", "integer", f"First character of {what}."),
        Column(f"{prefix}_end", "integer", f"Character after the last of {what}."),
    )


ARTICLE_ID = Column(
    "article_id", "string", "First 16 hex digits of SHA-256 over the bytes of the raw record.", required=True
)
IN_TITLE = Column(
    "in_title", "boolean", "Whether the offsets count in the article's title instead of its text.", required=True
)
START = Column("start_char", "integer", "First character of the span, in code points.", required=True)
END = Column("end_char", "integer", "Character after the last of the span, in code points.", required=True)
TEXT = Column("text", "string", "The characters of the span, exactly.", required=True)
CONFIDENCE = Column("confidence", "number", "Estimated probability that the row is right, 0 to 1.")

RECORDS = Frame(
    "records",
    "A raw record: one article in one file.",
    ("source_path", "source_record"),
    (
        Column(
            "source_path",
            "string",
            "Path of the file, relative to the folder given; archive!member inside archives.",
            required=True,
        ),
        Column("source_record", "integer", "Position of the record in its file, from 0.", required=True),
        Column(
            "article_id",
            "string",
            "First 16 hex digits of SHA-256 over the record's bytes; missing where it could not be cut out.",
        ),
        Column("source_sha256", "string", "SHA-256 of the whole file, in hex.", required=True),
        Column("status", "string", "read, duplicate or quarantined.", required=True),
        Column("duplicate_of", "string", "The article_id already read, where the record is its duplicate."),
        Column(
            "text",
            "string",
            "The decoded record: charset resolved, unescaped, markup turned to lines, line ends as they were.",
        ),
        Column("reader", "string", "The reader that took the record; docs/formats.md lists them."),
    ),
)

ARTICLES = Frame(
    "articles",
    "An article.",
    ("article_id",),
    (
        ARTICLE_ID,
        Column("source_path", "string", "Path of the file, relative to the folder given.", required=True),
        Column("source_record", "integer", "Position of the record in its file, from 0.", required=True),
        Column("url", "string", "Canonical address of the page."),
        Column("outlet", "string", "Name of the site, or its domain where it names itself nowhere."),
        Column("outlet_country", "string", "ISO 3166 alpha-2 code of the outlet's home, from the outlets table."),
        Column("title", "string", "Headline, without the site's name."),
        Column("authors", "strings", "Names of the authors: persons, and agencies or desks that are credited."),
        Column("author_roles", "strings", "What each author is called; '' if nothing, organisation if no person."),
        Column("section", "string", "Section or category the outlet files the article under."),
        Column("dek", "string", "The standfirst under the headline."),
        Column("dateline", "string", "Place the report was filed from, as printed."),
        Column("published_at", "timestamp", "When it was published, UTC; missing unless the day is known."),
        Column("published_earliest", "timestamp", "Earliest moment it can have been published."),
        Column("published_latest", "timestamp", "Latest moment it can have been published."),
        Column("published_precision", "string", "second, minute, hour, day, month or year."),
        Column("published_raw", "string", "The date as printed."),
        Column("published_utc_offset", "integer", "Offset of the printed time from UTC in minutes."),
        Column("published_method", "string", "Where the date comes from: metadata, byline, url, dateline, relative."),
        Column("modified_at", "timestamp", "When it was last changed, UTC."),
        Column("collected_at", "timestamp", "When the record was collected, from the manifest or the record itself."),
        Column("language", "string", "ISO 639-1 code of the text's language."),
        Column(
            "text",
            "string",
            "Dek, paragraphs and headings joined by a blank line; the dateline stays in it.",
            required=True,
        ),
        Column("word_count", "integer", "Words in the text.", required=True),
        Column("views", "integer", "View counter printed on the page."),
    ),
)

BLOCKS = Frame(
    "blocks",
    "A block of the record, kept or dropped.",
    ("article_id", "block"),
    (
        ARTICLE_ID,
        Column("block", "integer", "Position of the block on the page, from 0.", required=True),
        Column("kind", "string", "title, byline, dek, paragraph, heading, caption or chrome.", required=True),
        Column("start_char", "integer", "First character in the article's text; missing where it is no part of it."),
        Column("end_char", "integer", "Character after the last in the article's text."),
        Column("source_start", "integer", "First character in the decoded record; missing where it is not found."),
        Column("source_end", "integer", "Character after the last in the decoded record."),
        Column("rule", "string", "Why it got its kind; for chrome also its sort: navigation, related, share, legal, …"),
    ),
)

QUARANTINE = Frame(
    "quarantine",
    "A record, or a whole file (source_record -1), that could not be read.",
    ("source_path", "source_record", "stage"),
    (
        Column("source_path", "string", "Path of the file, relative to the folder given.", required=True),
        Column("source_record", "integer", "Position of the record in its file; -1 for the whole file.", required=True),
        Column("stage", "string", "decode, split, parse, extract or annotate.", required=True),
        Column("reason", "string", "A short name of the cause, the same for the same cause.", required=True),
        Column("message", "string", "What was wrong, in a sentence."),
        Column("excerpt", "string", "The first characters of the record as far as they can be shown."),
        Column("source_sha256", "string", "SHA-256 of the whole file, in hex."),
    ),
)

ENTITIES = Frame(
    "entities",
    "An entity met in the batch.",
    ("entity_id",),
    (
        Column("entity_id", "string", "Label and normalised full name: person/konstantin-kalachev.", required=True),
        Column("label", "string", "OntoNotes label: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, …", required=True),
        Column("name", "string", "The fullest form met.", required=True),
        Column("gender", "string", "male or female where the text says so or the first name leaves no doubt."),
        Column("wikidata_id", "string", "Wikidata id where full name, label and context agree."),
    ),
)

ENTITY_MENTIONS = Frame(
    "entity_mentions",
    "A span that names an entity.",
    ("article_id", "in_title", "start_char", "end_char"),
    (
        ARTICLE_ID,
        IN_TITLE,
        START,
        END,
        TEXT,
        Column("label", "string", "OntoNotes label.", required=True),
        Column("kind", "string", "name, pronoun or nominal.", required=True),
        Column("entity_id", "string", "The entity named; missing where it is not resolved."),
        Column("title", "string", "Honorific or rank beside the name: Mr, Dr, Sen."),
        *_span("title", "the title"),
        Column("role", "string", "What the text calls the person: Russian political analyst."),
        *_span("role", "the role"),
        Column("age", "integer", "Age in years as stated beside the mention."),
        *_span("age", "the age"),
        Column("nationality", "string", "Nationality as stated beside the mention."),
        *_span("nationality", "the nationality"),
        Column("origin", "string", "Where the person is from, as stated beside the mention."),
        *_span("origin", "the origin"),
        Column("label_method", "string", "ner, or the rule of document consistency that set the label."),
        Column("identity_method", "string", "Rule that joined the mention to its entity."),
        CONFIDENCE,
    ),
)

QUOTES = Frame(
    "quotes",
    "A contiguous span of reported speech, without its quotation marks.",
    ("article_id", "in_title", "start_char", "end_char"),
    (
        ARTICLE_ID,
        IN_TITLE,
        START,
        END,
        Column("quote_id", "string", "Article, place and length of the span: stable name of the row.", required=True),
        Column(
            "turn_id",
            "string",
            "Joins the parts of a split quote: the quote_id of the first part.",
            required=True,
        ),
        TEXT,
        Column("kind", "string", "direct, mixed, indirect or scare.", required=True),
        Column("clause_start", "integer", "First character of the whole reported clause of a mixed quote."),
        Column("clause_end", "integer", "Character after the last of the whole reported clause."),
        Column("cue", "string", "The word that reports: said, according to."),
        *_span("cue", "the cue"),
        Column("speaker_text", "string", "The mention of the speaker nearest to the quote, outside the marks."),
        *_span("speaker", "that mention"),
        Column("speaker_kind", "string", "name, pronoun or nominal."),
        Column("speaker", "string", "Canonical name of the speaker; missing where nobody is named."),
        Column("speaker_id", "string", "entity_id of the speaker."),
        Column("other_speakers", "strings", "Further speakers of the same words."),
        Column("speaker_description", "string", "What the text says the speaker is, verbatim."),
        *_span("description", "the description"),
        Column("speaker_role", "string", "Role out of the description."),
        Column("speaker_role_class", "string", "politician, official, military, police, expert, business, …"),
        Column("speaker_age", "integer", "Age of the speaker in years as stated."),
        Column("is_anonymous", "boolean", "Whether the voice is a group or person left unnamed.", required=True),
        CONFIDENCE,
    ),
)

LOCATIONS = Frame(
    "locations",
    "A place mentioned in the batch.",
    ("location_id",),
    (
        Column("location_id", "integer", "GeoNames id; negative for places of our own supplement.", required=True),
        Column("name", "string", "Name of the place in the gazetteer.", required=True),
        Column("latitude", "number", "Degrees north, WGS 84.", required=True),
        Column("longitude", "number", "Degrees east, WGS 84.", required=True),
        Column("country_code", "string", "ISO 3166 alpha-2 code."),
        Column("admin1", "string", "GeoNames code of the first-order division."),
        Column("admin2", "string", "GeoNames code of the second-order division."),
        Column("parent_id", "integer", "location_id of the division or country that holds it."),
        Column("feature_class", "string", "GeoNames class: P settlement, A division, L region."),
        Column("feature_code", "string", "GeoNames code: PPLC capital, ADM1, PCLI country."),
        Column("population", "integer", "Inhabitants as far as the gazetteer knows."),
    ),
)

LOCATION_MENTIONS = Frame(
    "location_mentions",
    "A span that names a place.",
    ("article_id", "in_title", "start_char", "end_char"),
    (
        ARTICLE_ID,
        IN_TITLE,
        START,
        END,
        TEXT,
        Column("location_id", "integer", "The place; missing where it is not resolved."),
        Column("kind", "string", "literal, demonym, metonym or embedded.", required=True),
        Column("in_dateline", "boolean", "Whether the mention stands in the dateline.", required=True),
        CONFIDENCE,
        Column("runner_up_id", "integer", "The second best place."),
        Column("candidates", "integer", "How many places bear the name.", required=True),
    ),
)

ARTICLE_FOCUS = Frame(
    "article_focus",
    "A country the article is about.",
    ("article_id", "rank"),
    (
        ARTICLE_ID,
        Column("rank", "integer", "1 for the country the article is about most.", required=True),
        Column("country_code", "string", "ISO 3166 alpha-2 code.", required=True),
        Column("location_id", "integer", "The finest place inside it that the article is about."),
        Column("score", "number", "Share of the article's weighted place mentions, 0 to 1.", required=True),
    ),
)

COPIES = Frame(
    "copies",
    "A pair of articles with the same text, whole or in part.",
    ("article_id", "other_id"),
    (
        ARTICLE_ID,
        Column("other_id", "string", "The other article; the greater of both ids.", required=True),
        Column("kind", "string", "wire where either credits an agency, else exact or near.", required=True),
        Column("containment", "number", "Share of the shorter text that is in the longer, 0.7 to 1.", required=True),
        Column("jaccard", "number", "What both share of all that is in either, 0 to 1.", required=True),
        Column("overlap", "number", "Share of the article's text that is in the other, 0 to 1.", required=True),
        Column("other_overlap", "number", "Share of the other's text that is in the article, 0 to 1.", required=True),
        Column("longer_id", "string", "The longer of both; missing where they are equally long."),
        Column(
            "earlier_id", "string", "Which was published (or else collected) first; missing where that is not known."
        ),
        Column("agency", "string", "The agency credited by either; missing where none is, or different ones are."),
    ),
)

QUOTE_GROUPS = Frame(
    "quote_groups",
    "A quote and the group of those with the same words, whole or in part, in any article.",
    ("quote_id",),
    (
        Column("quote_id", "string", "The quote.", required=True),
        Column(
            "quote_group_id",
            "string",
            "16 hex digits over the words that began the group; another one where earlier words come, go or change.",
            required=True,
        ),
        Column(
            "relation",
            "string",
            "same, trimmed, longer or altered: the quote's words beside those of the quote that began the group.",
            required=True,
        ),
    ),
)

DECISIONS = Frame(
    "decisions",
    "A row of the user's aliases or overrides, as the batch was annotated with it.",
    ("file", "line"),
    (
        Column("file", "string", "aliases or overrides.", required=True),
        Column("line", "integer", "Line of the row in its file; the header is line 1.", required=True),
        Column("action", "string", "alias, merge, split, rename or block; as printed where it is none of these."),
        Column("entity_id", "string", "The entity decided about; for an alias its label and normalised name."),
        Column("target", "string", "What it becomes: an entity_id, or a name to be shown."),
        Column("article_id", "string", "The article that the row is about; missing for all."),
        Column(
            "status",
            "string",
            "used or unused in the batch; conflicting where a later row decides otherwise or merges run in a circle; "
            "invalid where the row says nothing that can be done.",
            required=True,
        ),
        Column("used_in", "strings", "article_id of each article of the batch in which it was used."),
    ),
)

READING = (ARTICLES, BLOCKS, RECORDS, QUARANTINE)
ANNOTATION = (ENTITIES, ENTITY_MENTIONS, QUOTES, LOCATIONS, LOCATION_MENTIONS, ARTICLE_FOCUS, DECISIONS)
# Every batch has these; what is found over all batches comes on top.
FRAMES: dict[str, Frame] = {frame.name: frame for frame in (*READING, *ANNOTATION)}
OVER_ALL = (COPIES, QUOTE_GROUPS)
DECLARED: dict[str, Frame] = FRAMES | {frame.name: frame for frame in OVER_ALL}
