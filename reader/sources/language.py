"""Which language a text is in, by its script and its commonest words; None when there is too little to tell."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["LANGUAGES", "language_of", "language_warning"]

LANGUAGES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish",
    "da": "Danish", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish",
    "id": "Indonesian", "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "el": "Greek", "ar": "Arabic", "fa": "Persian", "he": "Hebrew",
    "hi": "Hindi", "th": "Thai", "ko": "Korean", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
"""The languages that are told apart, by ISO 639-1 code."""

_WORDS = {
    "en": "the of and to in that is for was with on as by his her their has have will this from are which said be an at not it been were",
    "fr": "le la les des et est une dans pour que qui sur au aux par plus ne pas avec ce cette sont du ont ses leur été",
    "de": "der die das und ist nicht den dem ein eine mit für auf von zu im sich des auch wird bei aus nach wurde haben werden",
    "es": "el la los las y es una en que por para con del se al como más su sus no lo fue han este esta entre",
    "it": "il la gli che di è una per con del della nel sono non si alla dei le da più anche come ha delle questo",
    "pt": "o os as e é uma em que para com do da dos das não no na por mais ao pelo foi são sua seu como",
    "nl": "de het een en van is dat niet op te zijn voor met die aan door ook bij naar wordt werd deze heeft om",
    "sv": "och att det som en på är av för med den till inte har ett om från kan var de",
    "da": "og at det som en på er af for med den til ikke har et om fra kan var de der",
    "no": "og at det som en på er av for med den til ikke har et om fra kan var de være",
    "fi": "ja on ei että se oli hän mutta myös kuin sen ovat joka mukaan tai kun",
    "pl": "i w na z że się nie do jest to o przez dla jak po oraz od za ze był",
    "cs": "a v se na je že to s z do o pro jsou jako by za ale které který podle",
    "hu": "a az és hogy nem is egy ez meg volt van csak már szerint amely de",
    "ro": "și de la în a cu pe că din nu este pentru o au fost mai sau prin care",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi sonra kadar en ne",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan oleh adalah",
}
_ALPHABETS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_SAMPLE = 6_000
_NOT_LATIN = re.compile(r"[\u0370-\u1aff\u3040-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_OF_WORD: dict[str, list[str]] = {}
for _code, _list in _WORDS.items():
    for _one in _list.split():
        _OF_WORD.setdefault(_one, []).append(_code)


def language_of(text: str) -> tuple[str, float] | None:
    """(ISO 639-1 code, share of the evidence for it) of the first pages of `text`, or None."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < 20:
        return None
    for code, alphabet in _ALPHABETS if _NOT_LATIN.search(sample) else ():
        share = len(alphabet.findall(sample)) / letters
        if share > 0.35 or (code == "ja" and share > 0.1):
            return _refined(code, sample), round(share, 2)
    told = Counter(word for word in words if word in _OF_WORD)
    counts: Counter[str] = Counter()
    for word, count in told.items():
        for code in _OF_WORD[word]:
            counts[code] += count
    if not counts:
        return None
    code, most = max(counts.items(), key=lambda item: (item[1], item[0] == "en"))
    different = sum(code in _OF_WORD[word] for word in told)
    if most < 4 or most < len(words) * 0.06 or different < 3 or (code != "en" and different < 5):
        return None
    return code, round(
        most / sum(counts[other] for other in counts if counts[other] >= most * 0.5 or other == code), 2
    )


def language_warning(code: str | None) -> str | None:
    """What to tell about a text that is not English."""
    if code is None or code == "en":
        return None
    return f"not English ({LANGUAGES.get(code, code)}): names may be missed"


def _refined(code: str, sample: str) -> str:
    """Languages of one script, by the letters that only one of them has."""
    if code == "ru":
        if re.search(r"[іїєґ]", sample, re.IGNORECASE):
            return "uk"
        return "bg" if sample.count("ъ") > len(sample) * 0.008 else "ru"
    if code == "ar" and re.search(r"[پچژگ]", sample):
        return "fa"
    return code
