"""What a run came to, in lines that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dagster import DagsterInstance

_AGAIN = "`newswarehouse run` goes on from there"
# What an error says of itself, and what to do about it.
_ADVICE = {
    "No space left on device": f"the disk is full: make room; {_AGAIN}",
    "disk is full": f"make room; {_AGAIN}",
    "Disk quota exceeded": f"your share of the disk is used up: make room; {_AGAIN}",
    "Read-only file system": "that disk can only be read: mount it for writing, or choose another --home",
    "readonly database": "that disk can only be read: mount it for writing, or choose another --home",
    "Permission denied": "you may not read or write there: change its rights, or choose another --home",
    "Out of Memory": f"memory ran out: raise publish.memory_gb, or make room; {_AGAIN}",
    "MemoryError": f"memory ran out: lower workers or batches.records; {_AGAIN}",
    "failed for": "a promise is broken, so nothing was published, and the warehouse is as it was",
}


def trouble(instance: DagsterInstance, run_id: str) -> str | None:
    """What went wrong in a run that ended, with what to do about it; None where all is well."""
    return _failed_step(instance, run_id) or _failed_checks(instance, run_id)


def _failed_step(instance: DagsterInstance, run_id: str) -> str | None:
    from dagster import DagsterEventType, DagsterRunStatus

    for event in _events(instance, run_id, DagsterEventType.STEP_FAILURE):
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error:
            said = error.message.strip()
            advice = next((f"\n{advice}" for sign, advice in _ADVICE.items() if sign in said), "")
            return f"step {event.step_key} of run {run_id}: {said}{advice}"
    run = instance.get_run_by_id(run_id)
    if run is not None and run.status is DagsterRunStatus.FAILURE:
        return f"run {run_id} failed before its first step; {_AGAIN}"
    return None


def _failed_checks(instance: DagsterInstance, run_id: str) -> str | None:
    from dagster import AssetCheckSeverity, DagsterEventType

    told = {}
    for event in _events(instance, run_id, DagsterEventType.ASSET_CHECK_EVALUATION):
        check = event.asset_check_evaluation_data
        if not check.passed and check.severity is AssetCheckSeverity.ERROR:
            why = check.metadata.get("why")
            told[str(why.value) if why else f"{check.asset_key.to_user_string()}: {check.check_name} failed"] = True
    if not told:
        return None
    return f"run {run_id} left something undone, all else is published; {_AGAIN}\n" + "\n".join(told)


def _events(instance: DagsterInstance, run_id: str, kind: Any) -> list[Any]:
    records = instance.get_records_for_run(run_id, of_type=kind).records
    return [record.event_log_entry.dagster_event for record in records if record.event_log_entry.dagster_event]
