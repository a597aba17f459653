"""The grammar of a place's name: one key for "U.S.", "US" and "United States"; "Mont." is Montana; "St. Paul" is Saint Paul."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.resolve.lexicon_places import COUNTRIES, REGIONS
from reader.resolve.spelling import fold, tidy, words
from reader.values import dataclass

__all__ = ["PlaceName", "parse_place", "region_named", "short_places", "spelt_out"]

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "co": "county", "cty": "county", "hts": "heights",
          "is": "island", "isl": "island", "afb": "air force base", "jct": "junction", "spgs": "springs"}  # fmt: skip
_CITIES = {
    "dc": "washington", "washington dc": "washington",
    "nyc": "new york city", "la": "los angeles", "sf": "san francisco", "philly": "philadelphia",
}  # fmt: skip
_SITE = ("air force base", "air force station", "army base", "naval air station", "air base", "naval base", "national monument",
         "army depot", "proving ground", "marine corps air station", "islands")  # fmt: skip
_BUILT = (
    "airport",
    "base",
    "station",
    "building",
    "bridge",
    "stadium",
    "hospital",
    "center",
    "dam",
    "canal",
    "hall",
    "square",
)


_DESCRIBED = re.compile(
    r"^(?:the\s+)?(?:(?:nearby|neighbou?ring|war-torn|landlocked|oil-rich|(?:port|capital|resort|industrial|home|border)\s+(?:city|town))\s+(?:of\s+)?|"
    r"(?:\w+\s+)?(?:city|town|village|state|province|republic|island|region|district|suburb|capital|kingdom|municipality|hamlet|port|emirate|territory)"
    r"\s+of\s+)(?=[A-Z])"
)
"""A description in small letters in front of a place: "the city of", "nearby"; "City of London" keeps its words."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """`key` compares; `within` is the state or country that the span itself names behind a comma."""

    key: str
    within: str = ""


@lru_cache(maxsize=1 << 14)
def parse_place(text: str) -> PlaceName:
    """The place in `text`, which may be untidy: "the", "State of", a state behind a comma or in brackets."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]?\s*$", "", tidy(text)) or tidy(text)
    plain = _DESCRIBED.sub("", plain)
    front, comma, behind = plain.partition(",")
    within = region_named(behind) if comma else ""
    key = _key(front if comma and front.strip() else plain)
    if key == "washington" and within == "washington":
        within = ""
    return PlaceName(key, within if within != key else "")


def region_named(text: str) -> str:
    """The state, province or country that `text` names in any usual way, or ""."""
    key = " ".join(words(text))
    if key in ("dc", "d c"):
        return "washington"
    return REGIONS.get(key) or COUNTRIES.get(key) or ""


def _key(plain: str) -> str:
    listed = words(plain)
    if len(listed) > 1 and listed[0] == "the":
        listed = listed[1:]
    key = " ".join(listed)
    if not key:
        return fold(plain)
    if all(len(word) == 1 for word in listed):
        key = "".join(listed)
    if key in _CITIES and not (key == "la" and not plain.replace(".", "").isupper()):
        return _CITIES[key]
    if len(listed) > 2 and listed[:2] in (["state", "of"], ["commonwealth", "of"]):
        return _key(" ".join(listed[2:]))
    undotted = key.replace(".", "")
    known = COUNTRIES.get(undotted) or REGIONS.get(undotted)
    if known:
        return known
    if (
        len(listed) > 1
        and listed[-1] == "state"
        and listed[0] != "washington"
        and " ".join(listed[:-1]) in REGIONS
    ):
        return REGIONS[" ".join(listed[:-1])]
    return " ".join(_SHORT.get(word, word) for word in listed)


def spelt_out(texts: list[str], key: str) -> list[str]:
    """Those of `texts` that name the place of `key` in full: "Montana" and not "Mont."."""
    return [text for text in texts if " ".join(words(text)).removeprefix("the ") == key]


def short_places(long: PlaceName) -> dict[str, str]:
    """Keys that a text may use for short of `long` ("Cannon" for "Cannon Air Force Base"), each with how it is short."""
    found: dict[str, str] = {}
    key = long.key
    if key.endswith(_BUILT):
        words = key.split()
        found.update({" ".join(words[at:]): "end of the name" for at in range(1, len(words) - 1)})
    for site in _SITE:
        if key.endswith(" " + site):
            found[key[: -len(site) - 1]] = "beginning of the name"
        elif key.startswith(site + " "):
            found[key[len(site) + 1 :]] = "end of the name"
    return found
