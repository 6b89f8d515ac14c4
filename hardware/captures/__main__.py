"""`python -m hardware.captures`: sessions' raw streams as captures, synthetic captures, and what is in one."""

import argparse
import sys
from pathlib import Path

from coreg.domain.beat import Gap
from coreg.domain.errors import CoregError
from coreg.domain.person import Role
from coreg.domain.strap import LinkState
from coreg.recording.reader import read_session
from coreg.review.recompute import events_of, latency_s
from coreg.sensors.capture import Capture, capture_lines, read_capture
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import LinkChanged, Packet
from hardware.captures.quirks import makes


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m hardware.captures", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    convert = commands.add_parser("convert", help="one person's raw stream out of a session file")
    convert.add_argument("session", type=Path)
    convert.add_argument("--role", choices=[role.value for role in Role], default=Role.CLIENT.value)
    convert.add_argument("--about", required=True, help="one sentence: what this shows")
    convert.add_argument("--out", type=Path, required=True)
    synthetic = commands.add_parser("make", help="the synthetic captures of every known quirk")
    synthetic.add_argument("folder", type=Path)
    show = commands.add_parser("show", help="what a capture gives when it is decoded")
    show.add_argument("capture", type=Path)
    asked = parser.parse_args()
    try:
        if asked.command == "convert":
            write(asked.out, convert_session(asked.session, Role(asked.role), asked.about))
        elif asked.command == "make":
            for name, capture in makes():
                write(asked.folder / f"{name}.jsonl", capture)
        else:
            sys.stdout.write(judged(read(asked.capture)) + "\n")
    except CoregError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    return 0


def convert_session(path: Path, role: Role, about: str) -> Capture:
    """Return one person's raw stream out of a session file, without who or when."""
    recording = read_session(path)
    models = [known.strap.model for known in recording.straps if known.role is role]
    return Capture(
        about,
        recording.header.is_simulated,
        tuple(events_of(recording, role)),
        models[-1] if models else None,
        latency_s(recording, role),
    )


def read(path: Path) -> Capture:
    """Read a capture file."""
    return read_capture(path.read_text(encoding="utf-8").splitlines())


def write(path: Path, capture: Capture) -> None:
    """Write a capture file."""
    path.write_text("".join(f"{line}\n" for line in capture_lines(capture)), encoding="utf-8")


def judged(capture: Capture) -> str:
    """Say in one line what a capture gives when it is decoded."""
    decoder = Decoder(capture.latency_s)
    n_beats = 0
    gaps: list[Gap] = []
    for event in capture.events:
        if isinstance(event, Packet):
            decoded = decoder.update(event.arrival_ns / NS_PER_S, event.payload)
            n_beats += len(decoded.beats)
            gaps += decoded.gaps
        elif isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING:
            decoder.new_link(event.t_ns / NS_PER_S)
    causes = f" ({', '.join(gap.cause.value for gap in gaps)})" if gaps else ""
    unit = {None: "unit not told", True: "milliseconds", False: "1/1024 s"}[decoder.sends_milliseconds]
    return (
        f"{n_beats} beats, {len(gaps)} gaps{causes}, {decoder.n_malformed} malformed, "
        f"{decoder.n_duplicates} copies, {unit}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
