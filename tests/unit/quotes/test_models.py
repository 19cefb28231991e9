from pipelines.quotes import complement_features, kind_features, speaker_features
from pipelines.quotes.models import NAMES, SHIPPED, folder, predict

MOST_BYTES = 2_000_000


def test_the_folder_that_the_environment_names_wins_where_it_has_models(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSWAREHOUSE_MODELS", str(tmp_path))
    assert folder() == SHIPPED
    (tmp_path / "quotes").mkdir()
    assert folder() == tmp_path / "quotes"


def test_no_rows_need_no_model():
    assert predict("kinds", []) == []


def test_the_models_are_small_and_fit_the_columns():
    tables = {"clauses": complement_features, "kinds": kind_features, "speakers": speaker_features}
    for name in NAMES:
        path = SHIPPED / f"{name}.txt"
        assert path.stat().st_size < MOST_BYTES
        columns = next(line for line in path.read_text().splitlines() if line.startswith("feature_names="))
        assert columns.removeprefix("feature_names=").split() == tables[name].COLUMNS


def test_a_row_gets_the_same_chance_alone_and_among_others():
    rows = [[float(n % (m + 2)) for n in range(len(kind_features.COLUMNS))] for m in range(5)]
    assert predict("kinds", rows) == [chance for row in rows for chance in predict("kinds", [row])]
