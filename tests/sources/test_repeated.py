"""Which lines could be furniture, and when two are the same one."""

from __future__ import annotations

from reader.sources import line_keys, load_text

BODY = "The agency said on day {0} that its officers had searched {0} boats and some warehouses in harbour number {0}x. "
LINE = "The Harbour Desk brings you the news of the coast every week, issue {0}."


def keys(text: str) -> list[int]:
    return [key for _, key in line_keys(load_text(text))]


def test_a_line_has_one_key_whatever_its_figures_case_and_spaces() -> None:
    first = keys(f"News item alpha\n{BODY.format('alpha')}\n{LINE.format(12)}\n")
    second = keys(
        f"News item beta\n{BODY.format('beta')}\n{LINE.format(7).upper().replace('DESK', 'DESK ')}\n"
    )
    assert first[-1] == second[-1]
    assert first[0] != second[0]


def test_titles_and_long_paragraphs_have_none() -> None:
    document = load_text(
        f"News item alpha\n\n{'A long story about boats in the harbour. ' * 20}\n\nShort line here today.\n"
    )
    assert [document.blocks[index].kind for index, _ in line_keys(document)] == ["paragraph"]


def test_keys_fit_a_signed_column() -> None:
    assert all(0 <= key < 1 << 63 for key in keys("One line.\n\nAnother line.\n\nA third one.\n"))
