"""How often a rule is right: the confidence of its rows."""

# Share of rows with both the kind (speech or label) and the speaker right, by the rule that decided, over the
# development parts of two corpora: political news (84 articles, the speaker's mention) and world newswire (48
# articles, the speaker's full name); pooled, rounded to .05, rules met less than ten times set to the nearest kin.
_RIGHT = {
    "dash": 0.95,
    "after": 0.9,
    "same paragraph": 0.9,
    "colon": 0.8,
    "colon above": 0.8,
    "indirect": 0.8,
    "before": 0.75,
    "continued": 0.75,
    "paragraph before": 0.7,
    "according": 0.65,
    "label": 0.65,
    "scare": 0.6,
    "trailing": 0.6,
    "later in paragraph": 0.5,
    "subject before": 0.5,
    "among": 0.3,
}
# A quotation for which no rule found a speaker.
_NOBODY = 0.2


def confidence(rule: str) -> float:
    """Estimated probability that a row is right, by the rule that decided."""
    return _RIGHT.get(rule, _NOBODY)
