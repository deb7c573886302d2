"""One package for each noun of the commands."""
