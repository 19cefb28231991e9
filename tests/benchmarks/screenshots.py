"""Pictures of Dagster's pages for the documentation, made with a headless Chromium.

    python tests/benchmarks/screenshots.py docs [--chromium chromium] [--home FOLDER]

Loads the demo corpus in four drops into a home of its own (or takes the one named), starts Dagster's pages over it, and
writes graph.png, asset.png and checks.png into the folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from assets import launch
from warehouse.home import Home

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "graph": ("/asset-groups", "1900,860"),
    "asset": ("/assets/articles?view=events", "1500,1000"),
    "checks": ("/assets/warehouse?view=checks&checkDetail=quotes_offsets", "1500,900"),
}
DROPS = 4


def loaded(folder: Path) -> Home:
    """A home in which the demo corpus came in several drops, so that there is a history."""
    home = Home(folder / "home", folder / "drops")
    outlets = sorted(path for path in (ROOT / "seeds").iterdir())
    for drop in range(DROPS):
        for path in outlets[drop::DROPS]:
            target = home.landing / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(path, target) if path.is_dir() else shutil.copyfile(path, target)
        words = ["run", "--home", str(home.path), "--landing", str(home.landing)]
        subprocess.run([Path(sys.executable).with_name("newswarehouse"), *words], check=True, capture_output=True)
    return home


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("into", type=Path)
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--home", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        home = Home(told.home, told.home / "landing") if told.home else loaded(Path(folder))
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        served = ["-m", "assets.definitions", "-d", str(ROOT), "-h", "127.0.0.1", "-p", port]
        server = subprocess.Popen(
            [Path(sys.executable).with_name("dagster-webserver"), *served],
            env=os.environ | launch.environment(home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            waiting(address)
            for name, (page, size) in PAGES.items():
                picture(told.chromium, address + page, size, told.into / f"{name}.png", Path(folder))
        finally:
            server.terminate()
            server.wait()


def waiting(address: str) -> None:
    """Wait until the pages are served."""
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(f"{address}/server_info", timeout=5):  # noqa: S310 - an address of our own
            return
        time.sleep(1)
    raise SystemExit("the pages are not served")


def picture(chromium: str, address: str, size: str, into: Path, profile: Path) -> None:
    """One picture of one page."""
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
    flags += [f"--user-data-dir={profile}/chromium", f"--window-size={size}", "--virtual-time-budget=30000"]
    command = [chromium, *flags, "--run-all-compositor-stages-before-draw", f"--screenshot={into}", address]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


if __name__ == "__main__":
    main()
