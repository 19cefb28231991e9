"""Word, Excel and RTF files: exports of Nexis Uni and Integrum, and documents that people wrote."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from pipelines.reading import archives, columns, fields, flattened, nexis
from pipelines.reading.record import RawRecord, Unreadable, excerpt, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.reading.payload import Payload

WORD, EXCEL, RTF = "docx", "xlsx", "rtf"
_MOST_MEMBERS = 10_000
# What the libraries raise over broken parts.
_BROKEN = (
    KeyError, ValueError, OSError, EOFError, AttributeError, NotImplementedError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
_CLASSIC = re.compile(rf"\s*{nexis.COUNTER}\s*", re.IGNORECASE)
_DEPTH = re.compile(r"[{}]")
_RTF_DEEPEST = 200


def sniff_word(payload: Payload) -> bool:
    """A zip archive with the main part of a Word document."""
    return "word/document.xml" in archives.zip_names(payload)


def sniff_excel(payload: Payload) -> bool:
    """A zip archive with the main part of an Excel workbook."""
    return "xl/workbook.xml" in archives.zip_names(payload)


def sniff_rtf(payload: Payload) -> bool:
    """The control word that begins every RTF file."""
    return payload.head.lstrip().startswith(b"{\\rtf")


def split_word(payload: Payload) -> Iterator[RawRecord]:
    """The articles of a Nexis export, else the document as one text.

    Raises Unreadable: `corrupt_docx`, `expands_too_much`, `too_large`.
    """
    import docx
    from lxml import etree

    data = payload.read()
    _check_zip(payload, data)
    try:
        document = docx.Document(io.BytesIO(data))
        texts = [_text(block) for block in document.iter_inner_content()]
    except (*_BROKEN, etree.XMLSyntaxError) as error:
        message = f"The Word document can't be read: {error}."
        raise Unreadable("decode", "corrupt_docx", message, excerpt(data)) from error
    yield from _articles(WORD, [line for text in texts for line in text.split("\n")], data)


def split_rtf(payload: Payload) -> Iterator[RawRecord]:
    """The articles of a Nexis export, else the document as one text.  Raises Unreadable: `corrupt_rtf`, `too_deep`."""
    from striprtf.striprtf import rtf_to_text

    data = payload.read()
    source = data.decode("latin-1")
    if _depth(source) > _RTF_DEEPEST:
        raise Unreadable("parse", "too_deep", f"The groups are nested more than {_RTF_DEEPEST} levels deep.")
    try:
        text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call] # ships no types
    except (ValueError, LookupError, IndexError, TypeError) as error:
        message = f"The RTF document can't be read: {error}."
        raise Unreadable("decode", "corrupt_rtf", message, excerpt(data)) from error
    yield from _articles(RTF, text.split("\n"), data)


def split_excel(payload: Payload) -> Iterator[RawRecord]:
    """A record a row of every sheet whose first row names the columns of articles; identity as of table rows.

    Raises Unreadable: `corrupt_xlsx`, `expands_too_much`, `too_large`, `no_articles`.
    """
    data = payload.read()
    _check_zip(payload, data)
    return columns.records(EXCEL, _rows(data))


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    import warnings

    import openpyxl

    found = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                lines = sheet.iter_rows(values_only=True)
                header = [fields.line(str(name or "")) or "" for name in next(lines, ())]
                if not columns.are_articles(header):
                    continue
                found = True
                yield from (_named(header, line) for line in lines if any(cell is not None for cell in line))
    except (*_BROKEN, TypeError, SyntaxError) as error:
        message = f"The Excel workbook can't be read: {error}."
        raise Unreadable("decode", "corrupt_xlsx", message, excerpt(data)) from error
    if not found:
        raise Unreadable("split", "no_articles", "No sheet has the columns of articles in its first row.")


def _named(header: Sequence[str], line: Sequence[Any]) -> dict[str, Any]:
    cells = zip(header, line, strict=False)
    return {name: _cell(value) for name, value in cells if name and value is not None}


def _cell(value: Any) -> Any:
    """A value as JSON has it; Excel spells a line break in a cell `_x000D_`."""
    if isinstance(value, str):
        return value.replace("_x000D_", "")
    return value if isinstance(value, bool | int | float) else str(value)


def _check_zip(payload: Payload, data: bytes) -> None:
    """Refuse a file whose parts would grow beyond bounds, by what its directory says; zlib holds it to that."""
    settings = payload.settings
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("decode", "corrupt_zip", f"The file's parts can't be read: {error}.") from error
    size = sum(info.file_size for info in infos)
    if len(infos) > _MOST_MEMBERS or size > min(10 * settings.max_record_bytes, settings.max_expansion * len(data)):
        message = f"{len(data)} compressed bytes expand to {size}, in {len(infos)} parts."
        raise Unreadable("decode", "expands_too_much", message)
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("decode", "encrypted", "The file is encrypted.")


def _text(block: Any) -> str:
    """The text of a paragraph, or of a table a line a row."""
    if hasattr(block, "rows"):
        return "\n".join("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows)
    return str(block.text)


def _articles(reader: str, lines: list[str], data: bytes) -> Iterator[RawRecord]:
    """The articles among the lines of a document; the identity of one among several is that of its lines."""
    if any(nexis.UNI_END.fullmatch(line.strip()) for line in lines):
        parts, of = _ended(lines), nexis.uni
    elif any(_CLASSIC.fullmatch(line) for line in lines):
        parts, of = _begun(lines), nexis.classic
    else:
        text = "\n".join(line.rstrip() for line in lines).strip()
        yield RawRecord(0, reader, identity(data), text, shape=flattened.NAME)
        return
    for number, part in enumerate(parts):
        whole = "\n".join(part).strip().encode("utf-8", "replace")
        yield fields.record(number, reader, of(part), whole)


def _ended(lines: list[str]) -> list[list[str]]:
    """The lines up to each that says that a document ends."""
    parts: list[list[str]] = [[]]
    for line in lines:
        parts[-1].append(line)
        if nexis.UNI_END.fullmatch(line.strip()):
            parts.append([])
    return parts[:-1]


def _begun(lines: list[str]) -> list[list[str]]:
    """The lines from each that counts the documents on."""
    parts: list[list[str]] = []
    for line in lines:
        if _CLASSIC.fullmatch(line):
            parts.append([])
        if parts:
            parts[-1].append(line)
    return parts


def _depth(source: str) -> int:
    depth = deepest = 0
    for match in _DEPTH.finditer(source):
        depth += 1 if match[0] == "{" else -1
        deepest = max(deepest, depth)
    return deepest
