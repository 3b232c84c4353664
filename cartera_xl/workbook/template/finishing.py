"""What openpyxl cannot write, put in the package afterwards, step by step."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml import etree
from openpyxl.utils import get_column_letter

from cartera_xl.tabs.book import TABS
from cartera_xl.workbook.parts.xml import CHART, main, parse
from cartera_xl.workbook.template import layout
from cartera_xl.workbook.template.book import MADE
from cartera_xl.workbook.vba import ribbon_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.workbook.template.book import Drawn

Parts: TypeAlias = dict[str, bytes]

_CONTENT_TYPES: Final = "[Content_Types].xml"
_PACKAGE_RELATIONS: Final = "_rels/.rels"
_EPOCH: Final = date(1899, 12, 30).toordinal()  # day 0 of Excel
_CORE: Final = "docProps/core.xml"
_PLAIN: Final = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)
_MACRO_ENABLED: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MODIFIED: Final = "{http://purl.org/dc/terms/}modified"
# What comes after <ignoredErrors> in a worksheet (ECMA-376, CT_Worksheet).
_AFTER_IGNORED: Final = tuple(
    main(tag)
    for tag in ("smartTags", "drawing", "legacyDrawing", "tableParts", "extLst")
)


def _make_macro_enabled(parts: Parts, _: Drawn) -> None:
    """Say that the workbook may hold macros: its extension does."""
    types = parts[_CONTENT_TYPES]
    parts[_CONTENT_TYPES] = types.replace(_PLAIN, _MACRO_ENABLED)


def _write_values(parts: Parts, drawn: Drawn) -> None:
    """Write the value of every formula beside it."""
    for number, canvas in enumerate(drawn.canvases, 1):
        root = parse(parts[_sheet_part(number)])
        for cell in root.iter(main("c")):
            if cell.find(main("f")) is not None:
                _write_value(cell, canvas.cached[cell.get("r", "")])
        parts[_sheet_part(number)] = _serialised(root)


def _write_value(cell: etree._Element, value: Cell) -> None:
    cell.set("t", "str" if isinstance(value, str) else "n")
    holder = cell.find(main("v"))
    if holder is None:
        holder = etree.SubElement(cell, main("v"))
    holder.text = value if isinstance(value, str) else str(_number(value))


def _number(value: Cell) -> float:
    if isinstance(value, date):
        return value.toordinal() - _EPOCH
    if isinstance(value, int | float):
        return value
    raise TypeError(value)


def _ignore_numbers_as_text(parts: Parts, _: Drawn) -> None:
    """Keep Excel from marking every NIT and document number as a mistake."""
    for number, tab in enumerate(TABS, 2):
        root = parse(parts[_sheet_part(number)])
        errors = etree.Element(main("ignoredErrors"))
        last = f"{get_column_letter(len(tab.columns))}{layout.LAST_ROW}"
        area = f"A{layout.BODY}:{last}"
        etree.SubElement(
            errors, main("ignoredError"), sqref=area, numberStoredAsText="1"
        )
        follower = next(child for child in root if child.tag in _AFTER_IGNORED)
        follower.addprevious(errors)
        parts[_sheet_part(number)] = _serialised(root)


def _unlink_labels(parts: Parts, _: Drawn) -> None:
    """Give the charts' labels their own number format: openpyxl leaves them linked."""
    for name in [part for part in parts if part.startswith("xl/charts/chart")]:
        root = parse(parts[name])
        for number_format in root.iter(f"{{{CHART}}}numFmt"):
            number_format.set("sourceLinked", "0")
        parts[name] = _serialised(root)


def _fix_times(parts: Parts, _: Drawn) -> None:
    """Date the file by its contents, so that the same input gives the same bytes."""
    root = parse(parts[_CORE])
    modified = root.find(_MODIFIED)
    if modified is not None:
        modified.text = f"{MADE:%Y-%m-%dT%H:%M:%SZ}"
    parts[_CORE] = _serialised(root)


def _add_ribbon(parts: Parts, _: Drawn) -> None:
    """Add the ribbon; its content type is the one of every .xml."""
    parts[ribbon_part.PART] = ribbon_part.ribbon_part()
    root = parse(parts[_PACKAGE_RELATIONS])
    tag = root[0].tag
    etree.SubElement(
        root,
        tag,
        Id="rIdCartera",
        Type=ribbon_part.RELATION,
        Target=ribbon_part.PART,
    )
    parts[_PACKAGE_RELATIONS] = _serialised(root)


# The VBA project comes last (vba/project.py): it needs the sheets' code names.
STEPS: Final[tuple[Callable[[Parts, Drawn], None], ...]] = (
    _make_macro_enabled,
    _write_values,
    _ignore_numbers_as_text,
    _unlink_labels,
    _fix_times,
    _add_ribbon,
)


def finish(drawn: Drawn) -> Parts:
    """Return the finished package's parts, by name."""
    buffer = io.BytesIO()
    drawn.book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for step in STEPS:
        step(parts, drawn)
    return parts


def archive(parts: Parts) -> bytes:
    """Return the parts as one file, the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(parts, key=lambda part: (part != _CONTENT_TYPES, part)):
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, parts[name])
    return buffer.getvalue()


def _sheet_part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
