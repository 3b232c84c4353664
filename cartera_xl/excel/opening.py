"""What to ask a person who opens the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import settings, texts
from cartera_xl.actions.standing import own_corte
from cartera_xl.excel.speaking import NOTHING
from cartera_xl.tabs import names
from cartera_xl.tabs.data import TEMPLATE_VERSION

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.hosts.host import Host

# The workbook's own macros ask this, and theirs know a question only.
_OTHER_VERSION: Final = (
    "Otra versión de Cartera XL hizo este libro: así no se actualiza ni registra. ¿Ver "
    "qué hacer?"
)


def question(host: Host, context: Context) -> str:
    """Return the question whether to refresh; "" where the workbook is up to date.

    Raises:
        CarteraError: the workbook or its ledger cannot be read.
    """
    from cartera_xl.store import Store

    if host.value(names.TEMPLATE) != TEMPLATE_VERSION:
        return _OTHER_VERSION  # agreed to, Actualizar says how
    corte = own_corte(host)
    if corte is None:
        return NOTHING
    location = settings.ledger_location(None, host.path)
    with Store.open(location, settings.company(None, host.path)) as store:
        head = store.head()
    if head.ledger_id != host.value(names.LEDGER_ID):
        return NOTHING
    today = texts.day(context.today)
    if corte != context.today:
        return (
            f"El libro está al corte {texts.day(corte)} y hoy es {today}. "
            "¿Actualizarlo a hoy? Lo digitado se conserva."
        )
    if head.revision != host.value(names.REVISION):
        return (
            "La cartera cambió desde la última actualización de este libro. "
            "¿Actualizarlo? Lo digitado se conserva."
        )
    return NOTHING
