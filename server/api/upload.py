"""A file that arrives with a form: straight to the disk, never whole in memory."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from flask import abort, request
from pydantic import BaseModel, ValidationError
from werkzeug.formparser import FormDataParser

from server.api.errors import invalid_request, refusal
from server.domain.lobby import MediumKind
from server.domain.signatures import MOST_BYTES
from server.store.media_files import ArrivingFile

MOST_FORM_BYTES = 100_000
MOST_PARTS = 10
MOST_BODY_BYTES = MOST_BYTES[MediumKind.VIDEO] + MOST_FORM_BYTES
FILE = "file"
F = TypeVar("F", bound=BaseModel)


@dataclass(frozen=True)
class Upload:
    """The fields of a form as JSON would have them, and the file that came with them."""

    fields: dict[str, Any]
    file: ArrivingFile | None
    file_name: str

    def keep(self) -> None:
        """Put the finished file, if one came, in its place. Raises StorageFailed."""
        if self.file is not None:
            self.file.keep()

    def checked(self, form: type[F]) -> F:
        """Return the fields as a form; anything wrong is refused as in any other body."""
        try:
            return form.model_validate(self.fields)
        except ValidationError as error:
            abort(invalid_request(error))


@contextmanager
def upload_into(folder: Path, *, least_free: int) -> Iterator[Upload]:
    """Read this request's form; a file that nobody kept is gone at the end.

    least_free: the bytes that stay free on the disk. Raises DiskNearlyFull, StorageFailed.
    """
    request.max_content_length = MOST_BODY_BYTES
    arriving: list[ArrivingFile] = []
    try:
        yield _read(lambda: ArrivingFile(folder, least_free), arriving)
    finally:
        for file in arriving:
            file.close()


def _read(new_file: Callable[[], ArrivingFile], arriving: list[ArrivingFile]) -> Upload:
    def begin(**_: object) -> ArrivingFile:
        arriving.append(new_file())
        return arriving[-1]

    writer: Any = begin  # nothing reads what it gives
    parser = FormDataParser(
        stream_factory=writer,
        max_form_memory_size=MOST_FORM_BYTES,
        max_form_parts=MOST_PARTS,
        silent=False,
    )
    try:
        _, form, files = parser.parse(
            request.stream, request.mimetype, request.content_length, request.mimetype_params
        )
    except ValueError:
        abort(refusal("invalid_request"))
    if len(arriving) != len(files.getlist(FILE)) or len(arriving) > 1:
        abort(refusal("invalid_request"))
    name = files[FILE].filename if arriving else None
    fields = {key: _plain(key, text) for key, text in form.items()}
    return Upload(fields, next(iter(arriving), None), name or "")


def _plain(key: str, text: str) -> object:
    """Return a field; what is no plain text is sent as JSON."""
    if key != "texts":
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
