"""The pipeline under Dagster, and the command line that stands on everything.

Belongs here: what is an asset, when it is made, what is shown of it, what is asked of the user.  Keep out: how anything
is read, annotated, stored or queried; an asset's body calls `warehouse` and reports what came of it.
"""

import warnings

# A run of several batches at once needs it, and Dagster has called it beta for years; by its text, since importing the
# category would make the command line load Dagster.
warnings.filterwarnings("ignore", message=r"Parameter `backfill_policy` .* is currently in beta")
