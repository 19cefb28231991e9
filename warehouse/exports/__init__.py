"""The warehouse in the formats that others read: tables, maps, networks, news items.

Belongs here: writing what the warehouse holds, row by row, so that memory stays small however much it is.  Keep out:
questions, and shapes that can be had as a view (`sql/exchange`).

Each export writes beside its place and is then put there, so that what stands there is always whole.
"""

from warehouse.exports.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
