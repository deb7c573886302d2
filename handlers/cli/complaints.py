"""How a command says that it was not done."""

import sys


def complain(words: str) -> int:
    """Tell the operator in one line; the exit code."""
    print(f"convenor: {words}", file=sys.stderr)
    return 1
