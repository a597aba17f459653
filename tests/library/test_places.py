"""Where libraries lie, how values are packed, how words are folded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import libraries_folder, library_path_for
from reader.library.codec import (
    blocks_from,
    blocks_to,
    evidence_from,
    evidence_to,
    forms_from,
    forms_to,
    metadata_from,
    metadata_to,
    path_from,
    path_to,
    spans_from,
    spans_to,
    texts_from,
    texts_to,
)
from reader.library.folding import fold, word_starts
from reader.library.paths import file_system_of
from reader.model import Block, Evidence, Found, Metadata, NameForm

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBER = st.integers(0, 10**6)
EVIDENCE = st.builds(Evidence, TEXT, TEXT, st.none() | NUMBER, st.none() | NUMBER, st.floats(0, 1))
FOUND = st.none() | st.builds(Found, TEXT, EVIDENCE)
BLOCK = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "boilerplate"]),
    NUMBER,
    NUMBER,
    NUMBER,
    TEXT,
    st.none() | NUMBER,
)


@given(st.lists(BLOCK).map(tuple))
def test_blocks_survive_the_library(blocks: tuple[Block, ...]) -> None:
    assert blocks_from(blocks_to(blocks)) == blocks


@given(st.lists(NUMBER, max_size=20).map(sorted))
def test_spans_survive_the_library(ends: list[int]) -> None:
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    assert spans_from(spans_to(spans)) == spans


@given(st.builds(Metadata, FOUND, FOUND, FOUND, FOUND, FOUND, FOUND, FOUND))
def test_metadata_survives_the_library(metadata: Metadata) -> None:
    assert metadata_from(metadata_to(metadata)) == metadata


@given(
    st.lists(EVIDENCE).map(tuple),
    st.lists(st.builds(NameForm, TEXT, NUMBER, TEXT)).map(tuple),
    st.lists(TEXT).map(tuple),
)
def test_evidence_forms_and_texts_survive_the_library(
    evidence: tuple[Evidence, ...], forms: tuple[NameForm, ...], texts: tuple[str, ...]
) -> None:
    assert evidence_from(evidence_to(evidence)) == evidence
    assert forms_from(forms_to(forms)) == forms
    assert texts_from(texts_to(texts)) == texts


@given(st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name))
def test_every_file_name_survives_the_library(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape")
    assert path_from(path_to(path)) == path


@pytest.mark.parametrize(
    ("text", "folded"), [("Müller", "muller"), ("ÉCPAT", "ecpat"), ("NCA", "nca"), ("Ångström", "angstrom")]
)
def test_names_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_begin_where_letters_or_digits_do() -> None:
    assert word_starts("It's 5 o'clock, Mr. Müller-Lüdenscheid!") == [0, 3, 5, 7, 9, 16, 20, 27]


def test_a_librarys_path_is_readable_and_of_the_paths_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "My press: releases", tmp_path / "other"
    path = library_path_for([one])
    assert path.parent == libraries_folder()
    assert path.name.startswith("My-press-releases-")
    assert path == library_path_for([f"{one}/../My press: releases/"])
    assert path != library_path_for([other])
    assert library_path_for([one, other]) == library_path_for([other, one, one])
    assert not libraries_folder().exists()


def test_libraries_lie_under_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert libraries_folder() == tmp_path / "vgt-reader" / "libraries"


MOUNTS = """22 1 0:1 / / rw - ext4 /dev/sda rw
30 22 0:2 / /home rw,relatime shared:1 - nfs4 server:/home rw
31 30 0:3 / /home/me/local rw - xfs /dev/sdb rw
32 22 0:4 / /mnt/with\\040blank rw - cifs //server/share rw
33 22 0:5 / /over rw - ext4 /dev/sdc rw
34 22 0:6 / /over rw - fuse.sshfs you@there rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/etc/library.vgt", "ext4"),
        ("/home/me/library.vgt", "nfs4"),
        ("/home/me/local/library.vgt", "xfs"),
        ("/homely/library.vgt", "ext4"),
        ("/mnt/with blank/library.vgt", "cifs"),
        ("/over/library.vgt", "fuse.sshfs"),
    ],
)
def test_the_file_system_under_a_path_is_told_from_the_mounts(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind
    assert file_system_of(Path(path), "") == ""
