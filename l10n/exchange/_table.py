"""Tables, as CSV and as XLSX: rows of text under a first row that names the columns."""

from __future__ import annotations

import csv
import io
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from l10n.errors import UsageError
from l10n.exchange._xml import freed, held

Row = Mapping[str, str]

_INSTALL = "pip install 'honyaku[xlsx]'"
_MOST = 256 << 20  # bytes that a workbook may unpack to: more is no table of texts


def write_csv(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table in UTF-8, with the mark by which Excel sees that, and CRLF line ends (RFC 4180)."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(fields)
    table.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, place: str) -> tuple[list[str], list[Row]]:
    """The names of the columns, and the rows; `;` and tabs between fields are understood, too,
    and UTF-16 with its mark: Excel's "Unicode text"."""
    try:
        text = data.decode("utf-16" if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"not {error.encoding.upper()}",
            place=place,
            cause=str(error),
            fix="save it as CSV UTF-8",
        ) from error
    heads = text.partition("\n")[0]
    comma = max(",;\t", key=heads.count)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))
    except csv.Error as error:
        raise UsageError(
            "not CSV", place=place, cause=str(error), fix="save it as CSV UTF-8"
        ) from error
    return _rows(cells)


def write_xlsx(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet, all cells text: a term that begins with `=` is no formula."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("l10n")
    sheet.freeze_panes = "A2"
    for row in (fields, *rows):
        sheet.append([_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, held(text))
    cell.data_type = "s"
    return cell


def _without_clock(data: bytes) -> bytes:
    """The workbook without the times it was made at: the same table is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name == "docProps/core.xml":
                continue
            part = old.read(name)
            if name in ("_rels/.rels", "[Content_Types].xml"):
                part = _without_properties(part)
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()


def _without_properties(part: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(part)
    for element in list(root):
        if "core.xml" in element.get("Target", element.get("PartName", "")):
            root.remove(element)
    done: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return done


def read_xlsx(data: bytes, place: str) -> tuple[list[str], list[Row]]:
    """The names of the columns, and the rows, of the first sheet of a workbook."""
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > _MOST:
            raise UsageError(
                "too large for a table of texts",
                place=place,
                cause=f"{size:,} bytes",
                fix="split it",
            )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        cells = [[_text(cell) for cell in row] for row in book.worksheets[0].values]
    except UsageError:
        raise
    except Exception as error:  # a broken part is any error of openpyxl
        raise UsageError(
            "not a workbook", place=place, cause=str(error), fix="save it again as .xlsx"
        ) from error
    return _rows(cells)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise UsageError("XLSX needs openpyxl", fix=_INSTALL) from error
    return openpyxl


def _text(cell: object) -> str:
    """A cell as people read it: 5.0 is 5, a date is written as ISO 8601 has it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):  # a datetime is one
        return cell.isoformat().removesuffix("T00:00:00")
    return freed(str(cell))


def _rows(cells: Sequence[Sequence[str]]) -> tuple[list[str], list[Row]]:
    if not cells:
        return [], []
    heads = [head.strip() for head in cells[0]]
    rows = [dict(zip(heads, [*row, *[""] * len(heads)], strict=False)) for row in cells[1:]]
    return heads, [row for row in rows if any(row.values())]
