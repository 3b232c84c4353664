"""Workbooks as openpyxl reads them, and as a person changes them.

Reading a workbook costs more than refreshing it, and a test asks the same one several
things. So each content is read once, where a sheet is asked for the others are not
read, and who changes a workbook gets a copy of what was read. What is only looked at is
never changed: the next who asks gets it too.
"""

from __future__ import annotations

import copyreg
import pickle
import posixpath
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.table import TableList

from cartera_xl.workbook.parts.relationships import relations_part
from cartera_xl.workbook.parts.xml import MAIN, RELATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORKBOOK: Final = "xl/workbook.xml"
_EMPTY: Final = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


def opened(path: Path, *, data_only: bool = True) -> Any:
    """Return a workbook to look at as it is now, whichever program saved it."""
    return _Opened(path.read_bytes(), data_only)


@dataclass(frozen=True)
class _Opened:
    """A workbook as openpyxl's; a sheet that is asked for is read without the rest."""

    content: bytes
    data_only: bool

    def __getitem__(self, title: str) -> Any:
        return _read(_others_emptied(self.content, title), self.data_only)[title]

    @property
    def defined_names(self) -> Any:
        """Return what belongs to no sheet, without reading one."""
        return _read(_others_emptied(self.content, ""), self.data_only).defined_names

    def __iter__(self) -> Iterator[Any]:
        return iter(_read(self.content, self.data_only))

    def __getattr__(self, name: str) -> Any:
        return getattr(_read(self.content, self.data_only), name)


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """Give a workbook to change with its macros kept, and save it."""
    content = path.read_bytes()
    book = pickle.loads(_pickled(content))
    with ZipFile(BytesIO(content)) as book.vba_archive:
        yield book
        book.save(path)


@lru_cache(maxsize=24)
def _read(content: bytes, data_only: bool) -> Any:
    with warnings.catch_warnings():
        # Other programs write extensions of their own, which openpyxl does not know.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(content), data_only=data_only)


@lru_cache(maxsize=24)
def _others_emptied(content: bytes, title: str) -> bytes:
    """Return a workbook whose other sheets keep their names and nothing else."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = ElementTree.fromstring(parts[relations_part(_WORKBOOK)])
    targets = {
        element.get("Id"): posixpath.join("/xl", element.get("Target", ""))[1:]
        for element in relations
        if element.get("Type", "").endswith("/worksheet")
    }
    for sheet in ElementTree.fromstring(parts[_WORKBOOK]).iter(f"{{{MAIN}}}sheet"):
        part = targets.get(sheet.get(RELATION_ID))
        if part and sheet.get("name") != title:
            parts[part] = _EMPTY
            parts.pop(relations_part(part), None)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


@lru_cache(maxsize=16)
def _pickled(content: bytes) -> bytes:
    """Return the workbook as openpyxl reads it; making a copy is cheaper than reading.

    Without the archive of its macros, which belongs to one copy.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book: Any = load_workbook(BytesIO(content), keep_vba=True)
    book.vba_archive.close()
    book.vba_archive = None
    made = BytesIO()
    _Pickler(made).dump(book)
    return made.getvalue()


# Collections of openpyxl that pickle would rebuild by methods which they override.
_COLLECTIONS: Final = (IndexedList, TableList, BoundDictionary, DimensionHolder)


class _Pickler(pickle.Pickler):
    """A pickler that rebuilds openpyxl's collections as they are."""

    dispatch_table = copyreg.dispatch_table | dict.fromkeys(
        _COLLECTIONS,
        lambda found: (
            _rebuilt,
            (
                type(found),
                list(found) if isinstance(found, list) else dict(dict.items(found)),
                getattr(found, "default_factory", None),
                vars(found),
            ),
        ),
    )


def _rebuilt(kind: Any, held: Any, default_factory: Any, state: dict[str, Any]) -> Any:
    made = kind.__new__(kind)
    if isinstance(made, list):
        list.extend(made, held)
    else:
        dict.update(made, held)
    if default_factory is not None:
        made.default_factory = default_factory
    vars(made).update(state)
    return made
