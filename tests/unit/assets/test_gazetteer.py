"""The command that builds a gazetteer says what is wrong with a dump."""

from typer.testing import CliRunner

from assets.cli import app


def told(*arguments):
    result = CliRunner().invoke(app, ["gazetteer", "build", *map(str, arguments)], env={"COLUMNS": "200"})
    return result.exit_code, result.output + str(result.exception or "")


def test_a_folder_without_a_dump_is_told(tmp_path):
    code, said = told("--geonames", tmp_path, "--out", tmp_path / "made")
    assert code != 0
    assert "countryInfo.txt" in said
    assert not (tmp_path / "made").exists()


def test_another_layout_is_told(tmp_path):
    for name in ("countryInfo.txt", "admin1CodesASCII.txt", "cities500.txt"):
        (tmp_path / name).write_text("no GeoNames line\n", encoding="utf-8")
    code, said = told("--geonames", tmp_path, "--out", tmp_path / "made")
    assert code != 0
    assert "countryInfo.txt, line 1" in said


def test_a_dump_becomes_a_gazetteer(tmp_path):
    country = "\t".join(["RR", "", "", "", "Ruritania", "", "", "900", "", "", "", "", "", "", "", "", "1"])
    city = "\t".join("100|Strelsau|Strelsau||50|20|P|PPLC|RR||01||||600||9|Europe/Strelsau|2026-01-01".split("|"))
    (tmp_path / "countryInfo.txt").write_text(country + "\n", encoding="utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text("RR.01\tHentzau\tHentzau\t10\n", encoding="utf-8")
    (tmp_path / "cities500.txt").write_text(city + "\n", encoding="utf-8")
    code, said = told("--geonames", tmp_path, "--out", tmp_path / "made")
    assert code == 0
    assert "3 places" in said
    assert (tmp_path / "made" / "names.parquet").exists()
