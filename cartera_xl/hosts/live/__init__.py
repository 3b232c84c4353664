"""A workbook that a spreadsheet program shows, through xlwings' public interface."""

from cartera_xl.hosts.live.workbook import LiveWorkbook

__all__ = ["LiveWorkbook"]
