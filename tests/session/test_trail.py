"""The reading trail as Markdown: what a report can quote."""

from __future__ import annotations

import time

from reader.session import Place, Step, trail_as_markdown

DAY = 1_510_963_200.0  # 2017-11-18, 00:00 UTC


def test_the_trail_reads_as_a_report() -> None:
    steps = [
        Step(
            Place("one", 10, "Global experts", "next mention of NCA", "… the NCA said …"), DAY + 3600, "jump"
        ),
        Step(Place("two", 5, "NCA takes helm", "", ""), DAY + 3660, "back"),
        Step(Place("one", 70, "Global experts", "references"), DAY + 90_000, "jump"),
    ]
    written = trail_as_markdown(
        steps, Place("three", 1, "A *starred* title", "", "# sign"), where=lambda p: f"¶{p.offset}"
    )
    assert written == (
        "# Reading trail\n"
        "\n"
        "## 2017-11-18\n"
        "\n"
        "- 01:00 **Global experts** (¶10) → next mention of NCA\n"
        "  > … the NCA said …\n"
        "- 01:01 **NCA takes helm** (¶5) → went back\n"
        "\n"
        "## 2017-11-19\n"
        "\n"
        "- 01:00 **Global experts** (¶70) → references\n"
        "\n"
        "## Here\n"
        "\n"
        "- **A \\*starred\\* title** (¶1)\n"
        "  > \\# sign\n"
    )


def test_a_place_left_twice_in_a_row_is_one_step() -> None:
    steps = [
        Step(Place("one", 1, "One", "find"), DAY, "jump"),
        Step(Place("one", 1, "One", "next name"), DAY + 5, "jump"),
    ]
    assert trail_as_markdown(steps).count("**One**") == 1


def test_an_empty_trail_is_a_heading() -> None:
    assert trail_as_markdown([], heading="Mine") == "# Mine\n"


def test_the_clock_can_be_local() -> None:
    shifted = trail_as_markdown([Step(Place("one", 1), DAY, "jump")], zone=lambda at: time.gmtime(at + 7200))
    assert "02:00 **one** (character 1)" in shifted
