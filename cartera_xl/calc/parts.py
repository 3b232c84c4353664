"""What the extension adds to LibreOffice's configuration, from tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.calc.configuration import Texts, configuration
from cartera_xl.calc.identity import (
    ADDIN,
    HANDLER,
    JOB,
    MENU,
    PROTOCOL,
    SPREADSHEET,
)
from cartera_xl.calc.signatures import SIGNATURES
from cartera_xl.calc.toolbars import TOOLBARS
from cartera_xl.tabs.ribbon import GROUPS, TAB_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.calc.configuration import Tree
    from cartera_xl.calc.signatures import Signature
    from cartera_xl.calc.toolbars import Toolbar
    from cartera_xl.tabs.ribbon import Button, Group

_SEPARATOR: Final = "private:separator"
_SELF: Final = "_self"
# When the component is told: a workbook is there, or was saved. «OnLoad» does not come
# where no window is shown.
_EVENTS: Final = ("OnViewCreated", "OnSaveDone", "OnSaveAsDone")


def functions_part() -> bytes:
    """Return the functions' names and help, as the function wizard shows them."""
    functions: Tree = {f"{s.method}=replace": _function(s) for s in SIGNATURES}
    info: Tree = {f"{ADDIN}=replace": {"AddInFunctions": functions}}
    return configuration("CalcAddIns", {"AddInInfo": info})


def _function(signature: Signature) -> Tree:
    declared = signature.declared
    parameters = {
        f"{argument.title}=replace": {
            "DisplayName": Texts(argument.title),
            "Description": Texts(argument.help),
        }
        for argument in declared.arguments
    }
    return {
        "DisplayName": Texts(declared.name),
        "Description": Texts(declared.help),
        "Category": "Add-In",
        "CompatibilityName": Texts(declared.name),
        "Parameters": parameters,
    }


def buttons_part() -> bytes:
    """Return the toolbars and the menu; help is in the menu only."""
    toolbars: Tree = {
        f"{bar.name}=replace": _numbered(_in_a_line(bar.groups)) for bar in TOOLBARS
    }
    menu: Tree = {
        f"{MENU}=replace": {
            "Title": Texts(TAB_LABEL),
            "Context": SPREADSHEET,
            "Submenu": _numbered(map(_submenu, GROUPS)),
        }
    }
    return configuration(
        "Addons", {"AddonUI": {"OfficeToolBar": toolbars, "OfficeMenuBar": menu}}
    )


def _in_a_line(groups: Iterable[Group]) -> Iterable[Tree]:
    for place, group in enumerate(groups):
        if place:
            yield {"URL": _SEPARATOR}
        yield from map(_entry, group.buttons)


def _submenu(group: Group) -> Tree:
    return {
        "Title": Texts(group.label),
        "Context": SPREADSHEET,
        "Submenu": _numbered(map(_entry, group.buttons)),
    }


def _entry(button: Button) -> Tree:
    return {
        "Context": SPREADSHEET,
        "URL": f"{PROTOCOL}{button.action}",
        "Title": Texts(button.label),
        "Target": _SELF,
    }


def _numbered(entries: Iterable[Tree]) -> Tree:
    """Return entries in their order, which LibreOffice reads from their names."""
    return {f"m{place:02}=replace": entry for place, entry in enumerate(entries)}


def handler_part() -> bytes:
    """Return who is called for a click."""
    return configuration(
        "ProtocolHandler",
        {"HandlerSet": {f"{HANDLER}=replace": {"Protocols": [f"{PROTOCOL}*"]}}},
    )


def jobs_part() -> bytes:
    """Return who is told that a workbook is shown or was saved."""
    listed: Tree = {"JobList": {f"{JOB}=replace": {}}}
    return configuration(
        "Jobs",
        {
            "Jobs": {f"{JOB}=replace": {"Service": JOB}},
            "Events": {f"{event}=fuse": listed for event in _EVENTS},
        },
    )


def window_part() -> bytes:
    """Return how the toolbars stand: in the window, at the top, with their names."""
    states: Tree = {f"{bar.resource}=replace": _docked(bar) for bar in TOOLBARS}
    return configuration(
        "CalcWindowState",
        {"UIElements": {"States": states}},
        "org.openoffice.Office.UI",
    )


def _docked(bar: Toolbar) -> Tree:
    return {
        "UIName": Texts(bar.title),
        "Docked": True,
        "DockingArea": 0,
        "DockPos": f"0,{bar.line}",
        "Visible": True,
    }


PARTS: Final = {
    "functions.xcu": functions_part,
    "buttons.xcu": buttons_part,
    "handler.xcu": handler_part,
    "jobs.xcu": jobs_part,
    "window.xcu": window_part,
}
