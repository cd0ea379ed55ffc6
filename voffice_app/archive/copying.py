"""One document's folder: its files, `metadata.json`, and `KIEM-TRA.sha256`, which is written last."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voffice_app.archive.disk import PART, available, make_folder, sum_of, sync, write

METADATA, SUMS = "metadata.json", "KIEM-TRA.sha256"
ABOUT = "DOC-TOI.txt"
ABOUT_TEXT = """THƯ MỤC LƯU TRỮ VĂN BẢN ĐI

Mỗi văn bản đã ban hành là một thư mục: <đơn vị>/<năm>/VanBanDi/<loại>/<số>_<ký hiệu>_<ngày>_<trích yếu>.
Trong đó có tệp PDF đã ký số, các tệp kèm theo, metadata.json (số liệu đăng ký, chữ ký số, việc thu hồi, cập nhật,
thay thế) và KIEM-TRA.sha256. Mỗi năm có sổ đăng ký (.xlsx) và MANIFEST.sha256.

Đọc được bằng bất kỳ máy nào, không cần phần mềm. Kiểm tra: voffice archive verify, hoặc sha256sum -c MANIFEST.sha256.
Không sửa, đổi tên hay xóa tệp trong thư mục này: hệ thống chỉ ghi thêm.
"""


@dataclass(frozen=True)
class Content:
    """A file to be kept: its name here, what it must be, and where its bytes come from when they are missing."""

    name: str
    sha256: str
    read: Callable[[], bytes]


def keep(root: Path, path: str, contents: Sequence[Content], metadata: bytes) -> tuple[list[str], int]:
    """Bring the folder up to date; done again it changes nothing. Nothing is ever deleted.

    A file that is not what was written before is set aside under another name, for people to look at; the names of
    those are returned, and how many bytes the documents' own files have. Raises FolderUnavailable.
    """
    folder = root / path
    with available():
        make_folder(folder)
        _clear(folder)
        if not (root / ABOUT).exists():
            write(root / ABOUT, ABOUT_TEXT.encode())
        aside = [found for content in contents if (found := _kept(folder, content))]
        if not _is(folder / METADATA, metadata):
            write(folder / METADATA, metadata)
        sums = _sums(contents, metadata)
        if not _is(folder / SUMS, sums):
            write(folder / SUMS, sums)
        held = sum((folder / name).stat().st_size for name in (METADATA, *(content.name for content in contents)))
    return aside, held


def _kept(folder: Path, content: Content) -> str:
    """The name under which a wrong file was set aside; empty when there was none."""
    target, aside = folder / content.name, ""
    if target.exists():
        found = sum_of(target)
        if found == content.sha256:
            return ""
        aside = f"{target.stem[:40]}.khac-{found[:8]}{target.suffix}"
        target.replace(folder / aside)
        sync(folder)
    write(target, content.read())
    return aside


def _is(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def _sums(contents: Sequence[Content], metadata: bytes) -> bytes:
    """In the form of sha256sum, so that any Linux checks it."""
    lines = [f"{content.sha256}  {content.name}" for content in contents]
    return "\n".join([*lines, f"{hashlib.sha256(metadata).hexdigest()}  {METADATA}", ""]).encode()


def _clear(folder: Path) -> None:
    """What a worker that died was writing; the queue gives a document to one worker at a time."""
    for path in folder.glob(f"{PART}*"):
        path.unlink(missing_ok=True)
