"""The run that belongs to the test-suite: these seeds, this number of steps each."""

SEEDS = (1, 2, 3, 4, 5, 22)
STEPS = 400
