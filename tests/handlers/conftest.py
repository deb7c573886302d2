"""Lets tests of the doors be coroutines, each with a loop of its own."""

from tests.handlers.sandbox.conftest import pytest_pyfunc_call  # noqa: F401
