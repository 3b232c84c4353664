from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cartera_xl.ledger.posting import Contact
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.consent import Consent, Told
from tests.ledger.memory import doc, on
from tests.ledger.verbs.cartera import TODAY, Cartera

MAIL = Contact(7, 1, "email", "a@example.com")


def contact(**fields: Any) -> Contact:
    return MAIL._replace(**fields)


def test_contacts_are_written_as_they_are_from_now_on() -> None:
    given = contact(authorized=on(3), evidence="contrato 12")
    new = Contact(0, 1, "phone", "300", authorized=on(3), evidence="contrato 12")
    other = new._replace(value="301", kind="codeudor")
    decided = Cartera(doc(1, 1)).post(Consent(1, Told.AUTHORIZED, (given, new, other)))
    ids = [c.id for c in decided.posting.contacts]
    assert (decided.accepted, ids) == (True, [7, -1, -2])


@pytest.mark.parametrize(
    ("told", "changed", "status"),
    [
        (Told.AUTHORIZED, contact(authorized=on(3)), Status.EVIDENCE_MISSING),
        (
            Told.AUTHORIZED,
            contact(authorized=on(3), evidence="  "),
            Status.EVIDENCE_MISSING,
        ),
        (
            Told.AUTHORIZED,
            contact(authorized=on(TODAY + 1), evidence="x"),
            Status.IN_FUTURE,
        ),
        (Told.OPTED_OUT, contact(opted_out=on(TODAY + 1)), Status.IN_FUTURE),
        (Told.HOURS, contact(hours="lun 9-10"), Status.EVIDENCE_MISSING),
        (Told.ADDED, contact(kind="referencia"), Status.REFERENCE_REFUSED),
        (Told.ADDED, contact(value="a@b.co, c@d.co"), Status.INVALID_EMAIL),
    ],
)
def test_what_cannot_be_kept_of_a_contact(
    told: Told, changed: Contact, status: Status
) -> None:
    [outcome] = Cartera().post(Consent(1, told, (changed,))).outcomes
    assert outcome.status == status


def test_who_opts_out_needs_no_evidence() -> None:
    out = contact(value="pendiente", authorized=date(2020, 1, 1), opted_out=on(3))
    assert Cartera().post(Consent(1, Told.OPTED_OUT, (out,))).accepted


def test_nothing_to_mark_is_said() -> None:
    [outcome] = Cartera().post(Consent(1, Told.AUTHORIZED, ())).outcomes
    assert outcome.status == Status.NOTHING_CHANGES
