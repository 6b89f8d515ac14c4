"""README.txt of an export: what the session is, who is who, what the files are, and what they can't say."""

from collections.abc import Iterable, Mapping, Sequence

from coreg.domain.note import NoteKind
from coreg.domain.strap import Strap
from coreg.export.content import Content, ExportedPerson, Worn
from coreg.export.levels import TOGETHER, UNKNOWN
from coreg.export.table import well_formed

TYPED: Mapping[NoteKind, str] = {
    NoteKind.NOTE: "notes",
    NoteKind.PART: "names of parts",
    NoteKind.TARGET: "words for targets",
    NoteKind.REASON: "reasons",
}
_SIMULATED = "Simulated people, not a real session."
_CLOCKS: Mapping[str, str] = {
    "final": "placed from both sides after the session",
    "live": "placed as during the session",
    "imported": "as the imported file told",
}


def readme(
    content: Content, kind: str, files: Iterable[str], cannot_carry: Sequence[str], remarks: Sequence[str]
) -> bytes:
    """Return the text."""
    lines = [f"A session exported by Coreg {content.coreg_version}, format {kind}"]
    if content.header.is_simulated:
        lines.append(_SIMULATED)
    if content.header.imported_from is not None:
        lines.append(f"Imported ({well_formed(content.header.imported_from)}), not recorded by Coreg.")
    lines += ["", *_session(content), ""]
    for person in content.people:
        lines += _person(person)
    lines += ["", "Files", *(f"  {file}" for file in sorted(files))]
    if cannot_carry:
        lines += ["", "What this format can't say", *(f"  - {what}" for what in cannot_carry)]
    if remarks:
        lines += ["", "What is in the session and not in these files", *(f"  {remark}" for remark in remarks)]
    lines += ["", "docs/EXPORTS.md of Coreg says which format is for what, docs/METRICS.md defines the flags."]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _session(content: Content) -> list[str]:
    header = content.header
    marks, corrected = content.marks, "with corrections" if content.is_amended else "none corrected"
    recorded = content.recorded_definitions or "not known"
    names: Mapping[str, str] = {
        "Session": well_formed(header.session_id),
        "Started": f"{header.started_utc} (UTC); {well_formed(header.zone)}, {_offset(header.utc_offset_s)}",
        "Length": f"{content.duration_s:.3f} s, {content.ended}",
        "Clock": f"seconds from the session's zero; a beat's time is its interval's END; {_CLOCKS[content.clock]}",
        "File": f"written by Coreg {well_formed(header.app_version)}, definitions {recorded}",
        "Flags": f"by definitions {content.definitions}",
        "Marks": f"{len(content.moments)}, {corrected}; {len(marks.sets)} sets, {len(marks.ratings)} ratings",
        "Together": _together(content),
        "Seal": content.seal or "none",
        "Left out": ", ".join(_left_out(content)) or "nothing",
    }
    return [f"{name + ':':<10}{text}" for name, text in names.items()]


def _together(content: Content) -> str:
    if content.together is None:
        return "not compared: the session is too long"
    review = content.together.review
    if review.unknown is not None:
        return f"moving together over the session: unknown ({UNKNOWN[review.unknown]})"
    return f"moving together over the session: {TOGETHER[review.state]}"


def _left_out(content: Content) -> list[str]:
    has_names = any(person.name for person in content.people)
    words = [said for kind, said in TYPED.items() if kind not in content.asked]
    return [*words, *([] if has_names else ["names"])]


def _person(person: ExportedPerson) -> list[str]:
    if not person.is_measured:
        return [f"{person.role.value}: nobody was measured"]
    return [
        f"{person.role.value}:",
        f"  pseudonym {_known(person.pseudonym)}",
        *_name(person),
        *_strap(person),
        *_beats(person),
    ]


def _name(person: ExportedPerson) -> list[str]:
    return [] if person.name is None else [f"  name      {well_formed(person.name)}"]


def _strap(person: ExportedPerson) -> list[str]:
    if person.strap is None and not person.n_packets:
        return []
    packets = f"{person.n_packets} received, {person.n_malformed} malformed, {person.n_duplicates} delivered twice"
    straps = [_worn(person, worn) for worn in person.worn]
    if not straps:
        straps = [f"  strap     {_model(person.strap)}; latency {_latency(person.latency_s)}"]
    return [*straps, f"  packets   {packets}"]


def _worn(person: ExportedPerson, worn: Worn) -> str:
    """Say a strap; and from when to when, and whose it was thought to be, where that isn't plain."""
    when = "" if len(person.worn) == 1 else f", {worn.start_s:.3f} to {worn.end_s:.3f} s"
    whose = "" if worn.recorded_as is person.role else f", recorded as the {worn.recorded_as.value}'s"
    clock = "" if worn.clock != "live" else "; beats as placed during the session"
    return f"  strap     {_model(worn.strap)}{when}{whose}; latency {_latency(worn.latency_s)}{clock}"


def _model(strap: Strap | None) -> str:
    return _known(None if strap is None else strap.model)


def _latency(latency_s: float | None) -> str:
    return "not known, none subtracted" if latency_s is None else f"{latency_s} s, subtracted"


def _beats(person: ExportedPerson) -> list[str]:
    lines = [
        f"  beats     {len(person.beats)}, {person.n_artifacts} artifacts by the final verdict",
        f"  gaps      {len(person.gaps)}",
    ]
    return lines + [f"    {gap.start_s:.3f} to {gap.end_s:.3f} s: {gap.cause.value}" for gap in person.gaps]


def _known(text: str | None) -> str:
    return "not known" if text is None else well_formed(text)


def _offset(seconds: int) -> str:
    """Say how far a zone is from UTC.

    >>> _offset(-12600)
    'UTC-03:30'
    """
    minutes = abs(seconds) // 60
    return f"UTC{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
