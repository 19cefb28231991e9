"""All definitions put together; what they are stands in the modules beside this one."""

from dagster import Definitions, ResourceDefinition

from assets.annotations import annotations
from assets.articles import articles
from assets.jobs import load
from assets.raw_files import raw_files
from assets.resources import HomeResource, Progress, silent
from assets.schedules import daily
from assets.sensors import failed_batches, failed_runs, new_files, no_news
from assets.warehouse import warehouse


def build_defs(*, path: str = "", landing: str = "", progress: Progress = silent) -> Definitions:
    """The definitions for one home.

    Args:
        path: the home; '' for the environment's NEWSWAREHOUSE_HOME, else `.newswarehouse`.
        landing: the landing folder; '' for the environment's NEWSWAREHOUSE_LANDING, else `seeds`.
        progress: told of each stage's progress.
    """
    return Definitions(
        assets=[raw_files, articles, annotations, warehouse],
        jobs=[load],
        schedules=[daily],
        sensors=[new_files, failed_runs, failed_batches, no_news],
        resources={
            "home": HomeResource(path=path, landing=landing),
            "progress": ResourceDefinition.hardcoded_resource(progress),
        },
    )


defs = build_defs()
