"""Names of bodies, taken apart and put together."""

from __future__ import annotations

import pytest
from recognise_marks import marked, shown

from reader.recognise.bodies import regrouped
from reader.recognise.introduced import introduced
from reader.recognise.setting import Setting


def outcome(source: str) -> list[str]:
    text, spans = marked(source)
    return shown(text, regrouped(text, spans, [(0, len(text))]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the [U.S.|l] [Commerce Department|o] said", ["U.S. Commerce Department organisation"]),
        ("the [UK|l] [Crime Agency|o] said", ["UK place", "Crime Agency organisation"]),
        ("in [Texas|l] [VA|o] staff", ["Texas place", "VA organisation"]),
        ("Dr. [Ann B.|p] [Roe|p] said", ["Ann B. Roe person"]),
        ("[Ann Roe|p] [Bob Lee|p]", ["Ann Roe person", "Bob Lee person"]),
        ("the [Chamber of Commerce and|o] others", ["Chamber of Commerce organisation"]),
        ("the 109th [Congress|o] met", ["109th Congress organisation"]),
        ("a Subcommittee on [Aviation|o] hearing", ["Subcommittee on Aviation organisation"]),
        ("under 21 [U.S.C.|o] 360", []),
        ("[NGOs|o] and [YMCA|o]", ["YMCA organisation"]),
        ("the Toole County Sheriff's Office", ["Toole County Sheriff's Office organisation"]),
        (
            "the [Senate Judiciary and Appropriations Committees|o]",
            ["Senate Judiciary organisation", "Appropriations Committees organisation"],
        ),
        ("the [Health and Human Services Committee|o]", ["Health and Human Services Committee organisation"]),
        (
            "[USDA|o] runs the [USDA Farm Service Agency|o]",
            ["USDA organisation", "USDA organisation", "Farm Service Agency organisation"],
        ),
        (
            "[Alder & Birch, Cole & Daughters|o] said",
            ["Alder & Birch organisation", "Cole & Daughters organisation"],
        ),
        (
            "the [Royal Mounted Police and Interpol|o]",
            ["Royal Mounted Police organisation", "Interpol organisation"],
        ),
        (
            "[Relief Abroad|o] and the [Trade Commission and Relief Abroad|o]",
            ["Relief Abroad organisation", "Trade Commission organisation", "Relief Abroad organisation"],
        ),
        (
            "[Coast Guard|o], the [Coast Guard and Maritime Safety Committee|o]",
            ["Coast Guard organisation", "Coast Guard and Maritime Safety Committee organisation"],
        ),
        ("the [Federal Police and NCB|o]", ["Federal Police organisation", "NCB organisation"]),
        (
            "the [University of Alba and King's College Glen|o]",
            ["University of Alba organisation", "King's College Glen organisation"],
        ),
        (
            "the [University of Science and Technology Institute|o]",
            ["University of Science and Technology Institute organisation"],
        ),
        ("[BMW, AT&T|o] and others", ["BMW organisation", "AT&T organisation"]),
        ("[ACME, INC.|o] and others", ["ACME, INC. organisation"]),
        ("[Roe & Co. v|o]. Lee", ["Roe & Co. organisation"]),
        ("the [Crown Office and Procurator|o]", ["Crown Office and Procurator organisation"]),
        ("the [BRAC Commission|o], or [BRAC|o]", ["BRAC Commission organisation", "BRAC organisation"]),
        (
            "[URI|o] has [URI's Transport Center|o]",
            ["URI organisation", "URI organisation", "Transport Center organisation"],
        ),
    ],
)
def test_bodies_are_whole_and_single(source: str, expected: list[str]) -> None:
    assert outcome(source) == expected


def added(source: str) -> list[str]:
    text, spans = marked(source)
    return shown(text, introduced(Setting(text, ()), spans))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("an award to ABCDE, a network of civil groups", ["ABCDE organisation"]),
        ("The Safe Child Fund, a charity based here", ["Safe Child Fund organisation"]),
        (
            "launched a dedicated Child Protection Unit for all of them",
            ["Child Protection Unit organisation"],
        ),
    ],
)
def test_the_text_says_what_a_body_is(source: str, expected: list[str]) -> None:
    assert added(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "as said Ann Roe, a charity director, there",
        "CHILD PROTECTION UNIT",
        "Child Protection Unit",
        "in the Journal of the American Chemical Society it is said to be so",
        "Amber, a network of friends",
    ],
)
def test_other_capitals_are_left_alone(source: str) -> None:
    assert added(source) == []
