"""A workbook is told from an older one by its version: it counts what changed."""

from __future__ import annotations

import hashlib

from cartera_xl.tabs import data
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.data import TEMPLATE_VERSION


def test_what_older_workbooks_lack_raises_the_version() -> None:
    """Where it fails: raise TEMPLATE_VERSION, and note here what the new one has."""
    has = [
        *((tab.title, tab.table, tab.visible, tab.titles) for tab in TABS),
        *((setting.name,) for tab in TABS for setting in tab.settings),
        *((block.name, len(block.formats), len(block.rows)) for block in data.BLOCKS),
    ]
    digest = hashlib.sha256(repr(has).encode()).hexdigest()[:12]
    assert (TEMPLATE_VERSION, digest) == ("3", "eb03ce2469bb")
