"""Caches of charts: the same values give the same bytes."""

from __future__ import annotations

import pytest

from cartera_xl.workbook.parts.chart_caches import with_values

_ROOT = (
    b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    b'<c:v a="1"/><c:numRef><c:f>A1:A2</c:f><c:numCache><c:formatCode>General'
    b'</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>1</c:v></c:pt>'
    b'<c:pt idx="1"><c:v>2</c:v></c:pt></c:numCache></c:numRef></c:chartSpace>'
)


@pytest.mark.parametrize(
    "declaration",
    [
        b"",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
        b"<?xml version='1.0' encoding='utf-8'?>\n",
    ],
)
def test_what_stands_before_a_chart_stays(declaration: bytes) -> None:
    chart = declaration + _ROOT
    other = with_values(chart, lambda _: [5])
    assert other != chart
    assert with_values(other, lambda _: [1, 2]) == chart


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_chart_in_another_encoding_comes_out_as_utf_8(encoding: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    chart = (declaration + _ROOT.decode()).encode(encoding)
    assert with_values(chart, lambda _: [5]).startswith(b"<c:chartSpace")
