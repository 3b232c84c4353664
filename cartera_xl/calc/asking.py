"""What is asked before an action starts: a file, a date, a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl import settings, texts
from cartera_xl.hosts.calc.bridge import struct, uno
from cartera_xl.tabs.ribbon import BUTTONS, Needs

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.calc.app import App

_TITLE: Final = "Cartera"
_TABLES: Final = "*.xlsx;*.xlsm;*.csv;*.txt;*.tsv"
_NEEDS: Final = {button.action: button.needs for button in BUTTONS}
_ACCEPTED: Final = 1
_OK, _CANCEL = 1, 2  # com.sun.star.awt.PushButtonType


def asked(app: App, action: str, folder: Path) -> str | None:
    """Return what a person answers, "" where nothing is asked, None if nothing.

    A file is looked for in a folder first.
    """
    needs = _NEEDS.get(action, Needs.NOTHING)
    if needs is Needs.NOTHING:
        return ""
    if needs is Needs.FILE:
        return _file(app, folder)
    if needs is Needs.DATE:
        today = texts.day(settings.today())
        return _text(app, "Fecha de corte (día/mes/año):", today)
    return _text(app, "Motivo, que queda en la auditoría:", "")


def _file(app: App, folder: Path) -> str | None:
    picker = app.office.service("ui.dialogs.FilePicker")
    picker.setDisplayDirectory(folder.as_uri())
    picker.setTitle("Archivo que se va a importar")
    picker.appendFilter("Tablas de cartera", _TABLES)
    picker.appendFilter("Todos los archivos", "*.*")
    if picker.execute() != _ACCEPTED:
        return None
    (url,) = picker.getSelectedFiles()
    path: str = uno().fileUrlToSystemPath(url)
    return path


def _text(app: App, question: str, proposed: str) -> str | None:
    dialog = app.office.service("awt.UnoControlDialog")
    dialog.setModel(_model(app, question, proposed))
    dialog.createPeer(app.office.service("awt.Toolkit"), _window(app))
    answer = dialog.getControl("answer")
    answer.setFocus()
    answer.setSelection(struct("awt.Selection", 0, len(proposed)))  # typed over
    try:
        accepted = dialog.execute() == _ACCEPTED
        text: str = answer.getText().strip()
        return text if accepted else None
    finally:
        dialog.dispose()


def _window(app: App) -> Any:
    book = app.books.active
    return book.frame.ContainerWindow if book is not None and book.frame else None


def _model(app: App, question: str, proposed: str) -> Any:
    """Return a question with a line to answer it, in units of a letter's quarter."""
    model = app.office.service("awt.UnoControlDialogModel")
    model.Title = _TITLE
    _size(model, 180, 110, 200, 58)

    def add(kind: str, name: str, *place: int) -> Any:
        part = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        _size(part, *place)
        model.insertByName(name, part)
        return part

    add("FixedText", "question", 8, 6, 184, 10).Label = question
    add("Edit", "answer", 8, 18, 184, 14).Text = proposed
    accept = add("Button", "accept", 84, 38, 52, 14)
    accept.Label, accept.PushButtonType, accept.DefaultButton = "Aceptar", _OK, True
    cancel = add("Button", "cancel", 140, 38, 52, 14)
    cancel.Label, cancel.PushButtonType = "Cancelar", _CANCEL
    return model


def _size(model: Any, x: int, y: int, width: int, height: int) -> None:
    model.PositionX, model.PositionY = x, y
    model.Width, model.Height = width, height
