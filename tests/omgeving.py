"""Loaded by pytest before Django: the tests choose their own mode, so that a bare `pytest` works."""

import os

os.environ.setdefault("WASSTRAAT_MODUS", "proef")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's sync API runs inside an event loop
