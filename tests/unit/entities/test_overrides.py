"""The user's aliases and overrides, replayed."""

import pytest

from pipelines.entities import overrides
from pipelines.entities.mention import ArticleEntities, Group, Mention


@pytest.fixture
def decisions(tmp_path):
    def load(log="", aliases=""):
        (tmp_path / "aliases.csv").write_text("label,alias,name,wikidata_id\n" + aliases, encoding="utf-8")
        (tmp_path / "overrides.csv").write_text("action,entity_id,target,article_id\n" + log, encoding="utf-8")
        return overrides.load(tmp_path / "aliases.csv", tmp_path / "overrides.csv")

    return load


def groups():
    return [
        Group("PERSON", "Ines Abubakar", entity_id="person/ines-abubakar"),
        Group("PERSON", "Inés A. Bakar", entity_id="person/ines-bakar"),
        Group("PERSON", "Amina", entity_id="person/amina@a1"),
    ]


def ids(found):
    return [group.entity_id for group in found]


def reported(log, used):
    return overrides.report(log, [(i, "a1") for i in used])["status"].tolist()


def test_a_merge_holds_everywhere(decisions):
    found = groups()
    used, blocked = overrides.apply(decisions("merge,person/ines-bakar,person/ines-abubakar,\n"), "a1", found)
    assert ids(found) == ["person/ines-abubakar", "person/ines-abubakar", "person/amina@a1"]
    assert (used, blocked) == ({0}, set())


def test_a_split_holds_in_its_article(decisions):
    log = decisions("split,person/ines-abubakar,,a1\n")
    here, there = groups(), groups()
    overrides.apply(log, "a1", here)
    overrides.apply(log, "a2", there)
    assert ids(here)[0] == "person/ines-abubakar@a1"
    assert ids(there)[0] == "person/ines-abubakar"


def test_a_rename_follows_a_merge(decisions):
    found = groups()
    log = "merge,person/ines-bakar,person/ines-abubakar,\nrename,person/ines-abubakar,Inès Aboubakar,\n"
    overrides.apply(decisions(log), "a1", found)
    assert [group.name for group in found] == ["Inès Aboubakar", "Inès Aboubakar", "Amina"]


def test_an_alias_joins_a_lone_name_and_gives_its_wikidata_id(decisions):
    found = groups()
    overrides.apply(decisions(aliases="PERSON,Amina,Amina Yusuf,Q1\n"), "a1", found)
    assert (found[2].entity_id, found[2].wikidata_id) == ("person/amina-yusuf", "Q1")


def test_the_later_of_two_rows_holds_and_the_earlier_is_reported(decisions):
    log = decisions("merge,person/ines-bakar,person/one,\nmerge,person/ines-bakar,person/two,\n")
    found = groups()
    used, _ = overrides.apply(log, "a1", found)
    assert ids(found)[1] == "person/two"
    assert reported(log, used) == ["conflicting", "used"]


def test_merges_in_a_circle_end_and_are_reported(decisions):
    log = decisions("merge,person/ines-bakar,person/one,\nmerge,person/one,person/ines-bakar,\n")
    used, _ = overrides.apply(log, "a1", groups())
    assert reported(log, used) == ["conflicting", "conflicting"]


def test_unused_and_invalid_rows_are_reported(decisions):
    log = decisions("merge,person/nobody,person/one,\nswap,person/one,person/two,\nmerge,person/one,,\n")
    used, _ = overrides.apply(log, "a1", groups())
    assert reported(log, used) == ["unused", "invalid", "invalid"]


def test_each_row_tells_the_articles_it_was_used_in(decisions):
    log = decisions("merge,person/ines-bakar,person/one,\nblock,person/nobody,,a1\n")
    told = overrides.report(log, [(0, "b2"), (0, "a1")])
    assert told["used_in"].tolist() == [["a1", "b2"], []]
    assert told[["file", "line", "action", "entity_id"]].to_numpy().tolist() == [
        ["overrides", 2, "merge", "person/ines-bakar"],
        ["overrides", 3, "block", "person/nobody"],
    ]
    assert told["target"].isna().tolist() == [False, True]
    assert told["article_id"].isna().tolist() == [True, False]


def test_a_row_without_an_action_is_reported_as_invalid(decisions):
    assert overrides.report(decisions(",person/one,,\n"), [])["status"].tolist() == ["invalid"]


def test_what_is_blocked_is_gone_and_the_rest_is_numbered_anew(found, decisions):
    text = "Ines Abubakar met Joseph Wekesa in Nairobi. Joseph Wekesa left early."
    whole = found(text)
    kept, used = overrides.replay(decisions("block,person/ines-abubakar,,\n"), "a1", whole)
    assert [(m.text, kept.groups[m.group].name) for m in kept.mentions] == [
        ("Joseph Wekesa", "Joseph Wekesa"),
        ("Nairobi", "Nairobi"),
        ("Joseph Wekesa", "Joseph Wekesa"),
    ]
    assert used == {0}
    assert len(whole.groups) == 3


def test_no_file_decides_nothing():
    assert overrides.load() == overrides.NOTHING
    assert overrides.report(overrides.NOTHING, []).empty


def test_a_file_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_text("do,what\nmerge,x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs the columns action, entity_id"):
        overrides.load(overrides=path)


def test_mentions_that_the_user_moved_say_so(decisions):
    mention = Mention(0, 13, "Ines Abubakar", "PERSON").in_group(0, "first")
    whole = ArticleEntities((mention,), (Group("PERSON", "Ines Abubakar", None, "person/ines-abubakar", [0]),))
    kept, _ = overrides.replay(decisions("merge,person/ines-abubakar,person/ines-bakar,\n"), "a1", whole)
    assert (kept.mentions[0].identity_method, kept.mentions[0].confidence) == ("user", 1.0)
