"""What the assets need of their surroundings: the home with its configuration, and somebody to tell of progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from dagster import ConfigurableResource, InitResourceContext, RetryRequested
from pydantic import PrivateAttr

from assets import vigil
from warehouse import configuration, faults
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

if TYPE_CHECKING:
    from dagster import AssetExecutionContext

    from warehouse.batches import Batch
    from warehouse.configuration import Configuration
    from warehouse.workers import Done, Stage

# Seconds before a step is tried again for a cause that passes.
_PAUSES = (5, 20, 80)


class HomeResource(ConfigurableResource[Home]):
    """Where lake, ledger and warehouse are; empty for what is configured."""

    path: str = ""
    landing: str = ""
    _alive: int | None = PrivateAttr(default=None)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        """Show that the run is alive."""
        if context.run:
            self._alive = vigil.begin(self.home, context.run.run_id)

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        """The run is over."""
        if context.run and self._alive is not None:
            vigil.end(self.home, context.run.run_id, self._alive)
            self._alive = None

    @cached_property
    def configuration(self) -> Configuration:
        """What `newswarehouse.toml` and the environment say."""
        return configuration.load()

    @property
    def home(self) -> Home:
        """The home, with its folders made."""
        return Home.find(self.path or None, self.landing or None).create()

    @property
    def lake(self) -> Lake:
        """Its lake."""
        return Lake(self.home)

    @property
    def ledger(self) -> Ledger:
        """Its ledger."""
        return Ledger(self.home, self.configuration.limits)

    def each(self, stage: Stage, batches: Sequence[Batch], progress: Callable[[int], object]) -> Iterator[Done]:
        """The stage done for every batch, over as many processes as are configured and fit."""
        from warehouse import workers

        known = self.configuration
        count = workers.bounded(known["workers"], len(batches), memory_gb=known["memory_gb"])
        return workers.each(stage, self.lake, batches, known.settings, workers=count, tell=progress)


@contextmanager
def retried(context: AssetExecutionContext) -> Iterator[None]:
    """Have the step tried again, a little later each time, where what stopped it may pass; else it fails at once."""
    try:
        yield
    except Exception as error:
        if faults.is_passing(error) and context.retry_number < len(_PAUSES):
            raise RetryRequested(len(_PAUSES), _PAUSES[context.retry_number]) from error
        raise


class Progress(Protocol):
    """Whoever watches a run: told the stage, and how many records or articles it has done since the last word."""

    def __call__(self, stage: str, done: int) -> object:
        """Hear that `stage` (read, annotate or publish) has done so many more."""


def silent(stage: str, done: int) -> None:
    """Nobody watches; the counts stand in the metadata."""


def teller(progress: Progress, stage: str) -> Callable[[int], object]:
    """What a stage calls with each number of things it has done."""
    return lambda done: progress(stage, done)
