"""UNO, LibreOffice's bridge to Python: brought in only where a Calc is driven."""

from __future__ import annotations

import builtins
import sys
from functools import cache
from typing import Any, Final

from cartera_xl.hosts.calc.faults import BridgeMissingError

# Where Debian and Ubuntu keep it. Other packages live there too, so that the folder is
# looked at last, and only while the bridge is imported.
_SYSTEM_PACKAGES: Final = "/usr/lib/python3/dist-packages"


@cache
def uno() -> Any:
    """Return the module `uno`.

    Raises:
        BridgeMissingError: this Python has none, or one made for another version.
    """
    importing, places = builtins.__import__, list(sys.path)
    try:
        return _imported()
    finally:
        # uno puts an importer of its own in its place, for `from com.sun.star…`, and
        # LibreOffice's folder among the places.
        builtins.__import__, sys.path[:] = importing, places


def _imported() -> Any:
    try:
        import uno as bridge
    except ImportError:
        sys.path.append(_SYSTEM_PACKAGES)
        try:
            import uno as bridge
        except ImportError as missing:
            raise BridgeMissingError from missing
    return bridge


def struct(name: str, *values: object) -> Any:
    """Return a struct of com.sun.star, as in struct("lang.Locale", "en", "US", "")."""
    return uno().createUnoStruct(f"com.sun.star.{name}", *values)


def enum(name: str, value: str) -> Any:
    """Return a value of an enumeration of com.sun.star."""
    return uno().Enum(f"com.sun.star.{name}", value)


def properties(**values: object) -> tuple[Any, ...]:
    """Return values as UNO's calls take named arguments."""
    made = []
    for name, value in values.items():
        pair = struct("beans.PropertyValue")
        pair.Name, pair.Value = name, value
        made.append(pair)
    return tuple(made)


@cache
def exception(name: str) -> type[Exception]:
    """Return the Python class of an exception of com.sun.star."""
    found: type[Exception] = uno().getClass(f"com.sun.star.{name}")
    return found
