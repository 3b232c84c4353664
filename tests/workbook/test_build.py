from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from cartera_xl.tabs import data, formulas, names, summary
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.samples import DECIMALS, LOOKS, USUAL, Look
from cartera_xl.workbook.__main__ import main
from cartera_xl.workbook.build import new_workbook
from cartera_xl.workbook.check import check, read_parts
from cartera_xl.workbook.template import styles
from tests.workbook import built

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.tabs.tab import Tab

each_tab = pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.table)
HEADINGS, BODY, LAST = 8, 9, 1048576

_COLUMN = r"tbl\w+\[[\w ]+\]"
_VISIBLE = rf"SUBTOTAL\(1(03|09),{_COLUMN}\)"
ALLOWED = (
    r"\w+",  # a defined name
    r"INDEX\(datos_\w+,\d+,\d+\)",
    *(re.escape(formulas.indicator(key)) for key in names.TILES),
    r'HYPERLINK\("#ir_\w+","[^"]+"\)',
    _VISIBLE,
    r"SUBTOTAL\(104,tbl\w+\[_m\]\)",
    rf"IF\(SUBTOTAL\(104,tbl\w+\[_m\]\)=SUBTOTAL\(105,tbl\w+\[_m\]\),{_VISIBLE},"
    r'"varias monedas"\)',
    re.escape(summary.TIE_OUT),
    re.escape(summary.WHO),
)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert new_workbook() == built.file_bytes()


def test_the_archive_carries_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(built.file_bytes())) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    core = built.part_texts()["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-01-01T00:00:00Z"}


def test_the_committed_workbook_is_what_the_build_makes(tmp_path: Path) -> None:
    fresh = tmp_path / "Cartera.xlsm"
    assert main(["build", "--salida", str(fresh)]) == 0
    assert read_parts(built.COMMITTED) == read_parts(fresh)


def test_no_rule_across_parts_is_broken() -> None:
    assert check(built.parts()) == []


def test_sheets_are_in_order_and_hidden_as_declared() -> None:
    states = {sheet.title: sheet.sheet_state for sheet in built.book().worksheets}
    assert list(states) == [
        summary.TITLE,
        *(tab.title for tab in TABS),
        data.TITLE,
        "xlwings.conf",
    ]
    hidden = {tab.title for tab in TABS if not tab.visible}
    assert {title for title, state in states.items() if state == "hidden"} == hidden
    assert [t for t, state in states.items() if state == "veryHidden"] == [
        data.TITLE,
        "xlwings.conf",
    ]


def test_vencidas_alone_is_selected_on_opening() -> None:
    book = built.book()
    selected = [s.title for s in book.worksheets if s.sheet_view.tabSelected]
    assert selected == [book.active.title] == ["Vencidas"]


@each_tab
def test_the_table_is_the_declaration(tab: Tab) -> None:
    sheet = built.book()[tab.title]
    [table] = sheet.tables.values()
    assert (table.displayName, tuple(table.column_names)) == (tab.table, tab.titles)
    assert table.autoFilter.ref == table.ref
    rows = sheet[table.ref]
    assert len(rows) == 1 + max(1, tab.entry_rows)
    assert all(cell.value is None for row in rows[1:] for cell in row)


def test_calamine_reads_the_same_headings() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(built.file_bytes()))
    for tab in TABS:
        rows = book.get_sheet_by_name(tab.title).to_python(skip_empty_area=False)
        assert tuple(rows[HEADINGS - 1][: len(tab.columns)]) == tab.titles


@each_tab
def test_columns_look_and_hide_as_declared(tab: Tab) -> None:
    sheet = built.book()[tab.title]
    for column, cell in zip(tab.columns, sheet[BODY], strict=False):
        dimension = sheet.column_dimensions[cell.column_letter]
        assert dimension.hidden == column.hidden
        assert cell.number_format == _format(tab, column.field)
        assert (cell.style == "Entrada Cartera") == column.input
        assert cell.protection.locked != column.input


def _format(tab: Tab, field: str) -> str:
    money = r"[$$-240A]\ #,##0_ ;[Red]\-[$$-240A]\ #,##0_ ;[$$-240A]\ \–_ "
    return {
        "text": "@",
        "date": "dd/mm/yyyy",
        "money": money,
        "days": r'#,##0" d"_ ;\-#,##0" d"_ ;"–"_ ',
        "count": "#,##0",
        "percent": "0.0##%",
        "stamp": "dd/mm/yyyy hh:mm",
    }[tab.column(field).format]


def _samples(tab: Tab) -> dict[Look, Any]:
    """Return the cells of each look."""
    sheet, area = _place(names.samples(tab.table))
    return dict(zip(LOOKS, built.book()[sheet][area], strict=True))


@each_tab
def test_samples_are_styled_like_the_first_row(tab: Tab) -> None:
    samples = _samples(tab)[USUAL]
    body = built.book()[tab.title][BODY]
    assert len(samples) == len(tab.columns)
    for sample, cell in zip(samples, body, strict=False):
        assert sample.value is None
        assert sample.style_id == cell.style_id


@each_tab
def test_refused_cells_look_like_typed_ones_but_for_their_colours(tab: Tab) -> None:
    looks = _samples(tab)
    for decimals in (None, *DECIMALS):
        usual = looks[Look(decimals, rejected=False)]
        refused = looks[Look(decimals, rejected=True)]
        for column, cell, sample in zip(tab.columns, usual, refused, strict=True):
            assert (sample.style == "Rechazado") == column.input
            assert sample.number_format == cell.number_format
            assert sample.alignment.horizontal == cell.alignment.horizontal
            assert sample.protection.locked == cell.protection.locked
            assert (sample.fill.fgColor.rgb != cell.fill.fgColor.rgb) == column.input


@each_tab
@pytest.mark.parametrize(
    ("decimals", "shown"),
    [
        (0, r"#,##0_ ;[Red]\-#,##0_ ;\–_ "),
        (2, r"#,##0.00_ ;[Red]\-#,##0.00_ ;\–_ "),
        (3, r"#,##0.000_ ;[Red]\-#,##0.000_ ;\–_ "),
    ],
)
def test_amounts_in_other_currencies_have_their_decimals_and_no_sign(
    tab: Tab, decimals: int, shown: str
) -> None:
    looks = _samples(tab)
    plain = looks[Look(decimals, rejected=False)]
    for column, cell, sample in zip(tab.columns, looks[USUAL], plain, strict=True):
        money = column.format == "money"
        assert sample.number_format == (shown if money else cell.number_format)
        assert (sample.style_id == cell.style_id) != money


def _place(name: str) -> tuple[str, str]:
    sheet, _, area = built.book().defined_names[name].attr_text.rpartition("!")
    return sheet.strip("'"), area.replace("$", "")


_OF_A_TABLE = (names.link, names.samples)


def test_every_name_of_the_vocabulary_is_defined() -> None:
    wanted = {
        *(names.CORTE, names.SINCE, names.home()),
        *(names.tile(key) for key in names.TILES),
        *(block.name for block in data.BLOCKS),
        *(make(t.table) for t in TABS for make in _OF_A_TABLE),
        *(setting.name for tab in TABS for setting in tab.settings),
    }
    assert set(built.book().defined_names) == wanted


def test_blocks_stand_on_the_hidden_sheet_with_their_size() -> None:
    for block in data.BLOCKS:
        sheet, area = _place(block.name)
        cells: Any = built.book()[sheet][area]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        shape = (sheet, len(rows), len(rows[0]))
        assert shape == (data.TITLE, len(block.rows), len(block.formats))


def test_no_two_blocks_share_a_cell() -> None:
    taken = [cell for block in data.BLOCKS for cell in _cells(block.name)]
    taken += [cell for tab in TABS for cell in _cells(names.samples(tab.table))]
    assert len(set(taken)) == len(taken)


def _cells(name: str) -> list[str]:
    sheet, area = _place(name)
    cells: Any = built.book()[sheet][area]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [cell.coordinate for row in rows for cell in row]


@pytest.mark.parametrize(
    ("name", "sheet", "value"),
    [
        (names.CORTE, "Resumen", datetime(2026, 1, 1)),  # noqa: DTZ001 - a cell's
        (names.SINCE, "Transacciones", None),
    ],
)
def test_dates_that_people_move_are_no_formulas(
    name: str, sheet: str, value: datetime | None
) -> None:
    title, address = _place(name)
    cell = built.book()[title][address]
    assert (title, cell.value) == (sheet, value)
    assert not cell.protection.locked


def test_every_formula_is_one_that_a_refresh_knows() -> None:
    unknown = [
        cell
        for cell in built.formula_cells()
        if not any(re.fullmatch(shape, cell.text) for shape in ALLOWED)
    ]
    assert unknown == []


def test_every_formula_has_its_value_beside_it() -> None:
    cells = list(built.formula_cells())
    assert len(cells) > 200
    assert [cell for cell in cells if cell.value is None] == []


def test_tiles_stand_on_resumen_and_lead_to_their_tabs() -> None:
    for tile in summary.TILES:
        sheet, address = _place(names.tile(tile.key))
        cell = built.book()[sheet][address]
        assert sheet == summary.TITLE
        assert cell.hyperlink.location == names.link(tile.table)
        target, _ = _place(names.link(tile.table))
        assert target in {tab.title for tab in TABS if tab.table == tile.table}


@each_tab
def test_the_four_indicators_stand_above_every_table(tab: Tab) -> None:
    shown = [c.text for c in built.formula_cells() if c.sheet == tab.title]
    assert [t for t in shown if t.startswith("kpi_")] == [
        names.tile(tile.key) for tile in summary.TILES
    ]
    frozen = built.book()[tab.title].freeze_panes
    assert frozen.endswith(str(BODY))


@each_tab
def test_typed_columns_are_validated_to_the_last_row(tab: Tab) -> None:
    rules = built.book()[tab.title].data_validations.dataValidation
    by_title = {rule.errorTitle: rule for rule in rules}
    for column in tab.inputs:
        rule = by_title[column.title]
        letter = _letter(tab, column.field)
        assert str(rule.sqref) == f"{letter}{BODY}:{letter}{LAST}"
        assert rule.showErrorMessage
        assert rule.error.endswith(".")
        assert (rule.prompt or "") == column.prompt
        if column.choices:
            assert rule.formula1 == f'"{",".join(column.choices)}"'


def _letter(tab: Tab, field: str) -> str:
    position = [c.field for c in tab.columns].index(field)
    cell: Any = built.book()[tab.title].cell(1, position + 1)
    return str(cell.coordinate).rstrip("0123456789")


@each_tab
def test_colours_follow_whole_columns(tab: Tab) -> None:
    formats = built.book()[tab.title].conditional_formatting
    areas = {str(entry.sqref) for entry in formats}
    bodies = {area for area in areas if ":" in area}
    expected = {mark.field for mark in tab.marks}
    expected |= {c.field for c in tab.columns if c.field == "range"}
    letters = {_letter(tab, field) for field in expected}
    assert bodies == {f"{letter}{BODY}:{letter}{LAST}" for letter in letters}


@each_tab
def test_every_amount_above_a_table_is_written_as_its_currency(tab: Tab) -> None:
    sheet = built.book()[tab.title]
    amounts = {
        cell.coordinate
        for row in sheet.iter_rows(max_row=BODY - 2)
        for cell in row
        if cell.number_format == styles.MONEY
    }
    looks = {
        str(entry.sqref): {
            rule.dxf.numFmt.formatCode for rule in entry.rules if rule.dxf.numFmt
        }
        for entry in sheet.conditional_formatting
        if ":" not in str(entry.sqref)
    }
    wanted = {styles.plain_amount(decimals) for decimals in DECIMALS}
    assert len(amounts) >= len(names.TILES)
    assert {address: looks.get(address) for address in amounts} == dict.fromkeys(
        amounts, wanted
    )


def test_only_resumen_is_protected_and_without_a_password() -> None:
    protected = [s for s in built.book().worksheets if s.protection.sheet]
    assert [sheet.title for sheet in protected] == [summary.TITLE]
    assert protected[0].protection.password is None


@each_tab
def test_lists_print_on_pages_with_their_headings(tab: Tab) -> None:
    sheet = built.book()[tab.title]
    page = sheet.page_setup
    assert (page.orientation, page.fitToWidth, page.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$7:$8"
    assert sheet.oddFooter.left.text == f"Cartera · {tab.title}"
    assert sheet.oddFooter.right.text == "Página &P de &N"
    # The cut-off date is printed with the headings: a footer cannot follow a cell.
    assert "Corte" in {c.text for c in built.formula_cells() if c.address == "A7"}


def test_excel_is_not_made_to_recalculate() -> None:
    settings = built.first(r"(<calcPr[^>]*>)", built.part_texts()["xl/workbook.xml"])
    assert 'calcId="191029"' in settings
    assert "fullCalcOnLoad" not in settings


@each_tab
def test_numbers_kept_as_text_raise_no_green_triangles(tab: Tab) -> None:
    xml = built.sheet_part(tab.title)
    ignored = built.first(r"<ignoredErrors>(.*?)</ignoredErrors>", xml)
    assert 'numberStoredAsText="1"' in ignored
    assert f'sqref="A{BODY}:' in ignored
    order = re.findall(r"<(headerFooter|ignoredErrors|tableParts)\b", xml)
    assert order == ["headerFooter", "ignoredErrors", "tableParts"]


def test_the_workbook_folder_stays_off_the_path() -> None:
    sheet = built.book()["xlwings.conf"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["ADD_WORKBOOK_TO_PYTHONPATH", "False"]]


def test_charts_carry_names_as_text_and_what_they_draw() -> None:
    texts = built.part_texts()
    charts = [texts[name] for name in texts if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    for xml in charts:
        assert len(re.findall("<cat><strRef>", xml)) == len(re.findall("<ser>", xml))
        assert xml.count("<numCache>") == xml.count("<numRef>")
        assert xml.count("<strCache>") == xml.count("<strRef>")
        assert '<plotVisOnly val="1"/>' in xml
        assert xml.count("<numFmt ") == xml.count('sourceLinked="0"') > 0


def test_ranges_without_a_label_take_no_room_in_the_chart() -> None:
    sheet, area = _place(names.AGEING)
    for row, values in zip(
        built.book()[sheet][area], data.block(names.AGEING).rows, strict=True
    ):
        hidden = built.book()[sheet].row_dimensions[row[0].row].hidden
        assert hidden == (values[0] is None)
