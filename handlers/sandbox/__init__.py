"""A pretend Slack, as strict as the real one: it knows Slack's wire and nothing of Convenor."""

from handlers.sandbox.app import AppConfig, Arrival, Call, Hooks, Timing
from handlers.sandbox.clock import MovingClock
from handlers.sandbox.server import Sandbox
from handlers.sandbox.workspace import load_sample

__all__ = [
    "AppConfig",
    "Arrival",
    "Call",
    "Hooks",
    "MovingClock",
    "Sandbox",
    "Timing",
    "load_sample",
]
