"""Nothing that a terminal could obey gets through."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.sources.sanitise import printable, sanitise

FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"}
FORBIDDEN |= set(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("\x1b[]\\;0m\x07\x9b\x9d\u202e\u200b\u200d\r\n\b\x00e\u0301")
    )
)


@given(HOSTILE)
def test_no_control_bidi_or_invisible_character_survives(text: str) -> None:
    clean, _ = sanitise(text)
    assert not FORBIDDEN & set(clean)
    assert not any(unicodedata.category(character) == "Cs" for character in clean)


@given(HOSTILE)
def test_a_second_time_changes_nothing(text: str) -> None:
    once, _ = sanitise(text)
    assert sanitise(once) == (once, ())


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_is_left_alone(text: str) -> None:
    assert sanitise(text) == (text, ())


def test_escape_sequences_go_and_their_text_stays() -> None:
    text, told = sanitise(
        "a \x1b[31mred\x1b[0m \x1b]0;owned\x07b \x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\"
    )
    assert text == "a red b link"
    assert told == ("terminal escape sequences removed (5)",)


def test_an_escape_string_that_nobody_ended_does_not_swallow_the_next_line() -> None:
    assert sanitise("one\x1b]0;title\ntwo")[0] == "one\ntwo"


def test_line_ends_become_line_feeds() -> None:
    assert sanitise("a\r\nb\rc\u2028d\x85e\ff")[0] == "a\nb\nc\nd\ne\nf"


def test_letters_accents_and_spaces_are_kept() -> None:
    text = "na\u0301ve caf\u00e9\u00a0\u2013 \u201cend\u2011to\u2011end\u201d \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f4bb"
    assert sanitise(text) == (text, ())


def test_a_joiner_between_latin_letters_goes() -> None:
    assert sanitise("N\u200dC\u200cA")[0] == "NCA"


@given(HOSTILE)
def test_a_printable_name_is_one_harmless_line(text: str) -> None:
    shown = printable(text)
    assert not (FORBIDDEN | {"\n", "\t"}) & set(shown)
    shown.encode("utf-8")


def test_file_names_with_tricks_are_spelt_out() -> None:
    assert printable("a\x1b[2Jb\n\u202etxt.exe") == r"a\x1b[2Jb\n\u202etxt.exe"
    assert printable(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == r"caf\xe9.txt"
    assert printable("Übersicht – 2019.pdf") == "Übersicht – 2019.pdf"
