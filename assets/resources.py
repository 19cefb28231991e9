"""What the assets need of their surroundings: the home, and somebody to tell of progress."""

from collections.abc import Callable
from typing import Protocol

from dagster import ConfigurableResource

from warehouse.home import Home


class HomeResource(ConfigurableResource[Home]):
    """Where lake, ledger and warehouse are; empty for the environment's, else the defaults."""

    path: str = ""
    landing: str = ""

    @property
    def home(self) -> Home:
        """The home, with its folders made."""
        return Home.find(self.path or None, self.landing or None).create()


class Progress(Protocol):
    """Whoever watches a run: told the stage, and how many records or articles it has done since the last word."""

    def __call__(self, stage: str, done: int) -> object:
        """Hear that `stage` (read, annotate or publish) has done so many more."""


def silent(stage: str, done: int) -> None:
    """Nobody watches; the counts stand in the metadata."""


def teller(progress: Progress, stage: str) -> Callable[[int], object]:
    """What a stage calls with each number of things it has done."""
    return lambda done: progress(stage, done)
