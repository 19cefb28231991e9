"""What docs/operating.md and the Dockerfile name is there."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from warehouse import configuration

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_the_configuration_that_is_shown_can_be_used(tmp_path):
    (shown,) = (token.content for token in MarkdownIt().parse(GUIDE) if token.info == "toml")
    (tmp_path / configuration.NAME).write_text(shown, encoding="utf-8")
    known = configuration.load({}, tmp_path)
    assert known["landing"] == Path("/srv/news/drops")
    assert known["hooks.email.to"] == ("desk@example.org",)
    assert known.settings.outlets["Kestrel Post"].country == "GB"


def test_every_command_and_picture_that_is_named_exists():
    from assets.cli import app

    commands = {command.name for command in app.registered_commands}
    named = set(re.findall(r"`newswarehouse ([a-z-]+)", GUIDE))
    assert named <= commands
    assert {"doctor", "status", "reprocess", "retry-quarantine"} <= named
    assert all((ROOT / "docs" / name).is_file() for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", GUIDE))


def test_what_the_image_copies_is_there():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not set(copied) & set(ignored)
    assert f"FROM python:{(ROOT / '.python-version').read_text(encoding='utf-8').strip()}-slim" in lines
