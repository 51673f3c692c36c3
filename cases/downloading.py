"""A kept file leaves the house as a download under the name it came with, and is never shown."""

from django.http import FileResponse, Http404

from cases.attachment_files import StoredFile, path_of
from crm.lib.file_kinds import KINDS


def download(row: StoredFile) -> FileResponse:
    """The bytes under the name they came with. Raises Http404 where only the row is left."""
    try:
        content = path_of(row.key).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        content, as_attachment=True, filename=row.name, content_type=KINDS[row.kind].content_type
    )
