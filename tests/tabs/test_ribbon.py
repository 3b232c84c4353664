from __future__ import annotations

import re

import pytest

from cartera_xl.tabs import ribbon
from cartera_xl.tabs.ribbon import BUTTONS, GROUPS, Button, Needs

each_button = pytest.mark.parametrize("button", BUTTONS, ids=lambda b: b.id)
# What Excel shows of a text before it cuts it.
LONGEST_TIP = 1024


def test_groups_stand_in_the_promised_order() -> None:
    labels = [group.label for group in GROUPS]
    assert labels == ["Datos", "Cobros", "Recordatorios", "Informes", "Ayuda"]
    assert [group.label for group in GROUPS if group.shows_version] == ["Ayuda"]


def test_no_id_and_no_action_stands_twice() -> None:
    ids = [
        ribbon.TAB_ID,
        ribbon.VERSION_ID,
        *(group.id for group in GROUPS),
        *(button.id for button in BUTTONS),
    ]
    actions = [button.action for button in BUTTONS]
    for words in (ids, actions):
        assert len({word.casefold() for word in words}) == len(words)
    # Callbacks are VBA procedures named after these.
    assert all(re.fullmatch(r"cxl[A-Z][A-Za-z]+", id_) for id_ in ids)


@each_button
def test_a_button_says_what_it_does(button: Button) -> None:
    assert button.label
    assert 0 < len(button.screentip) <= LONGEST_TIP
    assert 0 < len(button.supertip) <= LONGEST_TIP
    assert button.supertip.endswith(".")
    assert button.supertip != button.screentip


def test_a_large_button_leads_its_group() -> None:
    for group in GROUPS:
        assert not any(button.large for button in group.buttons[1:])


def test_only_what_must_be_typed_or_chosen_is_asked() -> None:
    asking = {b.action: b.needs for b in BUTTONS if b.needs is not Needs.NOTHING}
    assert asking == {
        "import_preview": Needs.FILE,
        "set_corte": Needs.DATE,
        "void_receipt": Needs.REASON,
    }
