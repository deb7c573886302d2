"""A property that is slow to try: a few examples in `make test`, many in `make test-long`."""

import pytest
from hypothesis import given, settings


def few_and_many(check, *strategies, few, many, **how):
    """Two tests of one property, the second of them long; `how` goes to hypothesis's settings.

    The strategies fill the last arguments of `check`, whose name no test has: pytest would
    collect it.
    """
    quick = settings(max_examples=few, **how)(given(*strategies)(check))
    thorough = settings(max_examples=many, **how)(given(*strategies)(check))
    return quick, pytest.mark.long(thorough)
