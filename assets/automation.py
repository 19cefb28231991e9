"""When Dagster makes an asset by itself, where the automation sensor is switched on."""

from dagster import AutomationCondition

# As soon as what it is made from is there, or new.  The usual condition also waits until nothing that it is made from
# is missing: of a warehouse made from all batches, one batch that failed would stop every later publish.
EAGER = AutomationCondition.eager().without(~AutomationCondition.any_deps_missing())
