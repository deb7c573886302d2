"""`python -m bot`: the one line of the bot that looks outward."""

from handlers.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
