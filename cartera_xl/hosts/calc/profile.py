"""A LibreOffice profile of our own: nothing of the user's is read or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
"""
_TAIL: Final = "</oor:items>"
_FORMULAS: Final = "/org.openoffice.Office.Calc/Formula/Load"
_ALWAYS, _NEVER = "0", "1"  # recalculate what is opened


def prepare_profile(profile: Path, *, recalculates: bool, locale: str) -> None:
    """Write our settings into a profile, new or with settings of its own."""
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True, exist_ok=True)
    present = file.read_text(encoding="utf-8") if file.is_file() else _HEAD + _TAIL
    ours = "".join(_items(_ALWAYS if recalculates else _NEVER, locale))
    # What stands later wins.
    settings = present[: present.rindex(_TAIL)] + ours + _TAIL + "\n"
    beside = file.with_suffix(".tmp")
    beside.write_text(settings, encoding="utf-8")
    beside.replace(file)


def _items(recalculation: str, locale: str) -> Iterator[str]:
    yield _item(_FORMULAS, "OOXMLRecalcMode", recalculation)
    yield _item(_FORMULAS, "ODFRecalcMode", recalculation)
    yield _item("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale)
    # No dialog at the start, and no files of unsaved work after an end.
    yield _item("/org.openoffice.Office.Common/Misc", "FirstRun", "false")
    yield _item("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false")
    yield _item("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false")
    yield _item("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false")


def _item(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
    )
