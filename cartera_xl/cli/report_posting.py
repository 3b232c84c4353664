"""What became of a posting: its documents, and the balances before and after."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.actions.posting import Result
from cartera_xl.actions.unapply import SeveralApplicationsError
from cartera_xl.actions.undo import KEPT_CONTACTS
from cartera_xl.cli.report import IN_JSON
from cartera_xl.cli.report_lists import fraction, percent
from cartera_xl.ledger.balances import settled_amounts
from cartera_xl.ledger.books import identity
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.money import plain, to_decimal
from cartera_xl.ledger.refusals import label
from cartera_xl.ledger.verbs.transfers import is_transfer
from cartera_xl.texts import KIND_NAMES, USE_NAMES, count, money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cartera_xl.actions.batch_account import BatchAccount
    from cartera_xl.actions.finding import NamedError
    from cartera_xl.actions.posting import Advice, Done, Kept, Moved
    from cartera_xl.ledger.documents import Document, Identity, OpenItem

MOVED_SHOWN: Final = 20
_OPENINGS: Final = {
    Result.SIMULATED: "Simulación: no se registró nada.",
    Result.REPEATED: "Ya estaba registrado con esa clave; no se registró otra vez.",
    Result.CANCELLED: "Cancelado: no se registró nada.",
}


class Made(NamedTuple):
    """A document that a batch makes, and what is left of it."""

    item: Document | OpenItem
    balance: int  # minor units


def posting_lines(done: Done, back: str, others: str = IN_JSON) -> Iterator[str]:
    """Yield what came of a batch, as `outcome_lines` has it, and why if not posted."""
    if opening := _OPENINGS.get(done.result):
        yield opening
    if done.result is not Result.CANCELLED:
        yield from outcome_lines(done, back, others)


def outcome_lines(done: Done, back: str, others: str = IN_JSON) -> Iterator[str]:
    """Yield what was made and moved, the batch's number, and the way back.

    Args:
        done: what came of the batch.
        back: how it is undone.
        others: where the documents are that moved beside the first.
    """
    if done.undone:
        yield from _undone_lines(done.undone, done.result)
    if done.advice:
        yield from advice_lines(done.advice)
    made = list(_made(done))
    for one in made:
        if not is_transfer(one.item):  # told by what it pays
            yield _made_line(one)
    moved = list(_moved(done))
    newest = _newest([*(one.item for one in made), *(move.item for move in moved)])
    for move in moved[:MOVED_SHOWN]:
        yield _moved_line(move, _edition(move.item, newest))
    if (rest := len(moved) - MOVED_SHOWN) > 0:
        more = count(rest, "documento más", "documentos más")
        yield f"… y {more} (véalos {others})"
    yield from done.notes
    if done.revision is not None:
        yield f"Lote {done.revision}; {back.format(done.revision)}."


def _newest(items: Sequence[Document | OpenItem]) -> dict[Identity, int]:
    """Return the newest edition's id of documents of which several are told."""
    ids: defaultdict[Identity, list[int]] = defaultdict(list)
    for item in items:
        ids[identity(item)].append(item.id)
    # One that a simulation makes has an id below zero, and is newer than any other.
    return {
        key: min(own) if min(own) < 0 else max(own)
        for key, own in ids.items()
        if len(own) > 1
    }


def _edition(item: Document | OpenItem, newest: Mapping[Identity, int]) -> str:
    """Tell a document from its correction, which has its number too."""
    if (last := newest.get(identity(item))) is None:
        return ""
    return " (la corregida)" if item.id == last else " (la de antes)"


def _undone_lines(undone: BatchAccount, result: Result) -> Iterator[str]:
    did = "Se desharía" if result is Result.SIMULATED else "Se deshizo"
    yield f"{did} el {undone.sentence}."
    if undone.contacts:
        yield KEPT_CONTACTS


def advice_lines(advice: Advice) -> Iterator[str]:
    """Yield the withholdings that were worked out, and what to know of them."""
    for kept in advice.kept:
        yield _kept_line(kept)
    yield from advice.notes


def _kept_line(kept: Kept) -> str:
    """Return a withholding: «Retefuente servicios de F-1: 2,5 % de $ 100 = $ 2,50»."""
    own = kept.withheld
    words = (USE_NAMES[own.use], kept.name or "(digitada)", own.town)
    base, value = (
        money(to_decimal(minor or 0, kept.currency), kept.currency)
        for minor in (own.base, own.amount)
    )
    is_known = own.base is not None and own.rate is not None
    of = f"{percent(own.rate or 0)} de {base} = " if is_known else ""
    return f"{' '.join(filter(None, words))} de {kept.invoice}: {of}{value}"


def _made_line(made: Made) -> str:
    total, left = (
        money(to_decimal(minor, made.item.currency), made.item.currency)
        for minor in (made.item.total, made.balance)
    )
    line = f"{_name(made.item)} por {total}"
    if made.item.kind.side is Side.CREDIT and made.balance:
        return f"{line}, a favor {left}"
    if made.item.kind.side is Side.DEBIT and made.balance != made.item.total:
        return f"{line}, saldo {left}"
    return line


def _moved_line(move: Moved, which: str) -> str:
    before, after = (
        money(to_decimal(minor, move.item.currency), move.item.currency)
        for minor in (move.before or 0, move.after)
    )
    return f"{_name(move.item)}{which}: {before} → {after}"


def _name(item: Document | OpenItem) -> str:
    suffix = f" ({item.instalment})" if item.instalment > 1 else ""
    return f"{KIND_NAMES[item.kind]} {item.number}{suffix}"


def _made(done: Done) -> Iterator[Made]:
    if done.result is Result.SIMULATED:
        settled = settled_amounts(done.posting.applications)
        for document in sorted(done.posting.documents, key=_place):
            left = document.total - settled.get(document.id, 0)
            yield Made(document, 0 if document.kind.side is Side.NONE else left)
    for move in sorted(done.moved, key=lambda move: _place(move.item)):
        if move.before is None:
            yield Made(move.item, move.after)


def _moved(done: Done) -> Iterator[Moved]:
    for move in sorted(done.moved, key=lambda move: _place(move.item)):
        if move.before is not None and move.before != move.after:
            yield move


def _place(item: Document | OpenItem) -> tuple[bool, int]:
    """Invoices first, then credits; each in the order in which they were entered."""
    return item.kind.side is Side.CREDIT, abs(item.id)


def posting_json(done: Done) -> dict[str, Any]:
    """Return what became of a posting; amounts are text with two decimals."""
    if done.result is Result.REFUSED:
        return _refused(_motives(done)) | advice_json(done.advice)
    undone = {"deshecho": _undone_json(done.undone)} if done.undone else {}
    notes = {"avisos": list(done.notes)} if done.notes else {}
    draft = {"borrador": str(done.draft)} if done.draft else {}
    return {
        **undone,
        **notes,
        **draft,
        "estado": done.result.value,
        "lote": done.revision,
        "clave": done.posted.key if done.posted else None,
        "documentos": [
            {
                "tipo": KIND_NAMES[made.item.kind],
                "numero": made.item.number,
                "valor": plain(made.item.total, made.item.currency),
                "saldo": plain(made.balance, made.item.currency),
                "moneda": made.item.currency,
            }
            for made in _made(done)
        ],
        "saldos": [
            {
                "documento": label(move.item),
                "antes": plain(move.before or 0, move.item.currency),
                "despues": plain(move.after, move.item.currency),
                "moneda": move.item.currency,
            }
            for move in _moved(done)
        ],
    } | advice_json(done.advice, done.notes)


def advice_json(advice: Advice | None, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the withholdings that were worked out; a rate is a fraction."""
    if advice is None:
        return {}
    return {
        "retenciones": [_kept_json(kept) for kept in advice.kept],
        "avisos": [*advice.notes, *notes],
    }


def _kept_json(kept: Kept) -> dict[str, Any]:
    own = kept.withheld
    return {
        "factura": kept.invoice,
        "retencion": own.use.value,
        "nombre": kept.name,
        "municipio": own.town,
        "base": None if own.base is None else plain(own.base, kept.currency),
        "tarifa": None if own.rate is None else fraction(own.rate),
        "valor": plain(own.amount, kept.currency),
        "moneda": kept.currency,
    }


def _undone_json(undone: BatchAccount) -> dict[str, Any]:
    listed = undone.listed
    return {
        "lote": listed.revision,
        "accion": listed.action,
        "usuario": listed.actor,
        "registrado": listed.recorded_at.isoformat(),
        "documentos": listed.documents,
        "aplicaciones": listed.applications,
        "totales": list(undone.totals),
        "contactos_sin_deshacer": undone.contacts,
    }


def named_json(fault: NamedError) -> dict[str, Any]:
    """Return that something was named that is not there, or that is several."""
    told = _refused([{"codigo": str(fault.code), "detalle": str(fault)}])
    if isinstance(fault, SeveralApplicationsError):
        told["aplicaciones"] = [
            {
                "id": choice.application.id,
                "uso": choice.application.use.value,
                "de": choice.credit,
                "a": choice.invoice,
                "valor": plain(choice.application.amount, choice.application.currency),
                "fecha": choice.application.effective.isoformat(),
            }
            for choice in fault.choices
        ]
    return told


def _motives(done: Done) -> list[dict[str, str]]:
    if done.refused:
        return [
            {"codigo": problem.code, "detalle": problem.sentence}
            for problem in done.refused.problems
        ]
    return [
        {"codigo": str(outcome.status), "detalle": outcome.sentence}
        for outcome in done.outcomes
        if outcome.stops
    ]


def _refused(motives: list[dict[str, str]]) -> dict[str, Any]:
    return {"estado": Result.REFUSED.value, "motivos": motives}
