"""The ribbon's groups as toolbars: as many as a screen of 1366 points has room for.

A toolbar that is too wide hides its last buttons, and one that stands in the line of
another takes its room: each has a line of its own, under those of LibreOffice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.tabs.ribbon import COLLECTING, DATA, REMINDING, REPORTS, TAB_LABEL

if TYPE_CHECKING:
    from cartera_xl.tabs.ribbon import Group

_BETWEEN: Final = " · "


class Toolbar(NamedTuple):
    """A toolbar: its name in the configuration, its line, and its groups."""

    name: str
    line: int
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        """Return what it is called in the list of toolbars, where it can be hidden."""
        return f"{TAB_LABEL}: {_BETWEEN.join(group.label for group in self.groups)}"

    @property
    def resource(self) -> str:
        """Return what LibreOffice calls it in a window."""
        return f"private:resource/toolbar/addon_{self.name}"


# LibreOffice's own toolbars stand in lines 0, 2 and, where it is shown, 3.
TOOLBARS: Final = (
    Toolbar("org.cartera.data", 4, (DATA, REPORTS)),
    Toolbar("org.cartera.collecting", 5, (COLLECTING, REMINDING)),
)
