"""Our WordPiece gives exactly the words, offsets and pieces of the reference tokenizer."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.recognise.tagger import MODEL_FOLDER
from reader.recognise.wordpiece import AFTER_BREAK, AFTER_SPACE, GLUED, SHAPES, WordPiece

tokenizers = pytest.importorskip("tokenizers")

VOCABULARY = MODEL_FOLDER / "vocab.txt"
OURS = WordPiece(VOCABULARY)


def _reference() -> tokenizers.Tokenizer:
    pieces = {piece: n for n, piece in enumerate(VOCABULARY.read_text(encoding="utf-8").split("\n")) if piece}
    model = tokenizers.models.WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=100)
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return tokenizer


REFERENCE = _reference()


def expected(text: str) -> tuple[list[int], list[int], list[int], list[int]]:
    encoding = REFERENCE.encode(text, add_special_tokens=False)
    starts: list[int] = []
    ends: list[int] = []
    first: list[int] = []
    previous = None
    for index, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word != previous:
            starts.append(start)
            ends.append(end)
            first.append(index)
        else:
            ends[-1] = end
        previous = word
    return starts, ends, first, encoding.ids


def found(text: str) -> tuple[list[int], list[int], list[int], list[int]]:
    pieces = OURS(text)
    return pieces.starts, pieces.ends, pieces.first, pieces.ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "The NCA's Rob Jones (41) said: “We won’t stop.”",
        "Señor Peña-Nieto met Łukasz Żółć in Ålesund",
        "e\u0301cole cafe\u0301. na\u00efve",
        "İstanbul ISTANBUL ΣΊΣΥΦΟΣ straße ẞ",
        "東京都 met Tokyo",
        "한국 정부 announced",
        "a\u00adb soft\u200bzero \ufeffmark \x00nul \x0b tab\x85next\u2028line\u3000wide",
        "x" * 100 + " " + "y" * 101,
        "R&D AT&T C++ 3.14 e-mail@example.org https://example.org/a?b=c",
        "👩‍👩‍👧 flags 🇨🇦 and ½ ² ﬁ",
        "د. أحمد الطيب قال",
        "\ufffd lone \U000e0001 tag",
    ],
)
def test_known_hard_texts_are_cut_as_the_reference_cuts_them(text: str) -> None:
    assert found(text) == expected(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_text_is_cut_as_the_reference_cuts_it(text: str) -> None:
    assert found(text) == expected(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=" \n'’-.éÉß\u0301\u0323İı&(NCAnca19中\u200d\u00ad", max_size=40))
def test_marks_accents_and_case_are_cut_as_the_reference_cuts_them(text: str) -> None:
    assert found(text) == expected(text)


@pytest.mark.parametrize("corpus", ["ner", "press", "senate"])
def test_real_documents_are_cut_as_the_reference_cuts_them(shared: Path, corpus: str) -> None:
    for path in sorted((shared / "corpora" / corpus).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if corpus == "senate" and number % 100:
                    continue
                text = json.loads(line)["text"]
                assert found(text) == expected(text), path.name


def test_words_carry_their_shape_and_what_stands_before_them() -> None:
    pieces = OURS("Rob SMITH's 4x4\nx")
    looks = [pieces.looks[first] for first in pieces.first]
    assert [look % SHAPES for look in looks] == [2, 3, 5, 1, 6, 1]
    assert [look // SHAPES for look in looks] == [
        AFTER_BREAK,
        AFTER_SPACE,
        GLUED,
        GLUED,
        AFTER_SPACE,
        AFTER_BREAK,
    ]


def test_a_text_is_cut_the_same_the_second_time() -> None:
    text = "Commissioner Lucki of the RCMP, in Ottawa."
    assert OURS(text) == OURS(text) == WordPiece(VOCABULARY)(text)
