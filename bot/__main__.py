"""Starts the bot (`python -m bot`, `convenor`); the only file of `bot` that imports the outside."""

import gc

# What is imported stays for good: to search it for garbage, while it is made and ever after, takes
# an eighth of the start and of every later collection.
gc.disable()
from handlers.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    raise SystemExit(main())
