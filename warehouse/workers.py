"""A stage done for many batches, in this process or over several: bounded by cores and memory, no batch stops another.

Each batch is made alone and by one thread, so that the lake holds the same bytes whatever the number of processes.
"""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from warehouse import faults
from warehouse.stages import SourceChanged

if TYPE_CHECKING:
    from pipelines.settings import Settings
    from warehouse.batches import Batch
    from warehouse.lake import Lake

# What one process needs at most, measured: model, gazetteer and a batch of long articles.
NEEDED_GB = 1.4
_PAUSES = (1.0, 4.0, 16.0)  # seconds before a batch is tried again for a cause that passes
_queue: Any = None


class Stage(Protocol):
    """One of the functions of `warehouse.stages`."""

    def __call__(
        self, lake: Lake, batch: Batch, settings: Settings, *, tell: Callable[[int], object] | None
    ) -> dict[str, int]:
        """Do the batch and return the rows of each frame."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch.

    Attributes:
        batch: which one.
        rows: rows of each frame that was written; {} where it failed.
        cpu: CPU seconds that it took.
        peak: most bytes that the process which did it held until then.
        fault: why it failed, in a line; None where it did not.
        changed: whether its files changed or went away meanwhile, which is no failure: they are planned anew.
        tries: how often it was tried.
    """

    batch: Batch
    rows: dict[str, int] = field(default_factory=dict)
    cpu: float = 0.0
    peak: int = 0
    fault: str | None = None
    changed: bool = False
    tries: int = 1


def bounded(wanted: int, batches: int, *, memory_gb: float | None = None) -> int:
    """How many processes to use: as many as are wanted (0: one a core), as there are batches, and as memory holds."""
    cores = len(os.sched_getaffinity(0))
    memory = _available_gb() if memory_gb is None else memory_gb
    return max(1, min(wanted or cores, batches, int(memory / NEEDED_GB)))


def _available_gb() -> float:
    with suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable")).split()[1]) / (1 << 20)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)


def each(
    stage: Stage,
    lake: Lake,
    batches: Sequence[Batch],
    settings: Settings,
    *,
    workers: int = 1,
    tell: Callable[[int], object] = lambda _: None,
) -> Iterator[Done]:
    """Do a stage for every batch, and say of each what came of it as soon as it is known.

    Args:
        stage: what is done; a function that can be imported.
        lake: where it is written.
        batches: for which.
        settings: what the stage is told.
        workers: in how many processes; 1 for this one.
        tell: hears of records or articles as they are done.

    Raises:
        OSError: the disk is full or can only be read: no other batch could be written either.
    """
    if workers == 1 or len(batches) == 1:
        # One that was begun and never ended may have killed the process: this time it can't take the others with it.
        suspects = [batch for batch in batches if _begun(lake, batch).exists()]
        for batch in batches:
            if batch not in suspects:
                with _marked(lake, batch):
                    done = _one(stage, lake, batch, settings, tell)
                yield _checked(done)
        yield from _alone(stage, lake, suspects, settings, tell)
        return
    broken: list[Batch] = []
    with _pool(workers, tell) as pool:
        futures = {pool.submit(_told, stage, lake, batch, settings): batch for batch in batches}
        try:
            for future in as_completed(futures):
                done = _result(future)
                if done is None:
                    broken.append(futures[future])
                else:
                    yield _checked(done)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    # A process died, and with it the pool: what is left is done one by one, which shows whose fault it was.
    yield from _alone(stage, lake, sorted(broken, key=batches.index), settings, tell)


def _alone(
    stage: Stage, lake: Lake, batches: Sequence[Batch], settings: Settings, tell: Callable[[int], object]
) -> Iterator[Done]:
    """Each batch in a process of its own."""
    for batch in batches:
        with _pool(1, tell) as pool:
            done = _result(pool.submit(_told, stage, lake, batch, settings))
        if done is not None:
            _begun(lake, batch).unlink(missing_ok=True)
        yield _checked(done or Done(batch, fault="its process was killed; most likely memory ran out", tries=2))


def _begun(lake: Lake, batch: Batch) -> Path:
    """A file that is there while the batch is done in the process of the run."""
    return lake.home.path / "begun" / batch.key


@contextmanager
def _marked(lake: Lake, batch: Batch) -> Iterator[None]:
    """The file of the batch is there meanwhile, and stays if the process is killed."""
    mark = _begun(lake, batch)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    yield
    mark.unlink(missing_ok=True)


def _one(stage: Stage, lake: Lake, batch: Batch, settings: Settings, tell: Callable[[int], object]) -> Any:
    """Done, or the error for which nothing can go on."""
    began = time.process_time()
    for tries, pause in enumerate((*_PAUSES, None), start=1):
        try:
            rows = stage(lake, batch, settings, tell=tell)
        except SourceChanged as change:
            return Done(batch, cpu=time.process_time() - began, fault=str(change), changed=True, tries=tries)
        except Exception as error:  # noqa: BLE001 - one batch never stops another; what it was is told
            if faults.is_hopeless(error):
                return error
            if faults.is_passing(error) and pause is not None:
                time.sleep(pause)
                continue
            return Done(batch, cpu=time.process_time() - began, fault=faults.told(error), tries=tries)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
        return Done(batch, rows, time.process_time() - began, peak, tries=tries)
    raise AssertionError


def _checked(done: Any) -> Done:
    if isinstance(done, BaseException):
        raise done
    found: Done = done
    return found


def _result(future: Future[Any]) -> Any:
    """What came of a batch; None where its process, or another of the pool, died."""
    error = future.exception()
    if error is None:
        return future.result()
    if faults.is_passing(error):
        return None
    raise error


def _told(stage: Stage, lake: Lake, batch: Batch, settings: Settings) -> Any:
    return _one(stage, lake, batch, settings, _queue.put)


def _begin(queue: Any, parent: int) -> None:
    global _queue  # noqa: PLW0603 - a process of the pool is told once where to report
    _queue = queue
    threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()


def _end_with_parent(parent: int) -> None:
    """A run that is killed must not leave processes that go on writing."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


@contextmanager
def _pool(workers: int, tell: Callable[[int], object]) -> Iterator[ProcessPoolExecutor]:
    context = get_context("spawn")
    with closing(context.SimpleQueue()) as queue:

        def listen() -> None:
            while (done := queue.get()) is not None:
                tell(done)

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            with ProcessPoolExecutor(workers, context, _begin, (queue, os.getpid())) as pool:
                yield pool
        finally:
            queue.put(None)
            listener.join()
