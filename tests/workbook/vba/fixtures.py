"""Fixtures for whoever runs the workbook's macros in LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live_office import running_office
from tests.workbook.vba.open_book import OpenBook
from tests.workbook.vba.stand_in import stand_in_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def open_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBook]:
    """Give a new workbook, open in LibreOffice for the tests of a module."""
    path = stand_in_workbook(tmp_path_factory.mktemp("libro"))
    office = running_office()
    with office.workbook(path) as document:
        yield OpenBook(office, document)


@pytest.fixture
def book(open_once: OpenBook) -> OpenBook:
    """Give the open workbook as if it had just been opened."""
    open_once.begin()
    return open_once
