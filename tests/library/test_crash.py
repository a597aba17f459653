"""Killed at any moment, the library loses nothing that was acknowledged, is never inconsistent, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library import Library

DOCUMENTS = 300
SCRIPT = Path(__file__).with_name("crashing.py")

# After which word of the indexer it is killed, at once: in planning, in the midst of storing, in linking, in finishing.
MOMENTS = [("planned", 1), ("stored", 1), ("stored", 4), ("stored", 2), ("linked", 1)]


def _start(path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(SCRIPT), str(path), str(DOCUMENTS)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def _killed_after(path: Path, word: str, times: int) -> int:
    """Run the indexer, kill it when it says `word` for the n-th time; the batches it said it wrote."""
    process = _start(path)
    assert process.stdout is not None
    stored = 0
    try:
        for line in process.stdout:
            said = line.strip()
            stored += said == "stored"
            times -= said == word
            if not times:
                break
        process.send_signal(signal.SIGKILL)
        stored += sum(line.strip() == "stored" for line in process.stdout)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    return stored


def _consistent(library: Library) -> int:
    """Check what must hold at every moment; the number of documents."""
    status = library.status()
    value = library._connection.value
    assert value("SELECT count(*) FROM doc WHERE listed") == status.documents
    assert value("SELECT count(*) FROM doc_text") == status.documents
    assert value("SELECT count(*) FROM mention") == status.mentions
    assert value("SELECT count(*) FROM source WHERE state = 'waiting'") == status.waiting
    assert value("SELECT count(*) FROM source WHERE state = 'ok'") == status.documents
    assert value("SELECT count(*) FROM entity") == status.entities
    orphans = (
        "SELECT count(*) FROM local WHERE entity_id IS NOT NULL AND entity_id NOT IN (SELECT id FROM entity)"
    )
    assert value(orphans) == 0
    assert library.search_counted("release").total == status.documents
    return status.documents


@pytest.mark.parametrize("moments", [MOMENTS])
def test_an_indexer_that_is_killed_again_and_again_comes_to_the_same_end(
    tmp_path: Path, moments: list[tuple[str, int]]
) -> None:
    path, documents = tmp_path / "killed.vgt", 0
    _killed_after(path, "planned", 1)
    with Library.create_or_open(path, write=True) as keeper, keeper._connection.writing(durable=True):
        keeper._connection.run(
            "INSERT INTO bookmark(who, sha256, start, \"end\", note, at) VALUES ('me', 'abc', 1, 2, 'kept', '')"
        )
    for word, times in moments:
        stored = _killed_after(path, word, times)
        with Library.open(path) as reader:
            before, documents = documents, _consistent(reader)
            assert documents >= min(before + 20 * stored, DOCUMENTS)
            assert reader._connection.value("SELECT note FROM bookmark") == "kept"
    process = _start(path)
    said, _ = process.communicate(timeout=120)
    assert said.splitlines()[-1] == "finished"
    with Library.open(path, write=True) as library:
        assert _consistent(library) == DOCUMENTS
        assert library.status().waiting == 0
        assert not library.needs_linking()
        assert library.entity("nca").mentions == library.entity("nca").documents == DOCUMENTS
        assert library.check(thorough=True) == "ok"
