"""What the bottom line says of the document that is open."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.made import made_library, reader


async def test_a_document_that_is_not_english_says_so_while_it_is_open() -> None:
    library = made_library()
    library.stored[0] = replace(library.stored[0], notes=("not English (Spanish): names may be missed",))
    async with reader((120, 30), library=library) as open_:
        assert "not English (Spanish)" in open_.lines[-1] and "may be missed" not in open_.lines[-1]
        await open_.press("greater_than_sign")
        assert "not English" not in open_.lines[-1]


async def test_what_is_missing_comes_before_what_was_guessed() -> None:
    library = made_library()
    library.stored[0] = replace(
        library.stored[0], warnings=("2 pages without text",), notes=("read as windows-1252: a guess",)
    )
    async with reader((120, 30), library=library) as open_:
        assert "2 pages without text and 1 more" in open_.lines[-1]
