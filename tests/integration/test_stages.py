"""Which batches there is something to do for."""

from warehouse import stages
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

STORY = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.
"""


def test_a_finished_batch_is_left_as_it_is_whatever_became_of_its_file(tmp_path):
    home = Home(tmp_path / "home", tmp_path / "landing").create()
    home.landing.mkdir()
    lake, ledger = Lake(home), Ledger(home)
    path = home.landing / "one.txt"
    path.write_text(STORY.format(town="Mombasa"))
    (batch,) = ledger.plan()
    assert stages.unfinished(lake, ledger, [batch.key]) == [batch]
    stages.read(lake, batch)
    stages.annotate_batch(lake, batch)
    assert stages.unfinished(lake, ledger, [batch.key]) == []
    path.unlink()
    (home.lake / "batches" / f"{batch.key}.json").unlink()
    assert stages.unfinished(lake, ledger, [batch.key]) == []


def test_a_batch_whose_file_changed_before_it_was_read_is_passed_over(tmp_path):
    home = Home(tmp_path / "home", tmp_path / "landing").create()
    home.landing.mkdir()
    lake, ledger = Lake(home), Ledger(home)
    path = home.landing / "one.txt"
    path.write_text(STORY.format(town="Mombasa"))
    (old,) = ledger.plan()
    path.write_text(STORY.format(town="Kisumu"))
    (new,) = ledger.plan()
    assert stages.unfinished(lake, ledger, [old.key, new.key]) == [new]
