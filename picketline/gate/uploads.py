"""Files that people upload: what is too large is let go by, and reaches neither memory nor disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from picketline.gate.audience import View

LARGEST = 5 * 1024 * 1024


def takes_a_file(view: View) -> View:
    """A page whose form may bring a file; to every other page a long body is none."""
    view.__dict__["takes_a_file"] = True
    return view


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep a file; a form whose file went by has none."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > LARGEST:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
