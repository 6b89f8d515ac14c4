"""The session's heart: on a beat it writes, computes and publishes, in that order.

It has no clock, thread or task: whoever runs it (session/conductor) tells it the time. All calls come from one
thread; `snapshot` may be read from any.
"""

from collections.abc import Collection, Iterator, Mapping

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState, PersonSnapshot, RecordState, Snapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import LinkCause, LinkState
from coreg.readings.stand_up import judge
from coreg.recording.journal import Journal
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.sensor import BluetoothTrouble, LinkChanged, Packet, SensorEvent, StrapKnown
from coreg.session.track import Track


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
    ) -> None:
        self._origin_ns = origin_ns
        self._is_simulated = is_simulated
        self._journal = journal
        nothing = RecordState.PREPARED if is_prepared else RecordState.NONE
        self._record = nothing if journal is None else RecordState.RECORDING
        self._tracks = {role: Track(role, is_worn=role in worn) for role in Role}
        self._moments: list[Moment] = []
        self._people: dict[Role, PersonSnapshot] = {}
        self._stand_up = StandUp()
        self._lost_contact: set[Role] = set()
        self._snapshot_id = first_snapshot_id - 1
        for role in Role:
            self._compute(role, origin_ns)
        self.snapshot = self._publish(origin_ns)

    def deliver(self, role: Role, event: SensorEvent) -> None:
        """Take one event of a person's strap."""
        track = self._tracks[role]
        match event:
            case Packet():
                self._take_packet(track, event)
            case LinkChanged():
                track.set_link(self._t_s(event.t_ns), event.state, event.cause)
                if event.state is LinkState.CONTACT_LOST:
                    self._lost_contact.add(role)
                if self._journal is not None:
                    self._journal.write_link_event(role, track.link_number, event.t_ns, event.state, event.cause)
            case StrapKnown():
                track.set_strap(event.strap)
                if self._journal is not None:
                    self._journal.write_strap(role, event.strap)
            case BluetoothTrouble():
                track.fault = event.fault
        now_ns = event.arrival_ns if isinstance(event, Packet) else event.t_ns
        self._compute(role, now_ns)
        self._publish(now_ns)

    def begin_computing(self, now_ns: int) -> None:
        """Compute numbers from now on, and from what was only written so far: the kernels are ready."""
        for track in self._tracks.values():
            track.begin_computing()
        self.tick(now_ns)

    def tick(self, now_ns: int) -> None:
        """Let time pass: a silence grows, the disk catches up."""
        for role in Role:
            self._compute(role, now_ns)
        self._publish(now_ns)

    def wake(self, now_ns: int) -> None:
        """Say that the computer has slept: what a strap sent meanwhile is lost, whatever its link looks like."""
        for track in self._tracks.values():
            track.begin_anew(self._t_s(now_ns))

    def mark(
        self,
        kind: MomentKind,
        now_ns: int,
        wall_utc: str,
        input_: str,
        payload: Mapping[str, str | int | float | bool | None] | None = None,
    ) -> None:
        """Record that the therapist marked a moment."""
        number = len(self._moments) + 1
        moment = Moment(number, self._t_s(now_ns), wall_utc, kind, input=input_, payload=dict(payload or {}))
        if self._journal is not None:
            self._journal.write_moment(moment)
        self._moments.append(moment)
        self._publish(now_ns)

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

    def end(self, now_ns: int) -> None:
        """Say that the recording is over."""
        if self._record is RecordState.RECORDING:
            self._record = RecordState.ENDED
        elif self._record is RecordState.PREPARED:
            self._record = RecordState.NONE
        self.tick(now_ns)

    def _take_packet(self, track: Track, packet: Packet) -> None:
        decoded = track.decode(self._t_s(packet.arrival_ns), packet)
        if self._journal is not None:
            self._journal.write_packet(
                track.role, track.link_number, packet.arrival_ns, packet.payload, decoded.outcome, decoded.beats
            )
        track.take(decoded)

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
            moments=tuple(self._moments),
            stand_up=self._stand_up,
        )
        return self.snapshot

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
