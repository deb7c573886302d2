"""The run that belongs to the test-suite: these seeds, so many steps each."""

SEEDS = (1, 2, 3)
STEPS = 350
