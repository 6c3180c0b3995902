"""The WSGI application: the stations' door without middleware (it decides the intake's speed), the pages with all."""

from collections.abc import Callable, Iterable
from typing import Any

import django
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler

DOOR = "/intake/"


class StationsDoor(WSGIHandler):
    """Views of the door take no session, cookie or page header."""

    def load_middleware(self, is_async: bool = False) -> None:
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        self._middleware_chain = convert_exception_to_response(self._get_response)  # pyright: ignore[reportAttributeAccessIssue]


def make_application() -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Both handlers behind one callable; Django is set up first."""
    django.setup()
    door, pages = StationsDoor(), WSGIHandler()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        handler = door if environ.get("PATH_INFO", "").startswith(DOOR) else pages
        return handler(environ, start_response)

    return application


application = make_application()
