"""Which format a file is in, told by its content alone, and the one door through which it is read."""

from itertools import pairwise
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.domain.person import Role
from coreg.recording.imports.edf_header import VERSION
from coreg.recording.imports.edf_plus import read_edf_plus
from coreg.recording.imports.hrv_logger import is_hrv_logger, read_hrv_logger
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.kubios_report import is_kubios_report, read_kubios_report
from coreg.recording.imports.lines import lines_of, unreadable
from coreg.recording.imports.polar_flow import is_polar_flow, read_polar_flow
from coreg.recording.imports.polar_sensor_logger import is_polar_sensor_logger, read_polar_sensor_logger
from coreg.recording.imports.rr_list import read_rr_list
from coreg.recording.rr_text import has_rr_name

_LONGEST_S = 10 * 86400.0  # our choice: the longest Holter recordings last a week
_N_FIRST = 16  # bytes that tell the other formats
_NOT_OURS = {
    b"SQLite format 3\0": "is a session file already: there is nothing to import",
    b"PK\x03\x04": "is a ZIP archive: unpack it, and import the files in it",
    b"\x1f\x8b": "is packed (gzip): unpack it first",
    b"%PDF": "is a PDF: have the program that made it write the RR intervals as text",
    b"\xffBIOSEMI": "is BDF, which isn't imported: convert it to EDF+",
}
_FIT = b".FIT"  # from the ninth byte


def recognise(path: Path) -> Format:
    """Tell a file's format by what is in it.

    Raises
    ------
    ImportFileError
        It can't be read, or is of no format that can be imported.
    """
    try:
        if path.is_file():
            with path.open("rb") as file:
                first = file.read(_N_FIRST)
            _check_binary(path, first)
            if first.startswith(VERSION):
                return Format.EDF_PLUS
    except OSError as error:
        raise unreadable(path, error) from error
    for line in lines_of(path):
        if not line.text.startswith("#"):
            return _of_text(path, line.text)
    msg = f"{path} holds no RR interval."
    raise ImportFileError(msg)


def read_recording(path: Path, role: Role = Role.CLIENT) -> Imported:
    """Read another program's recording of one person; `role` chooses where the file names two.

    Raises
    ------
    FileProblemError
        It can't be read, is of no format that can be imported, or holds what can't be.
    """
    imported = _read(path, recognise(path), role)
    t_s = imported.t_s or ()
    if not 0 < imported.duration_s <= _LONGEST_S or not all(0 <= end_s <= _LONGEST_S for end_s in t_s):
        msg = f"{path} would be a recording of more than {_LONGEST_S / 86400:g} days: are its times right?"
        raise ImportFileError(msg)
    if any(after < before for before, after in pairwise(t_s)):
        msg = f"{path}: its times run backwards."
        raise ImportFileError(msg)
    return imported


def _read(path: Path, kind: Format, role: Role) -> Imported:
    match kind:
        case Format.HRV_LOGGER:
            return read_hrv_logger(path)
        case Format.POLAR_SENSOR_LOGGER:
            return read_polar_sensor_logger(path)
        case Format.POLAR_FLOW:
            return read_polar_flow(path)
        case Format.KUBIOS_REPORT:
            return read_kubios_report(path)
        case Format.EDF_PLUS:
            return read_edf_plus(path)
        case Format.RR_LIST | Format.RR_COLUMNS:
            return read_rr_list(path, role, kind)


def _check_binary(path: Path, first: bytes) -> None:
    for magic, words in _NOT_OURS.items():
        if first.startswith(magic):
            msg = f"{path} {words}."
            raise ImportFileError(msg)
    if first[8:12] == _FIT:
        msg = f"{path} is a Garmin FIT file, which isn't imported: convert it to text with one RR interval a line."
        raise ImportFileError(msg)


def _of_text(path: Path, first: str) -> Format:
    if is_kubios_report(first):
        return Format.KUBIOS_REPORT
    if is_hrv_logger(first):
        return Format.HRV_LOGGER
    if is_polar_sensor_logger(first):
        return Format.POLAR_SENSOR_LOGGER
    if is_polar_flow(first):
        return Format.POLAR_FLOW
    cells = [cell.strip().strip('"').lower() for cell in first.replace(";", ",").replace("\t", ",").split(",")]
    if has_rr_name(cells):
        return Format.RR_COLUMNS
    if first[0] in "0123456789.+-":
        return Format.RR_LIST
    known = "; ".join(kind.words for kind in Format)
    msg = f"{path} is of no kind that can be imported. These are: {known}."
    raise ImportFileError(msg)
