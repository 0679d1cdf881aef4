"""Who sends a form slowly holds up nobody: only some bodies are read at a time, and never many of one network.

Nothing can interrupt a thread that reads: a proxy in front, which collects bodies first, has the clock.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from picketline.gate.visitor import network_of
from picketline.pages.errors import page

AT_ONCE = 16  # of the 32 threads that granian gives a process: the others hand out pages meanwhile
OF_ONE_NETWORK = 4
MOST_BYTES_READ = 16 * 1024 * 1024
RETRY_AFTER = 10

reading: Counter[str] = Counter()
door = threading.Lock()


class Patience:
    """Reads the whole body before a form looks at it. 429 where too many are being read, 400 for half of one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request):
            with a_place(network_of(request)) as has_place:
                if not has_place:
                    busy = page(request, "busy", 429)
                    busy["Retry-After"] = str(RETRY_AFTER)
                    return busy
                if brings_a_file(request):
                    return self.get_response(request)
                read(request)
        return self.get_response(request)


@contextmanager
def a_place(network: str) -> Iterator[bool]:
    """A place among those whose body is read; False where there is none."""
    with door:
        has_place = reading.total() < AT_ONCE and reading[network] < OF_ONE_NETWORK
        reading[network] += has_place
    try:
        yield has_place
    finally:
        with door:
            reading[network] -= has_place
            if not reading[network]:
                del reading[network]


def read(request: HttpRequest) -> None:
    """The body, whole or not at all: a letter that was cut off on its way is no letter."""
    try:
        length = len(request.body)
    except RequestDataTooBig:
        read_to_the_end(request)
        raise
    except UnreadablePostError as trouble:
        raise BadRequest(str(trouble)) from trouble
    if length < announced(request):
        raise BadRequest("The body is shorter than it says.")


def brings_a_file(request: HttpRequest) -> bool:
    """A form with a file, for a page that takes one: the file is read in portions, and no more than it may be long."""
    if request.content_type != "multipart/form-data" or announced(request) > MOST_BYTES_READ:
        return False
    try:
        return getattr(resolve(request.path_info).func, "takes_a_file", False)
    except Resolver404:
        return False


def announced(request: HttpRequest) -> int:
    """How many bytes are to come."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def read_to_the_end(request: HttpRequest) -> None:
    """Let the sender finish, within bounds: a browser that is cut off in the middle shows no page of ours."""
    left, stream = min(MOST_BYTES_READ, announced(request)), request.META["wsgi.input"]
    while left > 0 and (chunk := stream.read(min(left, 65_536))):
        left -= len(chunk)
