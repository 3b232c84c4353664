"""What other programs' own test suites expect of a receivables ledger.

Facts only: documents, applications and figures, each case with the repository and the
test that they were read in. Days count from a day zero; amounts are in units of the
document's currency. A claim's path is the name of the figure in our notes on that test;
paths that start with `own.` are claims of ours about the same documents.
"""

from __future__ import annotations

from typing import NamedTuple


class Doc(NamedTuple):
    id: str
    type: str  # invoice, payment, credit_note; fee: an invoice for a late fee
    amount: str
    day: int
    due: int | None = None
    customer: str = "X"
    currency: str = "COP"
    against: str = ""  # the invoice that a credit note names


class Step(NamedTuple):
    """Something done: apply, take_back (an application), or refund."""

    verb: str
    from_id: str
    to_id: str
    amount: str
    day: int


class Claim(NamedTuple):
    """One expected figure: `measure` of `of` at a day, after some further steps."""

    path: str
    value: object
    measure: str
    of: str = ""
    at: int | None = None  # the case's own day where none is given
    after: tuple[Step, ...] = ()


class Case(NamedTuple):
    id: str
    name: str
    source: str
    documents: tuple[Doc, ...]
    applied: tuple[Step, ...]
    at: int
    claims: tuple[Claim, ...]


def apply(from_id: str, to_id: str, amount: str, day: int = 0) -> Step:
    return Step("apply", from_id, to_id, amount, day)


def opens(at: int | None = None, prefix: str = "", **amounts: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(f"{prefix}open.{id_}", amount, "open", id_, at)
        for id_, amount in amounts.items()
    )


def frees(**amounts: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(f"unapplied.{id_}", amount, "free", id_)
        for id_, amount in amounts.items()
    )


def net(amount: str) -> Claim:
    return Claim("net", amount, "net")


_ERPNEXT = "frappe/erpnext erpnext/accounts/"
_RECEIVABLE = f"{_ERPNEXT}report/accounts_receivable/test_accounts_receivable.py::"
_SUMMARY = (
    f"{_ERPNEXT}report/accounts_receivable_summary/"
    "test_accounts_receivable_summary.py::"
)
_RECONCILIATION = (
    f"{_ERPNEXT}doctype/payment_reconciliation/test_payment_reconciliation.py::"
)
_DUNNING = f"{_ERPNEXT}doctype/dunning/test_dunning.py::"

CASES = (
    Case(
        "P01",
        "half paid at the till",
        f"{_RECEIVABLE}test_pos_receivable",
        (Doc("I", "invoice", "100", 2, 2), Doc("P", "payment", "50", 2)),
        (apply("P", "I", "50", 2),),
        2,
        (
            *opens(I="50"),
            Claim("row.invoiced", "100", "invoiced", "I"),
            Claim("row.paid", "50", "paid", "I"),
            Claim("row.credit_note", "0", "credited", "I"),
        ),
    ),
    Case(
        "P03",
        "full credit note on a partly paid invoice stays as customer credit",
        f"{_RECEIVABLE}test_accounts_receivable_with_payment",
        (
            Doc("I1", "invoice", "30", 0, 30),
            Doc("I2", "invoice", "50", 0, 60),
            Doc("I3", "invoice", "20", 0, 90),
            Doc("P", "payment", "40", 0),
            Doc("N", "credit_note", "100", 0, against="I"),
        ),
        (apply("P", "I1", "30"), apply("P", "I2", "10")),
        0,
        (
            *opens(I1="0", I2="40", I3="20"),
            *frees(N="100"),
            net("-40"),
            # The peer refuses to reduce the invoice (60 < 100) and leaves the note
            # whole. Ours pays what is open and keeps the rest as credit: the same net.
            Claim(
                "own.net_once_used",
                "-40",
                "net",
                after=(apply("N", "I2", "40"), apply("N", "I3", "20")),
            ),
            Claim(
                "own.rest_once_used",
                "40",
                "free",
                "N",
                after=(apply("N", "I2", "40"), apply("N", "I3", "20")),
            ),
        ),
    ),
    Case(
        "P05",
        "credit note of 100 spread over instalments after a payment of 40",
        f"{_RECEIVABLE}test_accounts_receivable_with_partial_payment",
        (
            Doc("I1", "invoice", "60", 0, 30),
            Doc("I2", "invoice", "100", 0, 60),
            Doc("I3", "invoice", "40", 0, 90),
            Doc("P", "payment", "40", 0),
            Doc("N", "credit_note", "100", 0, against="I"),
        ),
        (apply("P", "I1", "40"), apply("N", "I1", "20"), apply("N", "I2", "80")),
        0,
        (
            *opens(I1="0", I2="20", I3="40"),
            Claim("total_open", "60", "total_open"),
            Claim("row.I2.invoiced", "100", "invoiced", "I2"),
            Claim("row.I2.credit_note", "80", "credited", "I2"),
        ),
    ),
    Case(
        "P07",
        "advance against an order, no invoice yet",
        f"{_RECEIVABLE}test_payment_againt_po_in_receivable_report",
        (Doc("P", "payment", "1000", 0),),
        (),
        0,
        (*frees(P="1000"), net("-1000")),
    ),
    Case(
        "P09",
        "credit note of a paid invoice used on another invoice",
        f"{_RECEIVABLE}test_payment_against_credit_note",
        (
            Doc("I1", "invoice", "100", 0, 30),
            Doc("P", "payment", "100", 0),
            Doc("N", "credit_note", "100", 0, against="I1"),
            Doc("I2", "invoice", "100", 0, 30),
        ),
        (apply("P", "I1", "100"), apply("N", "I2", "100")),
        0,
        (
            *opens(I1="0", I2="0"),
            *frees(N="0", P="0"),
            Claim("rows_in_report", 0, "rows"),
        ),
    ),
    Case(
        "P11",
        "full payment by journal drops the invoice from the report",
        f"{_RECEIVABLE}test_invoice_fully_paid_via_journal_entry",
        (Doc("I", "invoice", "100", 0, 0), Doc("J", "payment", "100", 0)),
        (apply("J", "I", "100"),),
        0,
        (*opens(I="0"), Claim("rows_in_report", 0, "rows")),
    ),
    Case(
        "P13",
        "customer subtotal and grand total",
        f"{_RECEIVABLE}test_group_by_party",
        (Doc("I1", "invoice", "100", -1, -1), Doc("I2", "invoice", "85", 0, 0)),
        (),
        0,
        (
            *opens(I1="100", I2="85"),
            Claim("by_customer.X", "185", "customer", "X"),
            Claim("total_open", "185", "total_open"),
        ),
    ),
    Case(
        "P15",
        "full payment dated tomorrow",
        f"{_RECEIVABLE}test_future_payments",
        (Doc("I", "invoice", "100", 0, 30), Doc("P", "payment", "100", 1)),
        (apply("P", "I", "100", 1),),
        0,
        (
            *opens(I="100"),
            Claim("after_future.I_remaining", "0", "open", "I", at=1),
            Claim("after_future.future_amount_I", "100", "future", "I"),
        ),
    ),
    Case(
        "P17",
        "one future journal pays two invoices",
        f"{_RECEIVABLE}test_future_payments_from_journal_entry",
        (
            Doc("A", "invoice", "100", 0, 0),
            Doc("B", "invoice", "100", 0, 0),
            Doc("J", "payment", "100", 1),
        ),
        (apply("J", "A", "50", 1), apply("J", "B", "50", 1)),
        0,
        (
            *opens(A="100", B="100"),
            Claim("after_future.A_remaining", "50", "open", "A", at=1),
            Claim("after_future.B_remaining", "50", "open", "B", at=1),
            Claim("after_future.future_amount_A", "50", "future", "A"),
            Claim("after_future.future_amount_B", "50", "future", "B"),
        ),
    ),
    Case(
        "P19",
        "USD part payment tomorrow: 10 left in USD",
        f"{_RECEIVABLE}test_future_payments_on_foreign_currency",
        (
            Doc("I", "invoice", "100", -1, -1, currency="USD"),
            Doc("P", "payment", "90", 1, currency="USD"),
        ),
        (apply("P", "I", "90", 1),),
        0,
        (
            *opens(I="100"),
            Claim("after_future.doc_currency_remaining", "10", "open", "I", at=1),
            Claim("after_future.base_remaining", "1250", "base_balance", "I", at=1),
            Claim("after_future.base_future", "6750", "base_balance", "I"),
        ),
    ),
    Case(
        "P21",
        "one cent stays open",
        f"{_RECEIVABLE}test_accounts_receivable_output_for_minor_outstanding",
        (Doc("I", "invoice", "100", 0, 0), Doc("P", "payment", "99.99", 0)),
        (apply("P", "I", "99.99"),),
        0,
        opens(I="0.01"),
    ),
    Case(
        "P23",
        "two currencies of one company are listed side by side, not added",
        f"{_RECEIVABLE}test_party_account_filter",
        (
            Doc("I1", "invoice", "100", 0, 30),
            Doc("I2", "invoice", "100", -1, -1, customer="Y", currency="USD"),
        ),
        (),
        0,
        (
            *opens(I1="100", I2="100"),
            Claim("base_open.I1", "100", "base_balance", "I1"),
            Claim("base_open.I2", "8000", "base_balance", "I2"),
            Claim("own.owed_in_pesos", "100", "currency", "COP"),
            Claim("own.owed_in_dollars", "100", "currency", "USD"),
        ),
    ),
    Case(
        "P25",
        "summary: then 125 applied",
        f"{_SUMMARY}test_01_receivable_summary_output",
        (
            Doc("I", "invoice", "200", 0, 0),
            Doc("P", "payment", "50", 0),
            Doc("Q", "payment", "125", 0),
        ),
        (apply("Q", "I", "125"),),
        0,
        (*opens(I="75"), *frees(P="50"), net("25")),
    ),
    Case(
        "P27",
        "two payments on one invoice; cancelling one gives it back",
        f"{_RECONCILIATION}test_payment_against_invoice",
        (
            Doc("I", "invoice", "200", 0, 0),
            Doc("P", "payment", "55", 0),
            Doc("Q", "payment", "35", 0),
        ),
        (apply("P", "I", "55"), apply("Q", "I", "35")),
        0,
        (
            *opens(I="110"),
            *frees(P="0", Q="0"),
            Claim("status", "partly paid", "status", "I"),
            Claim(
                "after_cancel_P.I",
                "165",
                "open",
                "I",
                after=(Step("take_back", "P", "I", "55", 0),),
            ),
        ),
    ),
    Case(
        "P29",
        "credit note fully applied",
        f"{_RECONCILIATION}test_cr_note_against_invoice",
        (Doc("I", "invoice", "100", 0, 0), Doc("N", "credit_note", "100", 0)),
        (apply("N", "I", "100"),),
        0,
        (*opens(I="0"), *frees(N="0"), Claim("status", "paid", "status", "I")),
    ),
    Case(
        "P31",
        "foreign payment at a lower rate: loss of 500",
        f"{_RECONCILIATION}test_difference_amount_via_payment_entry",
        (
            Doc("I", "invoice", "100", 0, 0, currency="EUR"),
            Doc("P", "payment", "100", 0, currency="EUR"),
        ),
        (apply("P", "I", "100"),),
        0,
        (
            *opens(I="0"),
            *frees(P="0"),
            Claim("exchange_difference_base", "-500", "exchange_difference"),
        ),
    ),
    Case(
        "P33",
        "payment 30 days before the invoice, applied on the invoice date",
        f"{_RECONCILIATION}test_filter_posting_date_case2",
        (Doc("P", "payment", "25", -30), Doc("I", "invoice", "25", 0, 0)),
        (apply("P", "I", "25"),),
        0,
        (*opens(I="0"), *frees(P="0")),
    ),
    Case(
        "P35",
        "over-allocation of a half-used payment is refused",
        f"{_RECONCILIATION}test_reconcile_advance_journal_entries",
        (
            Doc("I", "invoice", "5000", 0, 0),
            Doc("K", "invoice", "100", 0, 0),
            Doc("H", "payment", "200", 0),
        ),
        (apply("H", "K", "100"),),
        0,
        (
            *opens(I="5000", K="0"),
            *frees(H="100"),
            Claim(
                "attempt",
                {
                    "from": "H",
                    "to": "I",
                    "amount": "200",
                    "result": "error, nothing changes",
                },
                "attempt",
            ),
        ),
    ),
    Case(
        "P37",
        "reminder 15 days late with fee 10 and interest 0.41",
        f"{_DUNNING}test_dunning_with_fees_and_interest",
        (Doc("I", "invoice", "100", -15, -15),),
        (),
        0,
        (
            *opens(I="100"),
            Claim("dunning.interest", "0.41", "reminder_charges"),
            Claim("dunning.fee", "10", "reminder_charges"),
            Claim("dunning.charges", "10.41", "reminder_charges"),
            Claim("dunning.total", "110.41", "reminder_charges"),
        ),
    ),
    Case(
        "P39",
        "credit note against the invoice ends the reminder, a stand-alone one does not",
        f"{_DUNNING}test_dunning_resolution_from_credit_note / "
        "test_dunning_not_affected_by_standalone_credit_note",
        (Doc("I", "invoice", "100", -10, -10), Doc("N", "credit_note", "100", 0)),
        (),
        0,
        (
            *opens(I="100"),
            *frees(N="100"),
            Claim("dunning_open", True, "reminder_open", "I"),
            Claim("if_applied.I", "0", "open", "I", after=(apply("N", "I", "100"),)),
            Claim(
                "if_applied.dunning_open",
                False,
                "reminder_open",
                "I",
                after=(apply("N", "I", "100"),),
            ),
        ),
    ),
    Case(
        "P41",
        "late fee 10 then 15% of the original 100",
        "tryton/account_dunning_fee tests/scenario_account_dunning_fee.rst",
        (
            Doc("I", "invoice", "100", 0, 0),
            Doc("F1", "fee", "10", 5, 5),
            Doc("F2", "fee", "15", 10, 10),
        ),
        (),
        10,
        (
            *opens(I="100", F1="10", F2="15"),
            Claim("total_open", "125", "total_open"),
            Claim("after_day_5", "110", "total_open", at=5),
            # 15 % of the 100 of the invoice, not of the 110 that are owed by then
            Claim("own.second_fee", "15", "reminder_charges"),
        ),
    ),
    Case(
        "P43",
        "equal amounts of one customer match automatically",
        "tryton/account tests/scenario_account_reconcile_automatic.rst",
        (Doc("I", "invoice", "42", 0, 0), Doc("P", "payment", "42", 0)),
        (apply("P", "I", "42"),),
        0,
        (
            *opens(I="0"),
            *frees(P="0"),
            Claim("own.planned", "42", "planned", "I"),
        ),
    ),
    Case(
        "P45",
        "statement of one party over two periods",
        "tryton/account tests/scenario_reports.rst, general ledger party rows",
        (Doc("I", "invoice", "10", 0, 0), Doc("P", "payment", "10", 61)),
        (apply("P", "I", "10", 61),),
        30,
        (
            *opens(I="10"),
            *opens(61, "then.", I="0"),
            Claim(
                "ledger.to period 3",
                ("debit 10", "credit 0", "balance 10"),
                "statement",
            ),
            Claim(
                "ledger.whole year",
                ("debit 10", "credit 10", "balance 0"),
                "statement",
                at=365,
            ),
        ),
    ),
    Case(
        "P47",
        "due-date arithmetic",
        "OCA/account-payment account_payment_term_extension/tests/"
        "test_payment_term.py::test_00..03_compute, test_postpone_holiday",
        (),
        (),
        0,
        (
            Claim(
                "due_dates.0",
                ("2015-01-30", "60 days (2 months), end of month", "2015-03-31"),
                "due",
                "60 days, end of month",
            ),
            # the same row by its other reading, two months
            Claim(
                "own.due_date_0",
                ("2015-01-30", "60 days (2 months), end of month", "2015-03-31"),
                "due",
                "2 months, end of month",
            ),
            Claim(
                "due_dates.1",
                ("2015-03-02", "2 weeks", "2015-03-16"),
                "due",
                "2 weeks",
            ),
            Claim(
                "due_dates.2", ("2015-03-01", "15 days", "2015-03-16"), "due", "15 days"
            ),
            Claim(
                "due_dates.3",
                ("2015-03-02", "2 months after the invoice month", "2015-05-31"),
                "due",
                "2 months, end of month",
            ),
            Claim(
                "due_dates.4",
                ("2015-03-02", "2 weeks, 2015-03-16 is a holiday", "2015-03-17"),
                "due_after_holiday",
                "2 weeks",
            ),
        ),
    ),
    Case(
        "P49",
        "one reminder level per run on a 500 invoice a year old",
        "OCA/credit-control account_credit_control/tests/"
        "test_credit_control_run.py::test_multi_credit_control_run, "
        "test_check_run_date",
        (Doc("I", "invoice", "500", -365, -365),),
        (),
        0,
        (
            *opens(I="500"),
            Claim("runs.0", ("-6 months", 1), "reminder_level"),
            Claim("runs.1", ("-2 months", 2), "reminder_level"),
            Claim("runs.2", ("today", 3), "reminder_level"),
            Claim("single_run_today", 1, "reminder_level"),
            Claim("run_dated_before_the_last_run", "error", "reminder_level"),
        ),
    ),
    Case(
        "P51",
        "payment 50, 20 applied, 20 refunded",
        "invoiceninja/invoiceninja tests/Feature/Payments/"
        "UnappliedPaymentDeleteTest.php::testRefundPartialPaymentDeletion",
        (Doc("I", "invoice", "20", 0, 0), Doc("P", "payment", "50", 0)),
        (),
        0,
        tuple(
            claim._replace(
                after=(
                    apply("P", "I", "20"),
                    Step("take_back", "P", "I", "20", 0),
                    Step("refund", "P", "", "20", 0),
                )
            )
            for claim in (
                *opens(I="20"),
                Claim("refunded", "20", "refunded", "P"),
                Claim("paid_to_date_after_refund", "30", "kept", "P"),
                Claim("client_balance_after_refund", "20", "customer", "X"),
                # deleting the payment afterwards: nothing paid, 20 owed
                Claim("own.paid_to_date_after_void", "0", "void", "P"),
            )
        ),
    ),
)
