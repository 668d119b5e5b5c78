import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto.recovery_code import (
    MistypedCode,
    new_code,
    parsed,
    printed,
    space_recovery_keys,
)

codes = st.binary(min_size=20, max_size=20)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = printed(bytes(range(20)))


@given(code=codes)
def test_a_printed_code_is_read_back(code):
    text = printed(code)
    assert [len(group) for group in text.split("-")] == [4] * 9
    assert parsed(text) == code


@given(code=codes, upper=st.booleans(), separator=st.sampled_from(["", " ", "-", " – ", "\n", "\u2011"]))
def test_case_and_hyphens_are_forgiven(code, upper, separator):
    text = printed(code).replace("-", separator)
    assert parsed(f" {text.upper() if upper else text.lower()} ") == code


def test_letters_that_look_like_digits_are_forgiven():
    code = bytes(20)
    text = printed(code)
    assert text.startswith("0000-")
    assert parsed(text.replace("0", "O").replace("1", "l")) == parsed(text.replace("1", "I")) == code


def test_one_wrong_letter_is_a_typing_error_not_a_wrong_code():
    text = CODE.replace("-", "")
    for position, right in enumerate(text):
        for letter in LETTERS.replace(right, ""):
            with pytest.raises(MistypedCode, match="typing error"):
                parsed(text[:position] + letter + text[position + 1 :])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (CODE[:-1], "has 35"),
        (CODE + "0", "has 37"),
        ("", "has 0"),
        ("U" + CODE[1:], "“U”"),
        ("é" + CODE[1:], "“É”"),
        (CODE[5:9] + "-" + CODE[:4] + CODE[9:], "typing error"),
    ],
)
def test_the_message_says_what_is_wrong(typed, says):
    with pytest.raises(MistypedCode, match=says):
        parsed(typed)


def test_codes_are_random():
    assert new_code() != new_code()
    assert len(new_code()) == 20


def test_a_spaces_recovery_keys_follow_from_code_and_space_alone():
    space = b"s" * 16
    keys = space_recovery_keys(CODE, space)
    assert space_recovery_keys(CODE.lower(), space) == keys
    assert space_recovery_keys(CODE, b"t" * 16).device_id != keys.device_id
    assert space_recovery_keys(printed(bytes(20)), space).device_id != keys.device_id
    assert keys.signing_seed != keys.box_seed
