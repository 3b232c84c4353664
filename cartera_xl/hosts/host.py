"""What an action needs of a workbook, whatever program holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from cartera_xl.hosts.content import Cell, Content, Refreshed
    from cartera_xl.hosts.entries import Entry, Posted, RowMark
    from cartera_xl.tabs.tab import Tab


class Host(Protocol):
    """A workbook: a closed file, or one that a spreadsheet program shows.

    Every method raises WorkbookError where the workbook cannot be used as it is;
    nothing is written then.
    """

    @property
    def path(self) -> Path:
        """Return where the workbook is kept; it may never have been saved."""

    def value(self, name: str) -> Cell:
        """Return the value of the one cell that a defined name points at."""

    def entries(self, tab: Tab) -> list[Entry]:
        """Return the rows of a tab in which something is typed, in their order."""

    def mark(self, tabs: Sequence[Tab], marks: Sequence[RowMark]) -> None:
        """Write what is said beside rows and paint refused cells; old marks go."""

    def refresh(
        self,
        tabs: Sequence[Tab],
        content: Content,
        *,
        posted: Sequence[Posted] = (),
        now: datetime | None = None,
    ) -> Refreshed:
        """Write content; what was typed follows its document, `posted` input goes."""

    def clear(self, tab: Tab, rows: Mapping[int, Collection[str]]) -> None:
        """Empty input cells, by row and field; what else is typed stays."""

    def look_again(self) -> None:
        """Forget what was read: a person may have changed the workbook since."""


class ChosenRow(NamedTuple):
    """A row that a person chose: its number, what names it, what it shows by field."""

    number: int
    key: tuple[str, ...]
    shown: Mapping[str, Cell]

    @property
    def version(self) -> int | None:
        """Return the version of the document as the person saw it."""
        value = self.shown.get("version")
        return value if isinstance(value, int) else None


class Chosen(NamedTuple):
    """The rows of a tab that a person chose."""

    tab: Tab
    rows: tuple[ChosenRow, ...]


class Brought(NamedTuple):
    """What came over, and the cells whose formulas still look at the old workbook."""

    sheets: tuple[str, ...]
    names: tuple[str, ...]
    behind: tuple[str, ...]  # addresses with their sheet


class OpenHost(Host, Protocol):
    """A workbook that a person looks at."""

    def chosen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the chosen rows of the tab in view; None where it is none of them."""

    def seen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the rows of the tab in view that are in sight; None: none of them."""

    def fill(self, tab: Tab, rows: Mapping[int, Mapping[str, Cell]]) -> None:
        """Type into cells, by row and field; what else is typed stays."""

    def type_next(self, tab: Tab, cells: Mapping[str, Cell]) -> bool:
        """Type into the first blank row and bring it into view; False: none is left."""

    def bring_from(
        self, old: Path, titles: Collection[str], own_names: Collection[str]
    ) -> Brought:
        """Copy a person's sheets and names from the workbook that this one replaces."""

    def show(self, tab: Tab) -> None:
        """Bring a tab into view."""

    def total(self, tab: Tab, field: str) -> Decimal:
        """Return the sum of what a tab's column shows."""

    def ask(self, question: str) -> bool:
        """Ask the person something that is answered with yes or no."""
