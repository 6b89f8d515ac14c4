"""Intervals in the layout of each format, as in exports that were published. What is in them is made up."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate

from coreg.recording.imports.imported import Format

BEGAN = datetime(2025, 3, 15, 9, 0, 15, tzinfo=UTC)
Layout = Callable[[Sequence[float]], bytes]


def rr_list(rr_ms: Sequence[float]) -> bytes:
    """One interval a line, nothing else: Elite HRV."""
    return "".join(f"{rr!r}\n" for rr in rr_ms).encode()


def rr_list_with_comments(rr_ms: Sequence[float]) -> bytes:
    """One interval a line under comments: the `kubios` package and others who write for Kubios."""
    head = b"# SIGNAL/SERIES EXPORT - KUBIOS\n# Device:\t\tJane's H10\n# Comment:\t\tn/a\n"
    return head + rr_list(rr_ms)


def rr_columns(rr_ms: Sequence[float]) -> bytes:
    ends = accumulate(rr / 1000 for rr in rr_ms)
    rows = (f"client,1,0,{end!r},,{rr!r},0.0,live,,,\n" for end, rr in zip(ends, rr_ms, strict=True))
    head = "role,run,segment,t_s,rr_ticks,rr_ms,uncertainty_ms,clock,latency_s,flag,flag_final\n"
    return (head + "".join(rows)).encode()


def _told(rr_ms: Sequence[float]) -> list[datetime]:
    """When the phone was told of each beat."""
    return [BEGAN + timedelta(milliseconds=end) for end in accumulate(rr_ms)]


def _since(rr_ms: Sequence[float]) -> list[float]:
    return [884 + end for end in accumulate(rr_ms)]


def hrv_logger_2013(rr_ms: Sequence[float]) -> bytes:
    """Four names, three columns."""
    rows = (
        f"{told:%Y-%m-%d %H:%M:%S} +0000, {rr!r}, {since:.0f}\n"
        for told, rr, since in zip(_told(rr_ms), rr_ms, _since(rr_ms), strict=True)
    )
    return ("date, timestamp, rr, since start\n" + "".join(rows)).encode()


def hrv_logger_2016(rr_ms: Sequence[float]) -> bytes:
    """Line ends of an old Macintosh."""
    rows = (
        f"{told:%Y-%m-%d %H:%M:%S} +0000,{rr!r},{since:.0f}\r"
        for told, rr, since in zip(_told(rr_ms), rr_ms, _since(rr_ms), strict=True)
    )
    return ("date, rr, since start\r" + "".join(rows)).encode()


def hrv4training_2016(rr_ms: Sequence[float]) -> bytes:
    rows = (
        f"{told:%Y-%m-%d %H:%M:%S} +0000, {rr!r}, {since:.6f}, 1, 0\r\n"
        for told, rr, since in zip(_told(rr_ms), rr_ms, _since(rr_ms), strict=True)
    )
    return ("date, rr, since_start, window, lap\r\n" + "".join(rows)).encode()


def hrv_logger_android(rr_ms: Sequence[float]) -> bytes:
    rows = (
        f"{told.timestamp() * 1000:.0f},{rr!r},{since:.0f}\n"
        for told, rr, since in zip(_told(rr_ms), rr_ms, _since(rr_ms), strict=True)
    )
    return ("timestamp, rr, since_start \n\n" + "".join(rows)).encode()


def polar_sensor_logger(rr_ms: Sequence[float]) -> bytes:
    rows = (
        f"{told.replace(tzinfo=None).isoformat(timespec='milliseconds')};{rr!r}\n"
        for told, rr in zip(_told(rr_ms), rr_ms, strict=True)
    )
    return ("Phone timestamp;RR-interval [ms]\n" + "".join(rows)).encode()


def _seconds(rr_ms: Sequence[float]) -> list[Decimal]:
    return [Decimal(rr) / 1000 for rr in rr_ms]


def polar_flow(rr_ms: Sequence[float]) -> bytes:
    seconds = _seconds(rr_ms)
    rows = (f"{end:f} {rr:f}\r\n" for end, rr in zip(accumulate(seconds), seconds, strict=True))
    return "".join(rows).encode()


def kubios_report(rr_ms: Sequence[float]) -> bytes:
    """The report of Kubios HRV 3.1, shortened before the intervals; the spectrum beside them is longer."""
    head = (
        "HRV ANALYSIS RESULTS - 13-Sep-2018 13:15:19\nKubios HRV Standard\n3.1.0.1\nreleased in March 2018\n\n"
        "Analyzed by: Jürgen Example\n\nFile type: asciiRR\nData length: 00:05:00 (h:min:s)\n\n"
        "RR Interval Samples Selected for Analysis\n                              ,    Sample 1,\n"
        "  Artifact correction: none\n\nRESULTS FOR A SINGLE SAMPLE\n\n"
        "  Mean RR  (ms):              ,    707.5437,            ,\n\n\n"
        "RR INTERVAL DATA and SPECTRUM ESTIMATES,\n"
        "                              ,    SAMPLE 1,            ,            ,            ,\n"
        "                              ,     RR Data,            ,FFT spectrum,            ,\n"
        "                              ,        Time, RR interval,   Frequency,         PSD,\n"
        "                              ,         (s),         (s),        (Hz),   (ms^2/Hz),\n"
    )
    seconds = _seconds(rr_ms)
    rows = (
        f"                              ,{end:12f},{rr:12f},       0.000,   5942.2394,\n"
        for end, rr in zip(accumulate(seconds), seconds, strict=True)
    )
    spectrum = "                              ,            ,            ,       0.400,    101.0000,\n" * 3
    return (head + "".join(rows) + spectrum).encode("cp1252")


def edf_plus(rr_ms: Sequence[float], *, text: str = "QRS", kind: str = "EDF+C") -> bytes:
    """Written by hand, one data record of a second each, the annotations of a beat in the record where it falls."""
    ends = [Decimal(0), *accumulate(_seconds(rr_ms))]
    records: list[list[bytes]] = [[f"+{i}\x14\x14\0".encode()] for i in range(int(ends[-1]) + 1)]
    for end in ends:
        records[int(end)].append(f"+{end:f}\x14{text}\x14\0".encode())
    return edf_file([b"".join(tals) for tals in records], kind=kind)


def edf_file(records: Sequence[bytes], *, kind: str = "EDF+C", record_s: str = "1") -> bytes:
    """An EDF+ file whose second signal are these annotations; the first is an ECG of four samples a record."""
    length = max(map(len, records), default=0) // 2 + 1
    fixed = (
        f"{'0':8}{'X X X X':80}{'Startdate 15-MAR-2025 X X X':80}15.03.2509.00.15{256 * 3:<8}{kind:44}"
        f"{len(records):<8}{record_s:8}{2:<4}"
    )
    columns = (
        (16, "ECG", "EDF Annotations"),
        (80, "", ""),
        (8, "mV", ""),
        (8, "-1", "-1"),
        (8, "1", "1"),
        (8, "-32768", "-32768"),
        (8, "32767", "32767"),
        (80, "", ""),
        (8, "4", str(length)),
        (32, "", ""),
    )
    signals = "".join(f"{ecg:{width}}{marks:{width}}" for width, ecg, marks in columns)
    data = b"".join(b"\1\2\3\4\5\6\7\10" + record.ljust(2 * length, b"\0") for record in records)
    return (fixed + signals).encode("ascii") + data


LAYOUTS: dict[str, tuple[Format, Layout]] = {
    "rr_list": (Format.RR_LIST, rr_list),
    "rr_list_with_comments": (Format.RR_LIST, rr_list_with_comments),
    "rr_columns": (Format.RR_COLUMNS, rr_columns),
    "hrv_logger_2013": (Format.HRV_LOGGER, hrv_logger_2013),
    "hrv_logger_2016": (Format.HRV_LOGGER, hrv_logger_2016),
    "hrv4training_2016": (Format.HRV_LOGGER, hrv4training_2016),
    "hrv_logger_android": (Format.HRV_LOGGER, hrv_logger_android),
    "polar_sensor_logger": (Format.POLAR_SENSOR_LOGGER, polar_sensor_logger),
    "polar_flow": (Format.POLAR_FLOW, polar_flow),
    "kubios_report": (Format.KUBIOS_REPORT, kubios_report),
    "edf_plus": (Format.EDF_PLUS, edf_plus),
}
