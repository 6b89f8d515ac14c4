"""The tables of a session: what tidy CSV, SQLite, Parquet and JSON all write, under the same names."""

from coreg.domain.marks import SpanKind
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.export.classic import classic_table
from coreg.export.content import Content, ExportedPerson
from coreg.export.levels import reasons_table
from coreg.export.phases import phase_table
from coreg.export.set_tables import set_tables
from coreg.export.table import Cell, Column, Kind, Table, json_text, well_formed
from coreg.export.together import together_tables

_ROLE = Column("role", Kind.TEXT, "", "client or therapist")
_RUN = Column("run", Kind.INTEGER, "", "which unbroken life of the program within the session, from 1")
_LINK = Column("link", Kind.INTEGER, "", "the person's links are counted from 1; 0 before the first")
_T_S = Column("t_s", Kind.NUMBER, "s", "when, on the session's clock")
_START_S = Column("start_s", Kind.NUMBER, "s", "beginning, on the session's clock")
_END_S = Column("end_s", Kind.NUMBER, "s", "end, on the session's clock")
_OPEN_END_S = Column(
    "end_s", Kind.NUMBER, "s", "end, on the session's clock; empty while it goes on", may_be_empty=True
)
_TARGET = Column("target", Kind.INTEGER, "", "number of the target it belongs to", may_be_empty=True)

_SESSION = (
    Column("session_id", Kind.TEXT, "", "random; nothing of a person is in it"),
    Column(
        "started_utc",
        Kind.TEXT,
        "",
        "ISO 8601, UTC; the session clock's zero, to within about a second (table clock)",
    ),
    Column("zone", Kind.TEXT, "", "time zone where it was recorded"),
    Column("utc_offset_s", Kind.INTEGER, "s", "local time minus UTC at the start"),
    Column("duration_s", Kind.NUMBER, "s", "to the close, or to the last thing recorded where it was interrupted"),
    Column("ended", Kind.TEXT, "", "closed, or interrupted: crashed, cut off or still running"),
    Column("simulated", Kind.TRUTH, "", "1: simulated people, nobody was measured"),
    Column("imported_from", Kind.TEXT, "", "the format it was imported from; empty: recorded", may_be_empty=True),
    Column(
        "clock",
        Kind.TEXT,
        "",
        "how beats were placed: final (from both sides), live (as during the session), imported",
    ),
    Column("amended", Kind.TRUTH, "", "1 where marks were corrected afterwards"),
    Column("recorded_with", Kind.TEXT, "", "version of Coreg that recorded it"),
    Column(
        "recorded_definitions",
        Kind.TEXT,
        "",
        "version of the numbers' definitions while recording",
        may_be_empty=True,
    ),
    Column("coreg_version", Kind.TEXT, "", "version of Coreg that wrote this export"),
    Column("definitions", Kind.TEXT, "", "version of the numbers' definitions that the flags here follow"),
    Column("seal", Kind.TEXT, "", "the session's seal", may_be_empty=True),
)
_PEOPLE = (
    _ROLE,
    Column("pseudonym", Kind.TEXT, "", "empty where none is known", may_be_empty=True),
    Column("name", Kind.TEXT, "", "only where it was asked for and is known", may_be_empty=True),
    Column("measured", Kind.TRUTH, "", "0 where nobody wore a strap"),
    Column("strap_model", Kind.TEXT, "", "maker and model, where known", may_be_empty=True),
    Column("strap_end", Kind.TEXT, "", "last four characters of the strap's address", may_be_empty=True),
    Column(
        "latency_s", Kind.NUMBER, "s", "how late the strap worn last sends, subtracted from t_s", may_be_empty=True
    ),
    Column("n_packets", Kind.INTEGER, "", "notifications received"),
    Column("n_malformed", Kind.INTEGER, "", "of these, not understood: no beats were taken from them"),
    Column("n_duplicates", Kind.INTEGER, "", "of these, delivered twice: counted once"),
    Column("n_beats", Kind.INTEGER, "", "intervals, artifacts and all"),
    Column("n_artifacts", Kind.INTEGER, "", "of these, left out by the final artifact verdict"),
    Column("n_gaps", Kind.INTEGER, "", "stretches without beats"),
)
_FLAGS = "artifact, first_after_link, spans_gap, suspect, joined by +; empty: none; artifact is the verdict"
_BEATS = (
    _ROLE,
    _RUN,
    Column("segment", Kind.INTEGER, "", "beats of different segments are never contiguous"),
    Column("t_s", Kind.NUMBER, "s", "END of the interval on the session's clock, latency subtracted"),
    Column("rr_ticks", Kind.INTEGER, "1/1024 s", "the interval as the strap sent it; imported: the nearest"),
    Column("rr_ms", Kind.NUMBER, "ms", "the interval exactly: rr_ticks * 125 / 128; imported: as that file had it"),
    Column("uncertainty_ms", Kind.NUMBER, "ms", "standard uncertainty of t_s, not of the interval"),
    Column("clock", Kind.TEXT, "", "final: placed from both sides; live: as during the session; imported"),
    Column("live_t_s", Kind.NUMBER, "s", "t_s as it was placed during the session", may_be_empty=True),
    Column("live_uncertainty_ms", Kind.NUMBER, "ms", "standard uncertainty of live_t_s", may_be_empty=True),
    Column("latency_s", Kind.NUMBER, "s", "what was subtracted; empty: not known, nothing was", may_be_empty=True),
    Column("recorded_as", Kind.TEXT, "", "whose strap it was thought to be during the session"),
    Column("flag", Kind.TEXT, "", f"{_FLAGS} as first given, two beats later", may_be_empty=True),
    Column(
        "flag_final",
        Kind.TEXT,
        "",
        f"{_FLAGS} as final, 45 beats later; excluded: left out since",
        may_be_empty=True,
    ),
)
_WORN = (
    _ROLE,
    _RUN,
    Column("start_s", Kind.NUMBER, "s", "beginning of its first interval"),
    Column("end_s", Kind.NUMBER, "s", "end of its last"),
    Column("recorded_as", Kind.TEXT, "", "whose strap it was thought to be during the session"),
    Column("strap_model", Kind.TEXT, "", "maker and model, where known", may_be_empty=True),
    Column("strap_end", Kind.TEXT, "", "last four characters of the strap's address", may_be_empty=True),
    Column("latency_s", Kind.NUMBER, "s", "what was subtracted; empty: not known, nothing was", may_be_empty=True),
    Column("clock", Kind.TEXT, "", "how these beats were placed: final, live or imported"),
)
_GAPS = (
    _ROLE,
    _START_S,
    _END_S,
    Column("cause", Kind.TEXT, "", "link_lost, no_data, contact_lost or off_record"),
)
_SETS = (
    Column("number", Kind.INTEGER, "", "number of the set within the session, never reused"),
    _START_S,
    _OPEN_END_S,
    Column("kind", Kind.TEXT, "", "processing, resource, installation, body_scan or continuous"),
    Column("modality", Kind.TEXT, "", "how it was stimulated", may_be_empty=True),
    _TARGET,
    Column("ended_by", Kind.TEXT, "", "key, stop_signal, session_end or interrupted", may_be_empty=True),
    Column("counted", Kind.TRUTH, "", "0: interrupted, or reaches into time off the record or excluded"),
)
_RATINGS = (
    _T_S,
    Column("scale", Kind.TEXT, "", "sud 0-10, voc 1-7, self_energy 0-10 (the therapist's judgement)"),
    Column("value", Kind.INTEGER, "", "the number given"),
    _TARGET,
)
_EVENTS = (
    Column("id", Kind.INTEGER, "", "number of the moment within the session, from 1, never reused"),
    _T_S,
    Column("wall_utc", Kind.TEXT, "", "the same by the computer's clock, ISO 8601, UTC"),
    Column("kind", Kind.TEXT, "", "what was marked"),
    Column("by", Kind.TEXT, "", "who marked it"),
    Column("input", Kind.TEXT, "", "with what: key, button, command, script"),
    Column("amends", Kind.INTEGER, "", "id of the moment that this one corrects", may_be_empty=True),
    Column("retracted", Kind.TRUTH, "", "1 where it was taken back"),
    Column("payload", Kind.JSON, "", "what else the moment says; notes and names are never in it"),
)
_BASELINES = (_START_S, _OPEN_END_S)
_SPANS = (
    _START_S,
    _OPEN_END_S,
    Column("kind", Kind.TEXT, "", "quiet, disturbed, client_speaks, off_record, excluded and others"),
    Column("who", Kind.TEXT, "", "whose alone it is, of an excluded one; empty: both's", may_be_empty=True),
)
_CLOCK = (
    _T_S,
    Column("utc_s", Kind.NUMBER, "s", "seconds since 1970, UTC, by the computer's clock at that time"),
    Column("slept_s", Kind.NUMBER, "s", "how long the computer slept since the row before", may_be_empty=True),
    Column("utc_step_s", Kind.NUMBER, "s", "by how much its clock was set since the row before", may_be_empty=True),
)
_LINKS = (
    _ROLE,
    _RUN,
    _LINK,
    _T_S,
    Column("state", Kind.TEXT, "", "what the link to the strap became"),
    Column("cause", Kind.TEXT, "", "why it became so"),
)
_NOTES = (
    Column("id", Kind.INTEGER, "", "number of the note within the session, from 1"),
    Column("kind", Kind.TEXT, "", "note, part, target or reason"),
    Column("text", Kind.TEXT, "", "what was typed"),
    Column("written_utc", Kind.TEXT, "", "when, by the computer's clock, ISO 8601, UTC"),
    Column("event", Kind.INTEGER, "", "id of the event that names it", may_be_empty=True),
    Column("t_s", Kind.NUMBER, "s", "when that was, on the session's clock", may_be_empty=True),
)
_SETTINGS = (
    Column("name", Kind.TEXT, "", "a setting that the session was recorded with"),
    Column("value", Kind.TEXT, "", "its value", may_be_empty=True),
)


def tables(content: Content) -> tuple[Table, ...]:
    """Return the session's tables, the same ones for every session; notes only where they were asked for."""
    typed = (
        ()
        if content.notes is None
        else (Table("notes", "what was typed and asked for", _NOTES, _note_rows(content)),)
    )
    return (
        Table("session", "the session, one row", _SESSION, (_session_row(content),)),
        Table(
            "people", "who was measured", _PEOPLE, tuple(_person_row(content, person) for person in content.people)
        ),
        Table("worn", "which strap each person's beats came from, as was found out", _WORN, _worn_rows(content)),
        Table("beats", "every interval that the straps sent, the client's first", _BEATS, _beat_rows(content)),
        Table("gaps", "stretches without beats, and why", _GAPS, _gap_rows(content)),
        Table("sets", "sets of stimulation, corrections applied", _SETS, _set_rows(content)),
        Table("ratings", "ratings, corrections applied", _RATINGS, _rating_rows(content)),
        Table("events", "what the therapist marked; corrections are rows too", _EVENTS, _event_rows(content)),
        Table("baselines", "stretches marked as baseline", _BASELINES, _baseline_rows(content)),
        Table("spans", "every other stretch that was marked", _SPANS, _span_rows(content)),
        phase_table(content),
        *set_tables(content),
        *together_tables(content),
        classic_table(content),
        Table("links", "every change of the straps' links", _LINKS, _link_rows(content)),
        Table("clock", "the session's clock against the world's", _CLOCK, _clock_rows(content)),
        Table("settings", "what the session was recorded with", _SETTINGS, _setting_rows(content)),
        reasons_table(),
        *typed,
    )


def session_facts(content: Content) -> dict[str, Cell]:
    """Return the row of the session table by the names of its columns."""
    return dict(zip((column.name for column in _SESSION), _session_row(content), strict=True))


def person_facts(content: Content, person: ExportedPerson) -> dict[str, Cell]:
    """Return a person's row by the names of its columns."""
    return dict(zip((column.name for column in _PEOPLE), _person_row(content, person), strict=True))


def _session_row(content: Content) -> tuple[Cell, ...]:
    header = content.header
    return (
        well_formed(header.session_id),
        header.started_utc,
        well_formed(header.zone),
        header.utc_offset_s,
        content.duration_s,
        content.ended,
        header.is_simulated,
        None if header.imported_from is None else well_formed(header.imported_from),
        content.clock,
        content.is_amended,
        well_formed(header.app_version),
        None if content.recorded_definitions is None else well_formed(content.recorded_definitions),
        content.coreg_version,
        content.definitions,
        content.seal,
    )


def _person_row(content: Content, person: ExportedPerson) -> tuple[Cell, ...]:
    return (
        person.role.value,
        None if person.pseudonym is None else well_formed(person.pseudonym),
        None if person.name is None else well_formed(person.name),
        person.is_measured,
        *_strap_cells(content, person.strap),
        person.latency_s,
        person.n_packets,
        person.n_malformed,
        person.n_duplicates,
        len(person.beats),
        person.n_artifacts,
        len(person.gaps),
    )


def _strap_cells(content: Content, strap: Strap | None) -> tuple[Cell, Cell]:
    """Return model and the address's end; a simulated strap has no address."""
    if strap is None:
        return None, None
    end = None if content.header.is_simulated else well_formed(strap.tail)
    return None if strap.model is None else well_formed(strap.model), end


def _worn_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            person.role.value,
            one.run,
            one.start_s,
            one.end_s,
            one.recorded_as.value,
            *_strap_cells(content, one.strap),
            one.latency_s,
            one.clock,
        )
        for person in content.people
        for one in person.worn
    )


def _beat_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            person.role.value,
            each.run,
            each.beat.segment,
            each.beat.t_s,
            each.beat.ticks,
            each.rr_ms,
            each.beat.uncertainty_s * 1000,
            content.clock if each.worn is None else each.worn.clock,
            None if each.live is None else each.live.t_s,
            None if each.live is None else each.live.uncertainty_s * 1000,
            person.latency_s if each.worn is None else each.worn.latency_s,
            person.role.value if each.worn is None else each.worn.recorded_as.value,
            each.flag or None,
            each.flag_final or None,
        )
        for person in content.people
        for each in person.beats
    )


def _gap_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (person.role.value, gap.start_s, gap.end_s, gap.cause.value)
        for person in content.people
        for gap in person.gaps
    )


def _event_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            moment.moment_id,
            moment.t_s,
            well_formed(moment.wall_utc),
            moment.kind.value,
            well_formed(moment.by),
            well_formed(moment.input),
            moment.amends,
            moment.moment_id in content.retracted,
            json_text(moment.payload),
        )
        for moment in content.moments
    )


def _set_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            one.number,
            one.start_s,
            one.end_s,
            one.kind.value,
            None if one.modality is None else well_formed(one.modality),
            one.target,
            None if one.ended_by is None else one.ended_by.value,
            one.is_counted,
        )
        for one in content.marks.sets
    )


def _rating_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple((rating.t_s, rating.scale.value, rating.value, rating.target) for rating in content.marks.ratings)


def _baseline_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple((span.start_s, span.end_s) for span in content.marks.spans_of(SpanKind.BASELINE))


def _span_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (span.start_s, span.end_s, span.kind.value, None if span.who is None else span.who.value)
        for span in content.marks.spans
        if span.kind is not SpanKind.BASELINE
    )


def _clock_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple((anchor.t_s, anchor.utc_s, anchor.slept_s, anchor.utc_step_s) for anchor in content.anchors)


def _link_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (link.role.value, link.run, link.link, link.t_s, link.state.value, link.cause.value)
        for role in Role
        for link in content.links
        if link.role is role
    )


def _note_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            each.note.note_id,
            each.note.kind.value,
            well_formed(each.note.text),
            well_formed(each.note.written_utc),
            each.moment_id,
            each.t_s,
        )
        for each in content.notes or ()
    )


def _setting_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    return tuple((well_formed(name), well_formed(value)) for name, value in content.settings.items())
