"""xlwings as it is on Windows, as far as it goes without Windows.

Its own modules for decorators, conversion and calling are the real ones; what they need
of pywin32 is stood in for. To be used in a process of its own: it stays changed.
"""

from __future__ import annotations

import ctypes
import sys
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

_STOOD_IN_FOR = (
    "pythoncom",
    "win32api",
    "win32con",
    "win32gui",
    "win32process",
    "win32event",
    "win32com",
    "win32com.client",
    "win32com.client.dynamic",
    "win32com.server",
    "win32com.server.util",
    "win32com.server.dispatcher",
    "win32com.server.policy",
)


class ComTime(datetime):
    """A moment as COM gives it."""


def load() -> Any:
    """Return xlwings with the engine «excel» and the decorators of Windows."""
    for name in _STOOD_IN_FOR:
        sys.modules[name] = MagicMock(name=name, __file__=name)
    for name, own in (("pywintypes", {"TimeType": ComTime}), ("win32timezone", {})):
        sys.modules[name] = module = ModuleType(name)
        vars(module).update(own)
    for name in ("windll", "oledll", "PyDLL"):
        setattr(ctypes, name, MagicMock())
    xlwings: Any = import_module("xlwings")
    excel: Any = import_module("xlwings._xlwindows")
    excel.is_range_instance = lambda _: False
    xlwings._xlwindows = excel
    xlwings.engines.add(xlwings.main.Engine(impl=excel.engine))
    udfs: Any = import_module("xlwings.udfs")
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    xlwings.call_udf = udfs.call_udf
    return xlwings
