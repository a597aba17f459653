"""Charsets: what the file says, what it is, and what is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.encodings import decode

TEXT = "Überprüfung: “cafés” in Łódź – naïve façade, señor"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark_is_read(codec: str) -> None:
    assert decode(TEXT.encode(codec)).text == TEXT


def test_a_byte_order_mark_beats_a_wrong_declaration() -> None:
    assert decode(TEXT.encode("utf-8-sig"), "latin-1").text == TEXT


def test_a_declared_charset_is_used() -> None:
    text = "Привет из Москвы"
    assert decode(text.encode("koi8-r"), "koi8-r").text == text


def test_declared_latin_1_is_windows_1252_as_in_browsers() -> None:
    assert decode(b"\x93quoted\x94", "ISO-8859-1").text == "“quoted”"


def test_utf8_that_claims_to_be_latin_1_is_utf8() -> None:
    assert decode("naïve café".encode(), "iso-8859-1").text == "naïve café"


def test_undeclared_windows_quotation_marks_are_read_and_the_guess_is_told() -> None:
    decoded = decode("The minister said: “It’s over – finally”. ".encode("cp1252") * 20)
    assert "“It’s over – finally”" in decoded.text
    assert decoded.encoding == "cp1252"
    assert "guess" in decoded.warnings[0]


def test_broken_bytes_in_utf8_are_replaced_and_counted() -> None:
    decoded = decode(("Größe übermäßig äöü " * 10).encode() + b"\xff bad")
    assert decoded.text.endswith("\ufffd bad")
    assert decoded.warnings == ("1 bytes or characters are not valid utf-8 and were replaced",)


def test_an_unknown_declared_charset_does_no_harm() -> None:
    assert decode(b"plain", "x-no-such-charset").text == "plain"
    assert decode(b"cGxhaW4=", "base64").text == "cGxhaW4="


def test_binary_data_is_refused() -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(bytes(range(256)) * 40)


def test_a_stray_zero_does_not_make_text_binary() -> None:
    assert decode(b"a text with one \0 in it").text.startswith("a text")


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "utf-16", "latin-1", "shift_jis", "hz", "utf-7", "idna"]),
)
def test_any_bytes_become_text_or_a_source_error(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, declared).text, str)
    except SourceError as error:
        assert error.what
