"""The session's heart: on a beat it writes, computes and publishes, in that order.

It has no clock, thread or task: whoever runs it (session/conductor) tells it the time. All calls come from one
thread; `snapshot` may be read from any.
"""

from collections.abc import Collection

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState, PersonSnapshot, RecordState, Snapshot
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
    """

    def __init__(
        self, worn: Collection[Role], origin_ns: int, *, is_simulated: bool, journal: Journal | None
    ) -> None:
        self._origin_ns = origin_ns
        self._is_simulated = is_simulated
        self._journal = journal
        self._record = RecordState.NONE if journal is None else RecordState.RECORDING
        self._tracks = {role: Track(role, is_worn=role in worn) for role in Role}
        self._moments: list[Moment] = []
        self._people: dict[Role, PersonSnapshot] = {}
        self._snapshot_id = 0
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
                track.set_link(self._t_s(event.t_ns), event.state)
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

    def mark(self, kind: MomentKind, now_ns: int, wall_utc: str, input_: str) -> None:
        """Record that the therapist marked a moment."""
        moment = Moment(len(self._moments) + 1, self._t_s(now_ns), wall_utc, kind, input=input_)
        if self._journal is not None:
            self._journal.write_moment(moment)
        self._moments.append(moment)
        self._publish(now_ns)

    def end(self, now_ns: int) -> None:
        """Say that the recording is over."""
        if self._record is RecordState.RECORDING:
            self._record = RecordState.ENDED
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
        self.snapshot = Snapshot(
            snapshot_id=self._snapshot_id,
            t_s=self._t_s(now_ns),
            is_simulated=self._is_simulated,
            record=self._record,
            disk=DiskState() if self._journal is None else self._journal.state(),
            people=dict(self._people),
            moments=tuple(self._moments),
        )
        return self.snapshot

    def _t_s(self, t_ns: int) -> float:
        return (t_ns - self._origin_ns) / NS_PER_S
