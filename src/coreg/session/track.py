"""One person's way through the engine: the link, the decoder, the readings, and what to show of them."""

from dataclasses import replace

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.client_picture import ClientPicture
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets
from coreg.domain.snapshot import PersonNumbers, PersonSnapshot
from coreg.domain.stage import Stage
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState, Strap
from coreg.readings.client_picture import ClientPictureReadings
from coreg.readings.series import BeatSeries
from coreg.readings.session_sets import read_session_sets
from coreg.readings.silence import silence_of
from coreg.readings.usable import usable_share
from coreg.sensors.decoder import Decoded, Decoder
from coreg.sensors.sensor import Packet
from coreg.session.earlier import Earlier

NOTHING_YET = PersonNumbers.of_unknown(Unknown.PREPARING)
NOBODY = PersonNumbers.of_unknown(Unknown.NO_STRAP)


class Track:
    """What the session knows of one person. Fed by the engine, in order of time.

    Parameters
    ----------
    earlier
        What the session has of this person already, where it was cut off and goes on.
    """

    def __init__(self, role: Role, *, is_worn: bool, earlier: Earlier | None = None) -> None:
        earlier = earlier or Earlier()
        self.role = role
        self.is_worn = is_worn
        self.link = LinkState.IDLE
        self.link_cause = LinkCause.ASKED
        self.link_number = 0
        self.strap: Strap | None = earlier.strap
        self.fault: BluetoothFault | None = None
        self._link_since_s = 0.0
        self._has_contact: bool | None = None
        self._sent_heart_rate_bpm = 0
        self._earlier = earlier
        self._n_packets = earlier.counts.n_packets
        self._n_beats = earlier.n_beats
        self._last_beat_s = None if earlier.last_beat is None else earlier.last_beat.t_s
        self._gaps: list[Gap] = list(earlier.counts.gaps)
        self._is_first_beat = True
        self._latency_s = 0.0
        self._decoder = Decoder()
        self._readings = earlier.readings
        self._computes = False
        self._waiting: list[Beat] = []
        self.against_start = earlier.against_start
        self._marks = Marks()
        self._sets: SessionSets | None = None
        self._usable_share: float | None = None
        self._off_record_since_s: float | None = None
        self._picture = ClientPictureReadings()

    def set_strap(self, strap: Strap) -> None:
        """Take note of the strap; the latency known at its first link holds for the session."""
        self.strap = strap

    @property
    def computes(self) -> bool:
        """Whether its kernels are ready."""
        return self._computes

    @property
    def has_latency(self) -> bool:
        """Whether it is known how late this strap sends a beat."""
        return self.strap is not None and self.strap.latency_s is not None

    @property
    def series(self) -> BeatSeries:
        """The beats that are computed so far."""
        return self._readings.series

    def set_link(self, t_s: float, state: LinkState, cause: LinkCause) -> None:
        """Move the link. SUBSCRIBING begins a new link: packets are numbered with it, the clock starts afresh."""
        if state is LinkState.SUBSCRIBING:
            self.link_number += 1
            if self.link_number == 1:
                self._latency_s = self.strap.latency_s or 0.0 if self.strap else 0.0
                self._decoder = Decoder(self._latency_s)
            self._decoder.new_link(t_s)
        self.link = state
        self.link_cause = cause
        self._link_since_s = t_s

    def begin_anew(self, t_s: float) -> None:
        """Say that beats may be missing before `t_s` though the link stands: the computer slept."""
        self._decoder.new_link(t_s)

    def decode(self, t_s: float, packet: Packet) -> Decoded:
        """Turn a packet into beats; nothing is computed from them yet."""
        return self._decoder.update(t_s, packet.payload)

    def take(self, decoded: Decoded) -> None:
        """Compute what the beats change."""
        self._n_packets += 1
        if decoded.measurement is not None:
            self._has_contact = decoded.measurement.has_contact
            self._sent_heart_rate_bpm = decoded.measurement.heart_rate_bpm
        self._gaps += decoded.gaps
        if decoded.beats:
            self._end_hole(decoded.beats[0])
            self._n_beats += len(decoded.beats)
            self._last_beat_s = decoded.beats[-1].t_s
            self._waiting += decoded.beats
            if self._computes:
                self._compute_waiting()

    def begin_computing(self) -> None:
        """Compute from now on, and what came before: the kernels are ready."""
        self._computes = True
        self._compute_waiting()
        self.follow(self._marks)

    def leave_record(self, t_s: float) -> None:
        """From now on nothing is known of this person, until `come_back`."""
        self._off_record_since_s = t_s

    def come_back(self, t_s: float) -> None:
        """Begin afresh: what the strap measured meanwhile isn't to be known."""
        self._off_record_since_s = None
        self._decoder.new_link(t_s, GapCause.OFF_RECORD)

    def follow(self, marks: Marks) -> None:
        """Take note of what is marked."""
        self._marks = marks
        if self._computes:
            self.against_start.follow(marks, self.series)

    def read_all(self, length_s: float) -> None:
        """Read the session as a whole, with final verdicts: it has ended, and this is what its file gives."""
        if self._computes and self.is_worn:
            self.series.finish()
            self._sets = read_session_sets(self.series, self._marks)
            self._usable_share = usable_share(self.series, self._marks, length_s)

    def snapshot(self, now_s: float) -> PersonSnapshot:
        """What is known of this person at `now_s`."""
        numbers = self._numbers(now_s)
        rates = (numbers.heart_rate_60s_bpm, numbers.ln_rmssd)
        return PersonSnapshot(
            role=self.role,
            strap=self.strap,
            link=self.link,
            link_since_s=self._link_since_s,
            numbers=numbers,
            link_cause=self.link_cause,
            fault=self.fault,
            has_contact=self._has_contact,
            is_suspect=self._decoder.is_suspect,
            sends_milliseconds=self._decoder.sends_milliseconds,
            n_packets=self._n_packets,
            n_beats=self._n_beats,
            n_malformed=self._earlier.counts.n_malformed + self._decoder.n_malformed,
            n_duplicates=self._earlier.counts.n_duplicates + self._decoder.n_duplicates,
            last_beat_s=self._last_beat_s,
            gaps=tuple(self._gaps),
            baselining=self.against_start.progress(self.series, now_s) if self.is_worn else None,
            baseline=self.against_start.baselines[-1] if self.against_start.baselines else None,
            standing=self.against_start.standing(now_s, self.series, self._marks, *rates),
            sets=self._sets,
            usable_share=self._usable_share,
        )

    def minute(self, t_s: float) -> tuple[Reading, Reading]:
        """Heart rate and ln RMSSD of the minute that ends then, with the beats taken in so far."""
        numbers = self._readings.numbers(t_s - self._latency_s) if self._computes else NOTHING_YET
        return numbers.heart_rate_60s_bpm, numbers.ln_rmssd

    def _end_hole(self, first: Beat) -> None:
        """Take note of the hole between this life of the program and the one before."""
        gap = self._earlier.gap_before(first) if self._is_first_beat else None
        self._is_first_beat = False
        if gap is not None:
            self._gaps.append(gap)

    def picture(self, now_s: float, stage: Stage) -> ClientPicture:
        """What this person's own screen shows, if it is theirs."""
        is_silent = self._silence is not None
        return self._picture.update(now_s - self._latency_s, self.series, stage, is_silent=is_silent)

    def _compute_waiting(self) -> None:
        beats, self._waiting = self._waiting, []
        self._readings.update(beats)

    def _numbers(self, now_s: float) -> PersonNumbers:
        if not self._computes:
            return NOTHING_YET if self.is_worn else NOBODY
        numbers = self._readings.numbers(now_s - self._latency_s, self._silence)
        if numbers.heart_rate_bpm.unknown is Unknown.NO_RR and self._sent_heart_rate_bpm:
            sent = Reading(value=float(self._sent_heart_rate_bpm), is_rough=True)
            return replace(numbers, heart_rate_bpm=sent)
        return numbers

    @property
    def _silence(self) -> Unknown | None:
        if not self.is_worn:
            return Unknown.NO_STRAP
        if self._off_record_since_s is not None:
            return Unknown.OFF_RECORD
        return silence_of(self.link)
