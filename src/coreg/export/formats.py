"""The formats by their names, each file loaded when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from coreg.export.content import Content
from coreg.export.readme import readme

README = "README.txt"

_Files = Callable[[Content, str], Mapping[str, bytes]]


class Format(Enum):
    """What a session can be exported as. docs/EXPORTS.md says which is for what."""

    CSV = "csv"
    KUBIOS = "kubios"
    HRV_LOGGER = "hrv-logger"
    SQLITE = "sqlite"
    JSON = "json"
    EDF = "edf"
    PARQUET = "parquet"
    BIDS = "bids"


WITH_TABLES = (Format.CSV, Format.JSON, Format.SQLITE, Format.PARQUET)


@dataclass(frozen=True, slots=True)
class Export:
    """The files of one export, and what they can't say.

    Attributes
    ----------
    name
        `coreg-` and eight random digits: the folder's name, and the beginning of files that are moved about alone.
    files
        Bytes by path within the folder, README.txt among them.
    """

    name: str
    files: Mapping[str, bytes]
    cannot_carry: Sequence[str]


def make(content: Content, format_: Format, name: str) -> Export:
    """Make the files of an export; nothing is written.

    Raises
    ------
    UsageError
        The format needs a part that isn't installed.
    """
    make_files, cannot_carry = _format(format_)
    if content.notes and format_ not in WITH_TABLES:
        cannot_carry = (*cannot_carry, "what was typed (use csv, json, sqlite or parquet)")
    files = make_files(content, name)
    remarks: Sequence[str] = ()
    if format_ is Format.KUBIOS:
        from coreg.export.kubios import kubios_remarks

        remarks = kubios_remarks(content)
    about = readme(content, format_.value, files, cannot_carry, remarks)
    return Export(name, {**files, README: about}, cannot_carry)


def _format(format_: Format) -> tuple[_Files, Sequence[str]]:
    match format_:
        case Format.CSV:
            from coreg.export import csv_tables

            return csv_tables.csv_files, csv_tables.CANNOT_CARRY
        case Format.KUBIOS:
            from coreg.export import kubios

            return kubios.kubios_files, kubios.CANNOT_CARRY
        case Format.HRV_LOGGER:
            from coreg.export import hrv_logger

            return hrv_logger.hrv_logger_files, hrv_logger.CANNOT_CARRY
        case Format.SQLITE:
            from coreg.export import sqlite

            return sqlite.sqlite_files, sqlite.CANNOT_CARRY
        case Format.JSON:
            from coreg.export import json_object

            return json_object.json_files, json_object.CANNOT_CARRY
        case Format.EDF:
            from coreg.export import edf

            return edf.edf_files, edf.CANNOT_CARRY
        case Format.PARQUET:
            from coreg.export import parquet

            return parquet.parquet_files, parquet.CANNOT_CARRY
        case Format.BIDS:
            from coreg.export import bids

            return bids.bids_files, bids.CANNOT_CARRY
