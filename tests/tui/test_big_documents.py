"""A document of which only a part was read is read to the end meanwhile: nothing on the screen moves, and the end is the end."""

from __future__ import annotations

from pathlib import Path

from reader import columns
from reader.tui.app import ReaderApp
from reader.tui.opening import lay_out
from reader.tui.text import layout
from tests.terminal.big import FIRST, LAST, library_of

LINES = (
    f"{FIRST}\n\n" + "The Harbour Police walked along the pier.\nNobody was about.\n" * 12_000 + f"{LAST}\n"
)


async def test_the_rest_of_a_big_document_comes_while_one_reads(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    library = library_of(tmp_path / "big.vgt", LINES, block=1)
    typeset = 0
    set_stretch = layout.set_stretch

    def counted(text, stretch, setting):  # type: ignore[no-untyped-def]
        nonlocal typeset
        typeset += stretch.end - stretch.start
        return set_stretch(text, stretch, setting)

    monkeypatch.setattr(layout, "set_stretch", counted)
    app = ReaderApp(lay_out([], library))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.main.pane  # type: ignore[union-attr]

        async def until(whole: bool) -> None:
            for _ in range(400):
                await pilot.pause(0.02)
                if pane.document is not None and pane.document.whole >= whole:
                    return
            raise AssertionError("the document did not come")

        await until(whole=False)
        before = [strip.text for strip in map(pane.render_line, range(20))]
        assert FIRST in before[0]
        await until(whole=True)
        assert [strip.text for strip in map(pane.render_line, range(20))] == before
        assert pane.progress[1] == 24_002
        await pilot.press("G")
        await pilot.pause()
        assert LAST in "".join(pane.render_line(y).text for y in range(24))
        assert typeset < 20_000


async def test_keys_in_a_big_document_make_few_values(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    library = library_of(tmp_path / "big.vgt", LINES, block=1)
    made = 0

    def counting(kind):  # type: ignore[no-untyped-def]
        def make(*facts):  # type: ignore[no-untyped-def]
            nonlocal made
            made += 1
            return kind(*facts)

        return make

    monkeypatch.setattr(columns, "Block", counting(columns.Block))
    monkeypatch.setattr(columns, "MentionRow", counting(columns.MentionRow))
    app = ReaderApp(lay_out([], library))
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.main.pane  # type: ignore[union-attr]
        for _ in range(400):
            await pilot.pause(0.02)
            if pane.document is not None and pane.document.whole:
                break
        assert isinstance(pane.document.mentions, columns.Mentions)
        for key in ("G", "tab", "shift+tab", "o", "g", "tab", "J", "K", "ctrl+o"):
            await pilot.press(key)
            await pilot.pause()
        assert pane.document.whole
        assert 0 < made < 24_000
        # What is shown of a name is the first of its mentions, and how many there are in all.
        words = "\n".join(strip.text for strip in map(app.main.references.render_line, range(38)))  # type: ignore[union-attr]
        assert "12000" in words
