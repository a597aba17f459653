"""Runs the reader and notes the size of every write to the terminal, one a line, in the file that VGT_TEST_WRITES names.

How many writes a key costs cannot be told at the other end of the line: the kernel hands one over in two, or two in one.
"""

from __future__ import annotations

import os
import sys

__all__ = ["WRITES", "main"]

WRITES = "VGT_TEST_WRITES"


def main() -> None:
    """As `python -m reader`."""
    write = os.write
    log = os.open(os.environ[WRITES], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def counted(number: int, data: bytes) -> int:
        # The note is there before the terminal can show what it tells of.
        if os.isatty(number):
            write(log, b"%d\n" % len(data))
        return write(number, data)

    os.write = counted  # type: ignore[assignment]
    from reader.__main__ import program

    sys.argv[0] = "vgt-reader"
    program()


if __name__ == "__main__":
    main()
