"""The ports of `bot/ports/ledgers` in SQL, one file for each noun."""
