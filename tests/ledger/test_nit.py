from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.nit import Nit, NitError, check_digit, split, with_glued_digit


@pytest.mark.parametrize(
    ("number", "digit"),
    [
        ("800197268", "4"),
        ("860034313", "7"),
        ("890903938", "8"),
        ("899999034", "1"),
        ("41261533", "2"),
        ("800191045", "1"),
        ("0", "0"),
        ("000800197268", "4"),  # leading zeros weigh nothing
        ("000000000000000", "0"),
    ],
)
def test_check_digits(number: str, digit: str) -> None:
    assert check_digit(number) == digit


@pytest.mark.parametrize("number", ["", "12a4", "1234567890123456", "900.123", "٣٤٥٦٧"])
def test_what_is_no_number_of_fifteen_digits_has_none(number: str) -> None:
    with pytest.raises(NitError, match="no es un NIT"):
        check_digit(number)


@pytest.mark.parametrize(
    ("text", "nit"),
    [
        ("900.123.456-8", Nit("900123456", "8")),
        (" 900123456 - 8 ", Nit("900123456", "8")),
        ("900,123,456-8", Nit("900123456", "8")),
        ("900\u00a0123\u00a0456", Nit("900123456")),
        ("900123456", Nit("900123456")),
        ("00123456", Nit("00123456")),  # ids are text: zeros stay
        ("41.261.533", Nit("41261533")),
        ("AB-123", Nit("AB-123")),  # a passport
        ("CE 12345", Nit("CE 12345")),
        ("123456789012345-6", Nit("123456789012345", "6")),
        ("1234567890123456-7", Nit("1234567890123456-7")),
        ("9..1", Nit("9..1")),
        ("123-45", Nit("123-45")),
        ("900123456-", Nit("900123456-")),
        ("-8", Nit("-8")),
        ("", Nit("")),
    ],
)
def test_splitting_what_people_write(text: str, nit: Nit) -> None:
    assert split(text) == nit


@pytest.mark.parametrize(
    ("nit", "consistent"),
    [
        (Nit("900123456", "8"), True),
        (Nit("900123456", "7"), False),
        (Nit("900123456"), True),
        (Nit("AB-123"), True),
    ],
)
def test_a_given_check_digit_is_checked(nit: Nit, consistent: bool) -> None:
    assert nit.is_consistent is consistent


@pytest.mark.parametrize(
    ("number", "suggestion"),
    [
        ("9001234568", Nit("900123456", "8")),
        ("9001234567", None),
        ("900123456", None),
        ("90012345AB", None),
    ],
)
def test_a_glued_check_digit_is_only_suggested(
    number: str, suggestion: Nit | None
) -> None:
    assert with_glued_digit(number) == suggestion
    assert split(number).check_digit == ""


@given(st.integers(0, 10**15 - 1).map(str), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_seen_unless_the_check_digit_is_one(
    number: str, position: int, step: int
) -> None:
    """Remainders 1 and 10 both give 1; every other remainder has a digit of its own."""
    position %= len(number)
    wrong = str((int(number[position]) + step) % 10)
    mistyped = number[:position] + wrong + number[position + 1 :]
    assert check_digit(number) == "1" or check_digit(mistyped) != check_digit(number)
