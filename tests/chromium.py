"""The browser for tests and pictures of the page: whatever Chromium this machine has."""

import shutil

ARGUMENTS = (
    "--no-sandbox",  # tests may run as root, and open nothing but their own loopback pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium():
    """The path of a Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)
