"""Dates as spreadsheets count them: days since a workbook's own day zero."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC).replace(tzinfo=None)
_DAY: Final = timedelta(days=1)
_MILLISECONDS: Final = 86_400_000


def serial(moment: date | datetime, epoch: datetime = EPOCH) -> float:
    """Return the serial number of a day or a moment; a zone is not looked at."""
    if isinstance(moment, datetime):
        naive = moment.replace(tzinfo=None) if moment.tzinfo else moment
        return (naive - epoch) / _DAY
    return float((datetime.combine(moment, time()) - epoch).days)


def moment(serial: float, epoch: datetime = EPOCH) -> datetime | float:
    """Return the moment of a serial number, or the number where there is none.

    Excel keeps milliseconds: 13:30 must not come back as 13:29:59.999999.
    """
    if serial < 0:
        return serial
    try:
        return epoch + timedelta(milliseconds=round(serial * _MILLISECONDS))
    except OverflowError:
        return serial
