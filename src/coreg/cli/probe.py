"""`coreg probe`: three minutes with a strap that isn't known yet."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg import __version__
from coreg.cli.output import Json, print_json, print_lines
from coreg.domain.errors import FileProblemError, StrapError
from coreg.sensors.probe import Findings, Probe, Range, Step

if TYPE_CHECKING:
    from coreg.sensors.clock import Clock

_EVERY_NS = 250_000_000
_NS_PER_S = 1_000_000_000
_ASK = {
    Step.SEARCHING: "Looking for the strap …",
    Step.WET_AND_WEAR: "Found. Wet both electrodes and put the strap on, if you haven't.",
    Step.SIT_STILL: "It sends. Sit still and breathe as usual.",
    Step.TAKE_OFF: "Now take the strap off and lay it down.",
    Step.WEAR_AGAIN: "Wet it and put it on again.",
    Step.DONE: "Done.",
}
_MISSING = {
    Step.NOT_FOUND: "no strap of that name or address was found: wet it, put it on, and close other apps",
    Step.NO_PACKETS: "the strap was found but sends no heart rate: wet the electrodes, and close other apps",
}
_HEAD = """\
# What `coreg probe` measured on one strap. It holds no heart rate, no interval, no address and no name.
# To contribute it, fill in the model and open an issue or a pull request with it (hardware/straps/README.md).
"""


@click.command(name="probe")
@click.argument("identity", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; what to do goes to standard error.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a profile to contribute.")
@click.option("--speed", default=1.0, hidden=True, type=click.FloatRange(0.1, 100.0))
def command(identity: str, out: Path | None, speed: float, *, as_json: bool) -> None:
    """Measure a strap that isn't known yet: what it sends while worn, taken off and worn again.

    ID is an address, a full name, or the end of a name. Takes three minutes from its first packet.
    """
    findings = asyncio.run(_measure(identity, speed))
    tables = _tables(findings)
    if out is not None:
        _write(out, tables)
    if as_json:
        print_json("probe", tables)
    else:
        _print(findings)
        if out is not None:
            click.echo(f"\nWritten to {out}.")


async def _measure(identity: str, speed: float) -> Findings:
    from coreg import app

    sensor, clock = app.one_strap(identity, speed)
    probe = Probe(_now_s(clock))
    running = asyncio.create_task(sensor.run(probe.update))
    asked: Step | None = None
    try:
        while not probe.advance(_now_s(clock)).is_end:
            if running.done():
                running.result()
                break
            if probe.step is not asked:
                asked = probe.step
                left_s = probe.left_s(_now_s(clock))
                click.echo(f"{_ASK[asked]}{f' ({math.ceil(left_s)} s)' if left_s else ''}", err=True)
            await clock.sleep_until(clock.now_ns() + _EVERY_NS)
    finally:
        running.cancel()
        await asyncio.wait({running})
    if probe.step in _MISSING:
        raise StrapError(_MISSING[probe.step])
    return probe.findings()


def _now_s(clock: "Clock") -> float:
    return clock.now_ns() / _NS_PER_S


def _tables(found: Findings) -> dict[str, Json]:
    """The findings by what they are about."""
    return {
        "model": found.model,
        "measured_on": datetime.now(UTC).date().isoformat(),
        "packets": {
            "n": found.n_packets,
            "n_malformed": found.n_malformed,
            "n_copies": found.n_copies,
            "n_odd": found.n_odd_packets,
            "flags": [f"0x{flags:02X}" for flags in found.flags],
            "heart_rate_bits": found.heart_rate_bits,
            "has_energy": found.has_energy,
            "most_bytes": found.most_bytes,
            "interval_s": _range(found.packet_interval_s),
        },
        "rr": {
            "sends_rr": found.sends_rr,
            "per_packet": _range(found.rr_per_packet),
            "unit": _unit(found),
            "slope": _rounded(found.rr_slope, 5),
            "slope_uncertainty": _rounded(found.rr_slope_uncertainty, 5),
            "n_under_100_ms": found.n_short_rr,
        },
        "contact": {"supports_contact": found.supports_contact},
        "taken_off": {
            "contact_lost_after_s": _rounded(found.contact_lost_after_s),
            "last_rr_after_s": _rounded(found.last_rr_after_s),
            "link_lost_after_s": _rounded(found.link_lost_after_s),
        },
        "worn_again": {
            "contact_after_s": _rounded(found.contact_again_after_s),
            "first_rr_after_s": _rounded(found.first_rr_after_s),
            "first_rr_holds_hole": found.first_rr_holds_hole,
        },
    }


def _unit(found: Findings) -> str | None:
    if found.sends_milliseconds is None:
        return None
    return "1 ms" if found.sends_milliseconds else "1/1024 s"


def _range(values: Range | None) -> list[Json] | None:
    return None if values is None else [round(v, 3) for v in (values.least, values.middle, values.greatest)]


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


def _write(path: Path, tables: Mapping[str, Json]) -> None:
    try:
        path.write_text(_HEAD + _toml(tables), encoding="utf-8")
    except OSError as error:
        msg = f"{path} can't be written: {error.strerror}"
        raise FileProblemError(msg) from error


def _toml(tables: Mapping[str, Json]) -> str:
    """TOML of plain values and of one level of tables; what isn't known has no line."""
    model = tables["model"]
    lines = [
        f"model = {_toml_value(model)}" if model else 'model = "" # maker and model, as on the strap',
        f'coreg_version = "{__version__}"',
        f"measured_on = {tables['measured_on']}",
    ]
    for name, table in tables.items():
        if isinstance(table, Mapping):
            known = [f"{key} = {_toml_value(value)}" for key, value in table.items() if value is not None]
            lines += ["", f"[{name}]", *known]
    return "\n".join(lines) + "\n"


def _toml_value(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(each) for each in value)}]"
    return repr(value)


@dataclass(frozen=True, slots=True)
class _Words:
    """Findings as a person would say them."""

    found: Findings

    def rr(self) -> str:
        found = self.found
        if not found.sends_rr:
            return "none: this strap sends a heart rate only, Coreg can't compute from it"
        each = found.rr_per_packet
        counts = f"{each.least:.0f} to {each.greatest:.0f} a packet" if each else ""
        short = f"; {found.n_short_rr} words under 0.1 s, which Coreg leaves out" if found.n_short_rr else ""
        return counts + short

    def unit(self) -> str:
        found = self.found
        if found.sends_milliseconds is None:
            return "couldn't be told"
        unit = (
            "milliseconds, against the standard" if found.sends_milliseconds else "1/1024 s, as the standard says"
        )
        return f"{unit} (slope {found.rr_slope:.4f} ± {found.rr_slope_uncertainty:.4f})"

    def contact(self) -> str:
        return "supported" if self.found.supports_contact else "not supported"


def _print(found: Findings) -> None:
    words = _Words(found)
    interval = found.packet_interval_s
    lines = [
        ("Model", found.model or "not known"),
        ("Packets", f"{found.n_packets}, {found.n_malformed} malformed, {found.n_copies} copies"),
        ("Every", "not known" if interval is None else f"{interval.middle:.2f} s (up to {interval.greatest:.2f})"),
        ("Flags", " ".join(f"0x{flags:02X}" for flags in found.flags) or "none"),
        ("RR", words.rr()),
        *([("Unit of RR", words.unit())] if found.sends_rr else []),
        ("Contact bits", words.contact()),
        (
            "Taken off",
            _after(
                ("no contact", found.contact_lost_after_s),
                ("last RR", found.last_rr_after_s),
                ("link lost", found.link_lost_after_s),
            ),
        ),
        ("Worn again", _after(("contact", found.contact_again_after_s), ("first RR", found.first_rr_after_s))),
    ]
    print_lines(lines)


def _after(*happened: tuple[str, float | None]) -> str:
    said = [f"{what} after {t_s:.1f} s" for what, t_s in happened if t_s is not None]
    return ", ".join(said) or "nothing changed"
