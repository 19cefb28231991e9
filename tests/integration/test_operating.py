"""What somebody types who looks after a home: doctor, status, reprocess, retry-quarantine, and how a run fails."""

import json

TEXT = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.
"""


def configured(desk, text):
    (desk.folder / "newswarehouse.toml").write_text(text)


def aged(desk, **versions):
    """The batches as if other code had made them."""
    for path in (desk.home / "lake" / "batches").glob("*.json"):
        manifest = json.loads(path.read_text())
        manifest["versions"] |= versions
        path.write_text(json.dumps(manifest, sort_keys=True, ensure_ascii=False, indent=1) + "\n")


def test_code_that_changed_makes_old_batches_anew(desk):
    configured(desk, "batches.files = 1\nworkers = 1\n")
    for town in ("Mombasa", "Kisumu"):
        desk.put(f"{town}.txt", TEXT.format(town=town))
    desk.call("run")
    assert "0 batches made by other code" in desk.call("reprocess")[0]
    before = desk.rows("SELECT * FROM quotes ORDER BY ALL")
    aged(desk, annotate="long ago")
    assert "2 made by other code: newswarehouse reprocess" in desk.call("status")[0]
    assert "2 batches made by other code: 0 to be read again, 2 only" in desk.call("reprocess", "--dry-run")[0]
    (desk.landing / "Kisumu.txt").unlink()
    aged(desk, read="longer ago")
    assert "0 batches made by other code" in desk.call("reprocess", "--since-code", "never")[0]
    printed, _ = desk.call("reprocess", "--since-code", "longer ago")
    assert "2 batches made by other code: 2 to be read again" in printed
    assert desk.rows("SELECT * FROM quotes ORDER BY ALL") == before
    # What is gone from the landing folder can't be read again; it is annotated anew, and stays.
    (left,) = [row for row in desk.rows("FROM meta.versions") if "longer ago" in row]
    assert len(desk.rows("SELECT DISTINCT batch FROM meta.versions")) == 2
    assert "long ago" not in left
    assert not [row for row in desk.rows("FROM meta.versions") if "long ago" in row]


def test_the_quarantine_is_read_again_when_asked(desk):
    desk.put("good.txt", TEXT.format(town="Lamu"))
    desk.put("empty.txt", b"")
    desk.call("run")
    assert "0 files" in desk.call("retry-quarantine", "--reason", "bad_json")[0]
    printed, _ = desk.call("retry-quarantine")
    assert "1 file with something in quarantine" in printed
    assert "0 records read, 0 duplicates, 1 quarantined" in printed
    assert desk.rows("SELECT source_path, reason FROM quarantine") == [("empty.txt", "empty")]


def test_the_doctor_says_what_is_to_be_mended(desk):
    printed, _ = desk.call("doctor")
    assert "en_core_web_md-3.8.0" in printed
    assert "mend" not in printed
    printed, _ = desk.call("doctor", "--landing", "nowhere", code=1)
    assert "there is no such folder; name one with --landing" in printed
    (desk.home / "lake" / ".unfinished").mkdir(parents=True)
    (desk.home / "lake" / ".unfinished" / "1-1").write_bytes(b"half")
    assert "1 half-written files" in desk.call("doctor")[0]


def test_a_bad_configuration_is_told_in_a_line(desk):
    configured(desk, "[batches]\nrecords = 0\n")
    _, error = desk.call("run", code=1)
    assert "batches.records is 0: a whole number from 1 to 100000 is allowed" in error
    assert "Traceback" not in error


def test_the_configured_folders_and_outlets_are_used(desk):
    configured(desk, 'home = "house"\nlanding = "drops"\n[outlets."example.org"]\ncountry = "KE"\n')
    (desk.folder / "drops").mkdir()
    (desk.folder / "drops" / "one.txt").write_text(TEXT.format(town="Lamu"))
    (desk.folder / "drops" / "manifest.csv").write_text("file,outlet\none.txt,example.org\n")
    desk.call("run")
    printed, _ = desk.call("sql", "SELECT source_path, outlet_country FROM articles", "-f", "csv")
    assert printed.splitlines()[1:] == ["one.txt,KE"]
    assert (desk.folder / "house" / "warehouse.duckdb").exists()
