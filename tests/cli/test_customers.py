from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desk import Desk


def test_a_customer_is_made_with_a_code_and_perhaps_a_nit(desk: Desk) -> None:
    desk.do("clientes", "crear", "C9", "--nombre", "Gamma", "--correo", "a@b.co")
    assert desk.do("clientes", "ver", "C9") == {
        "codigo": "C9",
        "nombre": "Gamma",
        "nit": "",
        "dv": "",
        "grupo": "",
        "excluido": False,
        "unida_a": None,
        "fichas": [],
        "contactos": [{"canal": "correo", "valor": "a@b.co"}],
        "retiene": [],
        "saldos": {},
    }


def test_a_nit_with_another_check_digit_is_refused_and_the_right_one_named(
    desk: Desk,
) -> None:
    new = ("clientes", "crear", "C9", "--nombre", "Gamma", "--nit")
    answer = desk.type(*new, "900.123.456-1")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("El dígito de verificación de 900123456 es 8, no 1")
    desk.do(*new, "900.123.456-8")
    shown = desk.do("clientes", "ver", "900123456")
    assert (shown["nit"], shown["dv"]) == ("900123456", "8")


def test_what_changes_is_on_record_with_what_it_was(desk: Desk) -> None:
    desk.do("clientes", "editar", "Acme", "--nombre", "Acme S.A.S.", "--excluir")
    [(body,)] = desk.ask("SELECT body FROM audit ORDER BY sequence DESC LIMIT 1")
    assert '"name","Acme","Acme S.A.S."' in body
    shown = desk.do("clientes", "ver", "Acme S.A.S.")
    assert shown["excluido"] is True


def test_a_contact_is_added_changed_and_erased(desk: Desk) -> None:
    for typed, kept in (("a@b.co", ["a@b.co"]), ("c@d.co", ["c@d.co"]), ("", [])):
        desk.do("clientes", "editar", "Acme", "--correo", typed)
        shown = desk.do("clientes", "ver", "Acme")
        assert [contact["valor"] for contact in shown["contactos"]] == kept
    assert desk.sound


def test_another_address_needs_another_authorisation(desk: Desk) -> None:
    desk.do("clientes", "editar", "Acme", "--correo", "a@b.co")
    assert desk.ask("SELECT authorized FROM contact") == [(None,)]


def test_two_records_are_joined_and_parted(desk: Desk) -> None:
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "el mismo NIT")
    assert desk.do("clientes", "ver", "Acme")["fichas"] == ["900444"]
    assert desk.do("clientes", "ver", "Delta")["unida_a"] == "900111"
    desk.do("clientes", "separar", "Delta", "--motivo", "no era")
    assert desk.do("clientes", "ver", "Acme")["fichas"] == []


def test_a_credit_of_one_record_pays_the_invoice_of_the_other(desk: Desk) -> None:
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "el mismo NIT")
    done = desk.do("aplicar", "--factura", "F-2", "--credito", "NC 100")
    assert desk.balances["F-2"] == 430_000_00
    kinds = {document["tipo"] for document in done["documentos"]}
    assert kinds == {"Traslado a otra ficha", "Traslado de otra ficha"}
    assert desk.sound


def test_what_went_between_joined_records_comes_back_by_every_way(desk: Desk) -> None:
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "el mismo NIT")
    before = desk.balances
    pay = ("pagar", "--cliente", "Delta", "--valor", 500000, "--medio", "PSE")
    for back in (("deshacer", "--si"), ("anular", "RC-2", "--motivo", "x")):
        desk.do(*pay, "--factura", "F-2=500000")
        assert "F-2" not in desk.balances
        desk.do(*back)
        assert desk.balances == before
    desk.do("aplicar", "--factura", "F-2", "--credito", "NC 100")
    desk.do("desaplicar", "F-2")
    assert desk.balances == before
    assert desk.sound


def test_the_list_shows_codes_and_what_is_special(desk: Desk) -> None:
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "el mismo NIT")
    lines = desk.type("clientes").out.splitlines()
    assert [line.split()[0] for line in lines] == ["900111", "900222", "900444"]
    assert lines[2].endswith("Delta · unida a 900111")


def test_what_a_customer_withholds_is_said_and_unsaid(desk: Desk) -> None:
    profile = ("clientes", "retiene", "Acme", "reteica")
    desk.do(*profile, "servicios", "--municipio", "Cali")
    assert desk.do("clientes", "ver", "Acme")["retiene"] == [
        {"retencion": "reteica", "tarifa": "servicios", "municipio": "Cali"}
    ]
    desk.do(*profile, "--municipio", "Cali")
    assert desk.do("clientes", "ver", "Acme")["retiene"] == []


def test_a_withholding_is_spelled_as_its_rate_and_one_without_is_told(
    desk: Desk,
) -> None:
    rate = ("tarifas", "agregar", "reteica", "comercial", "9,66‰")
    desk.do(*rate, "--desde", "2026-01-01", "--municipio", "Bogotá")
    profile = ("clientes", "retiene", "Acme", "reteica")
    done = desk.do(*profile, "Comercial", "--municipio", "bogota")
    assert "avisos" not in done
    [kept] = desk.do("clientes", "ver", "Acme")["retiene"]
    assert (kept["tarifa"], kept["municipio"]) == ("comercial", "Bogotá")
    [note] = desk.do(*profile, "industrial", "--municipio", "Cali")["avisos"]
    assert "No hay una tarifa de ReteICA «industrial» en Cali" in note
    desk.do(*profile, "--municipio", "BOGOTA")
    towns = [k["municipio"] for k in desk.do("clientes", "ver", "Acme")["retiene"]]
    assert towns == ["Cali"]


def test_each_of_them_is_posted_once_per_key_and_simulated_without_trace(
    desk: Desk,
) -> None:
    for command in (
        ("crear", "C9", "--nombre", "Gamma"),
        ("editar", "C9", "--grupo", "A"),
        ("unir", "C9", "Acme", "--motivo", "x"),
        ("separar", "C9", "--motivo", "x"),
        ("retiene", "C9", "reteiva", "general"),
    ):
        before = desk.revision
        desk.do("clientes", *command, "--simular")
        assert desk.revision == before
        desk.do("clientes", *command, "--clave", command[0])
        again = desk.do("clientes", *command, "--clave", command[0])
        assert again["estado"] == "ya registrado"
        assert desk.revision == before + 1
