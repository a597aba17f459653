"""How fast an index run is, what it needs, and whether a killed one comes to the same library.

    python tests/benchmarks/indexing.py FILE.jsonl[.gz] [--documents 500] [--jobs 2] [--kills 3] [--seed 1] [--mailbox]

FILE holds {"id", "text"} a line; so many documents are drawn from it and written to a folder. Reported are documents and words
a second (wall clock, workers' start and linking included), the largest memory of parent and workers, what linking takes alone,
how large the library is beside the raw text, and then the same collection indexed by a process that is killed (SIGKILL) at random
moments and started again. With --mailbox the texts are the messages of one mailbox: memory must not grow with their number.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from reader.indexing.linking import link_collection
from reader.library import Library


def collection(source: Path, documents: int, folder: Path, chance: random.Random) -> int:
    """Write so many of the source's texts as files; how many bytes."""
    data = source.read_bytes()
    lines = (gzip.decompress(data) if source.suffix == ".gz" else data).splitlines()
    values = [json.loads(line) for line in lines]
    size = 0
    for number, value in enumerate(chance.sample(values, min(documents, len(values)))):
        file = folder / f"{number % 10}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value["text"], encoding="utf-8")
        size += file.stat().st_size
    return size


def mailbox(source: Path, documents: int, folder: Path, chance: random.Random) -> int:
    """Write so many of the source's texts as one mailbox; how many bytes."""
    data = source.read_bytes()
    values = [
        json.loads(line) for line in (gzip.decompress(data) if source.suffix == ".gz" else data).splitlines()
    ]
    folder.mkdir(parents=True)
    file = folder / "box.mbox"
    with file.open("w", encoding="utf-8") as out:
        for number in range(documents):
            text = chance.choice(values)["text"].replace("\nFrom ", "\n>From ")
            out.write("From desk@example.org Mon May  6 10:00:00 2019\nFrom: Desk <desk@example.org>\n")
            out.write(
                f"Subject: Message {number}\nDate: Mon, 6 May 2019 10:00:00 +0000\n\n{number}\n{text}\n\n"
            )
    return file.stat().st_size


def started(folder: Path, library: Path, jobs: int) -> subprocess.Popen[str]:
    """An index run in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "reader",
        "index",
        str(folder),
        "--library",
        str(library),
        "--jobs",
        str(jobs),
        "--json",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def finished(run: subprocess.Popen[str]) -> dict[str, Any]:
    """Its summary."""
    out, _ = run.communicate()
    if run.returncode != 0:
        raise SystemExit(f"indexing ended with status {run.returncode}")
    value: dict[str, Any] = json.loads(out)
    return value


def contents(library: Path) -> list[Any]:
    """Everything in a library, to compare."""
    with Library.open(library) as store:
        return [
            sorted(row.id for row in store.documents(limit=None)),
            sorted(
                (row.document, row.start, row.end, row.type, row.entity or "") for row in store.mentions()
            ),
            sorted((one.id, one.name, one.mentions, one.documents) for one in store.entities_whole()),
        ]


def measure(folder: Path, library: Path, jobs: int, size: int) -> None:
    """One run in peace."""
    summary = finished(started(folder, library, jobs))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    seconds = summary["seconds"]
    print(
        f"documents        {summary['documents']:,} ({size / 1e6:.1f} MB, {summary['words']:,} words), {jobs} jobs"
    )
    print(
        f"run              {seconds:.1f} s: {summary['read'] / seconds:.1f} documents/s, {summary['words'] / seconds:,.0f} words/s"
    )
    print(f"                 {size / 1e6 / seconds:.2f} MB/s")
    print(f"found            {summary['entities']:,} entities, {summary['mentions']:,} mentions")
    print(f"largest process  {peak:.0f} MB")
    print(
        f"library          {library.stat().st_size / 1e6:.1f} MB, {library.stat().st_size / size:.1f} times the raw text"
    )
    began = time.monotonic()
    with Library.open(library, write=True) as store:
        link_collection(store)
    print(f"linking again    {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    finished(started(folder, library, jobs))
    print(f"nothing to do    {time.monotonic() - began:.2f} s")


def killed(folder: Path, library: Path, jobs: int, kills: int, seconds: float, chance: random.Random) -> None:
    """The same with interruptions."""
    for _ in range(kills):
        run = started(folder, library, jobs)
        time.sleep(chance.uniform(0.1, 0.8) * seconds / kills)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    finished(started(folder, library, jobs))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mailbox", action="store_true")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        os.environ |= {f"XDG_{kind}_HOME": name for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        make = mailbox if asked.mailbox else collection
        size = make(asked.source, asked.documents, top / "documents", chance)
        began = time.monotonic()
        measure(top / "documents", top / "whole.vgt", asked.jobs, size)
        if asked.kills:
            elapsed = time.monotonic() - began
            killed(top / "documents", top / "killed.vgt", asked.jobs, asked.kills, elapsed, chance)
            same = contents(top / "killed.vgt") == contents(top / "whole.vgt")
            print(f"killed {asked.kills} times   {'the same library' if same else 'ANOTHER LIBRARY'}")
            sys.exit(not same)


if __name__ == "__main__":
    main()
