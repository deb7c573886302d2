"""The run that belongs to the test-suite: these seeds, so many steps each."""

SEEDS = (1, 2, 3, 4)
STEPS = 400
