"""The one job: everything from raw files to the published warehouse."""

from dagster import AssetSelection, define_asset_job, in_process_executor

# In process: a step is short beside what a process of its own costs to start.
load = define_asset_job(
    "load",
    selection=AssetSelection.all(),
    executor_def=in_process_executor,
    description="Read the batches, annotate them, publish the warehouse.",
)
