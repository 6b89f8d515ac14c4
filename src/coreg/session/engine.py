"""The session's heart: on a beat it writes, computes and publishes, in that order.

It has no clock, thread or task: whoever runs it (session/conductor) tells it the time. All calls come from one
thread; `snapshot` may be read from any.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from coreg.domain.act import Refusal, Request
from coreg.domain.band import Band
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState, PersonSnapshot, RecordState, Snapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import LinkCause, LinkState
from coreg.domain.together import TogetherUpdate
from coreg.readings.rate_finding import RateFindingReadings, is_rate_over
from coreg.readings.stand_up import judge
from coreg.readings.together_marks import Markings
from coreg.recording.journal import Journal
from coreg.recording.notes import Notebook
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.sensor import BluetoothTrouble, LinkChanged, Packet, SensorEvent, StrapKnown
from coreg.session.band import BandFollowing
from coreg.session.earlier import Resumed
from coreg.session.marker import Answer, Marker
from coreg.session.profile import MarkSettings
from coreg.session.track import Track
from coreg.session.two_people import TwoPeople

_TAKES_NO_MARKS = (RecordState.PREPARED, RecordState.ENDED, RecordState.SEALED)


class Engine:
    """Takes the sensors' events and the therapist's marks; gives snapshots.

    Parameters
    ----------
    worn
        The roles that have a strap today.
    origin_ns
        The clock's nanoseconds at the session's zero.
    journal
        Where everything is written, or None where nothing is.
    is_prepared
        Whether a recording is to follow: until then it is found out who wears which strap.
    first_snapshot_id
        Snapshots are numbered on from here.
    settings
        What marks mean in this session.
    resumed
        What the session has already, where it was cut off and goes on.
    notes
        Where what is typed goes, None where no text is taken.
    marked_then
        What each answer on moving together was given with that the session has already; `is_replay` where these are
        all the marks that there will be.
    earlier_band
        The client's last band, to be offered.
    """

    def __init__(
        self,
        worn: Collection[Role],
        origin_ns: int,
        *,
        is_simulated: bool,
        journal: Journal | None,
        is_prepared: bool = False,
        first_snapshot_id: int = 1,
        settings: MarkSettings | None = None,
        resumed: Resumed | None = None,
        notes: Notebook | None = None,
        marked_then: Sequence[Markings] = (),
        is_replay: bool = False,
        earlier_band: Band | None = None,
    ) -> None:
        self._notes = notes
        self._origin_ns = origin_ns
        self._is_simulated = is_simulated
        self._journal = journal
        nothing = RecordState.PREPARED if is_prepared else RecordState.NONE
        self._record = nothing if journal is None else RecordState.RECORDING
        earlier = {} if resumed is None else resumed.earlier
        moments = () if resumed is None else resumed.moments
        self._tracks = {role: Track(role, is_worn=role in worn, earlier=earlier.get(role)) for role in Role}
        settings = replace(settings or MarkSettings(), takes_text=notes is not None)
        self._marker = Marker(settings, moments, self._baseline_results)
        self._refusal: tuple[int, Refusal] | None = None
        self._people: dict[Role, PersonSnapshot] = {}
        self._stand_up = StandUp()
        self._lost_contact: set[Role] = set()
        self._rates = RateFindingReadings()
        self._two = TwoPeople(settings.profile, marked_then, is_replay=is_replay)
        self._n_answers_stored = len(marked_then)
        self._band = BandFollowing(earlier_band, moments[-1].t_s if moments else 0.0)
        self._is_ending = False
        self._snapshot_id = first_snapshot_id - 1
        self._write(())
        self.tick(origin_ns)

    def deliver(self, role: Role, event: SensorEvent) -> None:
        """Take one event of a person's strap."""
        track = self._tracks[role]
        now_ns = event.arrival_ns if isinstance(event, Packet) else event.t_ns
        self._follow_band(now_ns)
        match event:
            case Packet():
                if not self._marker.stage.is_off_record:
                    self._take_packet(track, event)
            case LinkChanged():
                track.set_link(self._t_s(event.t_ns), event.state, event.cause)
                if event.state is LinkState.CONTACT_LOST:
                    self._lost_contact.add(role)
                self._write_event(track, event)
            case StrapKnown():
                track.set_strap(event.strap)
                self._write_event(track, event)
            case BluetoothTrouble():
                track.fault = event.fault
        self._compute(role, now_ns)
        self._publish(now_ns)

    def feed_anew(self) -> None:
        """Give earlier answers on moving together again, before anything is computed; for a worker thread."""
        self._two.feed_anew(self._tracks)

    def begin_computing(self, now_ns: int) -> None:
        """Compute numbers from now on, and from what was only written so far: the kernels are ready."""
        for track in self._tracks.values():
            track.begin_computing()
        self._compute_two()
        self.tick(now_ns)

    def tick(self, now_ns: int) -> None:
        """Let time pass: a silence grows, the disk catches up."""
        self._follow_band(now_ns)
        for role in Role:
            self._compute(role, now_ns)
        self._publish(now_ns)

    def wake(self, now_ns: int) -> None:
        """Say that the computer has slept: what a strap sent meanwhile is lost, whatever its link looks like."""
        for track in self._tracks.values():
            track.begin_anew(self._t_s(now_ns))

    def ask(self, request: Request, now_ns: int, wall_utc: str, input_: str) -> Refusal | None:
        """Do what the therapist asks for, and write down what came of it; return why not where it can't be done."""
        self._follow_band(now_ns)
        was_off_record = self._marker.stage.is_off_record
        answer = Answer(refusal=Refusal.NOT_RECORDING)
        if self._record not in _TAKES_NO_MARKS:
            answer = self._marker.ask(request, self._t_s(now_ns), wall_utc, input_)
        if answer.refusal is not None:
            self._refusal = (1 if self._refusal is None else self._refusal[0] + 1, answer.refusal)
        self._write(answer.moments)
        if self._marker.stage.is_off_record is not was_off_record:
            self._turn_record(now_ns)
        self.tick(now_ns)
        return answer.refusal

    def add(
        self,
        kind: MomentKind,
        now_ns: int,
        wall_utc: str,
        input_: str,
        payload: Mapping[str, PayloadValue] | None = None,
    ) -> None:
        """Record a moment that nobody pressed a key for."""
        self._write((self._marker.add(kind, self._t_s(now_ns), wall_utc, input_, payload),))
        self._publish(now_ns)

    def is_baseline_complete(self, now_ns: int) -> bool:
        """Whether a baseline runs that has what it needs of everybody who wears a strap."""
        worn = [track for track in self._tracks.values() if track.is_worn]
        t_s = self._t_s(now_ns)
        return bool(worn) and all(track.against_start.is_complete(track.series, t_s) for track in worn)

    def end_baseline(self, now_ns: int, wall_utc: str) -> None:
        """End the baseline that is complete."""
        self._write(self._marker.end_baseline(self._t_s(now_ns), wall_utc))
        self.tick(now_ns)

    def is_rate_over(self, now_ns: int) -> bool:
        """Whether the search for a comfortable rate has to go on to its next."""
        return self._record not in _TAKES_NO_MARKS and is_rate_over(self._marker.marks, self._t_s(now_ns))

    def try_next_rate(self, now_ns: int, wall_utc: str) -> None:
        """Go on with the search for a comfortable rate."""
        self._write(self._marker.try_next_rate(self._t_s(now_ns), wall_utc))
        self.tick(now_ns)

    def ask_to_stand_up(self, now_ns: int) -> None:
        """Begin the check of who wears which strap, or begin it anew."""
        self._lost_contact.clear()
        self._stand_up = StandUp(StandUpState.RUNNING, self._t_s(now_ns))
        self._publish(now_ns)

    def swap(self, now_ns: int) -> None:
        """Exchange who wears what; nothing is written yet, so everything known goes along."""
        client, therapist = self._tracks[Role.CLIENT], self._tracks[Role.THERAPIST]
        client.role, therapist.role = therapist.role, client.role
        self._tracks = {track.role: track for track in (therapist, client)}
        self._stand_up = self._stand_up.swapped
        self._lost_contact = {role.other for role in self._lost_contact}
        self.tick(now_ns)

    def known(self, now_ns: int) -> dict[Role, tuple[SensorEvent, ...]]:
        """What an engine that begins now must be told first, of each strap's identity, link and Bluetooth."""
        return {role: tuple(_known(track, now_ns)) for role, track in self._tracks.items() if track.is_worn}

    def show_ending(self, now_ns: int) -> None:
        """Say that the session is over and the disk has yet to take what waits."""
        self._is_ending = True
        self._publish(now_ns)

    def finish_two(self, now_ns: int) -> None:
        """Give the last answers on moving together, while they can still be written: no beat may follow."""
        if self._computes_two:
            self._keep(self._two.finish(self._tracks, self._t_s(now_ns)))

    def read_two(self, now_ns: int) -> None:
        """Read the two people's session as a whole, once `finish_two` is done; for a worker thread."""
        if self._computes_two:
            self._two.read_all(self._tracks, self._t_s(now_ns))

    def end(self, now_ns: int, *, is_sealed: bool = False) -> None:
        """Say that the recording is over, and whether its file was sealed."""
        self._is_ending = False
        if self._record in (RecordState.RECORDING, RecordState.OFF_RECORD):
            self._record = RecordState.SEALED if is_sealed else RecordState.ENDED
            for track in self._tracks.values():
                track.read_all(self._t_s(now_ns))
        elif self._record is RecordState.PREPARED:
            self._record = RecordState.NONE
        self.tick(now_ns)

    def _write(self, moments: Iterable[Moment]) -> None:
        """Write moments down, then let everybody know what is marked now."""
        for moment in moments:
            if self._journal is not None:
                self._journal.write_moment(moment)
        for track in self._tracks.values():
            track.follow(self._marker.marks)
        self._rates.follow(self._marker.marks, self._tracks[Role.CLIENT].series)
        self._two.follow(self._marker.marks)
        self._band.follow(self._marker.moments)

    def _write_event(self, track: Track, event: LinkChanged | StrapKnown) -> None:
        if self._journal is None or self._marker.stage.is_off_record:
            return
        if isinstance(event, StrapKnown):
            self._journal.write_strap(track.role, event.strap)
        else:
            number = track.link_number
            self._journal.write_link_event(track.role, number, event.t_ns, event.state, event.cause)

    def _turn_record(self, now_ns: int) -> None:
        """Leave the record or come back to it; coming back, write how things stand, since nothing was kept."""
        is_off = self._marker.stage.is_off_record
        if self._record in (RecordState.RECORDING, RecordState.OFF_RECORD):
            self._record = RecordState.OFF_RECORD if is_off else RecordState.RECORDING
        for track in self._tracks.values():
            if is_off:
                track.leave_record(self._t_s(now_ns))
                continue
            track.come_back(self._t_s(now_ns))
            for event in _known(track, now_ns):
                if isinstance(event, LinkChanged | StrapKnown):
                    self._write_event(track, event)

    def _baseline_results(self, end_s: float) -> dict[str, PayloadValue]:
        worn = {role: track for role, track in self._tracks.items() if track.is_worn}
        return {role.value: track.against_start.result(track.series, end_s) for role, track in worn.items()}

    def _take_packet(self, track: Track, packet: Packet) -> None:
        decoded = track.decode(self._t_s(packet.arrival_ns), packet)
        if self._journal is not None:
            self._journal.write_packet(
                track.role, track.link_number, packet.arrival_ns, packet.payload, decoded.outcome, decoded.beats
            )
        track.take(decoded)
        self._compute_two()

    @property
    def _computes_two(self) -> bool:
        """Whether there are two people to be compared, and it is settled who is who."""
        both = all(track.computes and track.is_worn for track in self._tracks.values())
        return both and self._record is not RecordState.PREPARED

    def _compute_two(self) -> None:
        if self._computes_two:
            self._keep(self._two.advance(self._tracks))

    def _keep(self, answers: Sequence[tuple[int, TogetherUpdate]]) -> None:
        """Write answers down as they were given; those of before the session was cut off are there already."""
        for number, answer in answers:
            if self._journal is not None and number > self._n_answers_stored:
                self._journal.write_together(number, answer)

    def _compute(self, role: Role, now_ns: int) -> None:
        self._people[role] = self._tracks[role].snapshot(self._t_s(now_ns))

    def _publish(self, now_ns: int) -> Snapshot:
        self._snapshot_id += 1
        if self._record is RecordState.PREPARED:
            self._judge(self._t_s(now_ns))
        self.snapshot = Snapshot(
            snapshot_id=self._snapshot_id,
            t_s=self._t_s(now_ns),
            is_simulated=self._is_simulated,
            record=self._record,
            disk=DiskState() if self._journal is None else self._journal.state(),
            people=dict(self._people),
            moments=self._marker.moments,
            stand_up=self._stand_up,
            is_ending=self._is_ending,
            marks=self._marker.marks,
            stage=self._marker.stage,
            refusal=self._refusal,
            notes=None if self._notes is None else self._notes.state(),
            client_picture=self._tracks[Role.CLIENT].picture(self._t_s(now_ns), self._marker.stage),
            rate_finding=self._rates.found,
            together=self._two.so_far(
                self._tracks, self._t_s(now_ns), is_off_record=self._marker.stage.is_off_record
            ),
            band=self._band.shown(self._tracks[Role.CLIENT].against_start.baselines),
        )
        return self.snapshot

    def _follow_band(self, now_ns: int) -> None:
        """Hold every second up to now against the band, before anything newer is taken in."""
        self._band.advance(self._t_s(now_ns), self._tracks[Role.CLIENT].minute)

    def _judge(self, now_s: float) -> None:
        series = {role: track.series for role, track in self._tracks.items() if track.is_worn}
        self._stand_up = judge(self._stand_up, now_s, series, self._lost_contact)

    def _t_s(self, t_ns: int) -> float:
        return (t_ns - self._origin_ns) / NS_PER_S


def _known(track: Track, now_ns: int) -> Iterator[SensorEvent]:
    if track.strap is not None:
        yield StrapKnown(now_ns, track.strap)
    if track.link.has_link:
        yield LinkChanged(now_ns, LinkState.SUBSCRIBING, LinkCause.ASKED)
    if track.link is not LinkState.IDLE:
        yield LinkChanged(now_ns, track.link, track.link_cause)
    if track.fault is not None:
        yield BluetoothTrouble(now_ns, track.fault)
