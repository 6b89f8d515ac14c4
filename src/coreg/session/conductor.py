"""Holds one session on the running loop: lets the sensors run, the clock tick, and closes the file at the end."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coreg.domain.act import Act, Request
from coreg.domain.band import Band
from coreg.domain.errors import DiskProblemError
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.strap import Strap
from coreg.recording.journal import Journal
from coreg.recording.notes import Notebook
from coreg.recording.place import Place
from coreg.sensors.clock import NS_PER_S, RealClock, StepClock, leave
from coreg.sensors.sensor import Deliver, Packet, Sensor, SensorEvent
from coreg.session.band import BandKeeping, dated
from coreg.session.closing import hand_over, words_of_loss
from coreg.session.engine import Engine
from coreg.session.opening import check_payload, open_journal, open_notes
from coreg.session.plan import Plan

_TICK_NS = NS_PER_S // 4  # a silence is noticed within a quarter of a second
_MOST_WAITING = 8  # our choice: about a second of two straps' packets and their link events
_CLOSE_TRY_S = 0.25  # our choice: as often as the session ticks, the screen hears what the disk says at the end
_DISK_PATIENCE_S = 1.0  # our choice: with a full disk the session goes on, slowly
_ANCHOR_EVERY_NS = 60 * NS_PER_S  # design section 7: the monotonic clock against UTC every 60 s

Observer = Callable[[Role, SensorEvent], None]
Remember = Callable[[Mapping[Role, Strap]], None]


class Conductor:
    """One session from its first scan to the closed file.

    A plan that doesn't record at once is PREPARED first: the straps are connected, nothing is written, and what was
    seen until `begin_recording` is forgotten with it. The recording begins with an engine of its own.

    Parameters
    ----------
    warm_up
        Makes the kernels ready, on a worker thread. A real session is recorded meanwhile and computed after; one
        that plays faster than life waits for it. None where nobody looks: then nothing is computed.
    observe
        Is told of every event after the engine took it: what `coreg record` prints comes from here.
    remember
        Is told, on a worker thread, who wears which strap when a recording of real people begins. Where a plan has
        a keeper, that one is told instead.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        warm_up: Callable[[], None] | None,
        observe: Observer | None = None,
        remember: Remember | None = None,
    ) -> None:
        self._plan = plan
        self._warm_up = warm_up
        self._observe = observe
        self._remember = remember
        self._clock = plan.clock
        self._origin_ns = self._clock.now_ns() if plan.resumed is None else plan.resumed.point.origin_ns
        self._roles = {role: role for role in Role}
        self._meanwhile: list[tuple[Role, SensorEvent]] | None = None
        self._is_ready = False
        self._journal: Journal | None = None
        self._notes: Notebook | None = None
        if plan.records_at_once and plan.is_recorded:
            self._journal = open_journal(plan, self._origin_ns)
            self._notes = open_notes(plan)
        self._bands = BandKeeping(plan.keeper)
        self._engine = Engine(
            plan.sensors,
            self._origin_ns,
            is_simulated=plan.is_simulated,
            journal=self._journal,
            is_prepared=not plan.records_at_once,
            settings=plan.marks,
            resumed=plan.resumed,
            notes=self._notes,
            marked_then=plan.marked_then,
            is_replay=plan.is_replay,
            earlier_band=None if self._journal is None else self._bands.earlier(),
        )
        if plan.resumed is not None:
            self._engine.tick(self._clock.now_ns())
        self._script = deque(plan.script.steps)
        self._changing = asyncio.Lock()
        self._stopping = asyncio.Event()
        self._is_left = False
        self._is_closing = False

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot; may be read from any thread."""
        return self._engine.snapshot

    def n_on_disk(self, role: Role) -> int:
        """How many of this person's packets the disk has confirmed."""
        return 0 if self._journal is None else self._journal.n_on_disk(role)

    @property
    def places(self) -> tuple[Place, ...]:
        """The session's file, and every part of it that the first file's disk hasn't taken back."""
        return () if self._journal is None else self._journal.places

    def ask(self, request: Request, input_: str) -> None:
        """Do what the therapist asks for, now; a refusal stands in the next snapshot.

        Nothing is done any more once the session is being closed.
        """
        if self._is_closing:
            return
        request = dated(request, _utc_now())
        if self._engine.ask(request, self._clock.now_ns(), _utc_now(), input_) is None:
            self._bands.keep(request)
        if request.act in (Act.END, Act.WITHDRAW):
            self.stop()

    def keep_note(self, text: str, input_: str) -> None:
        """Keep what was typed as a note of now; a refusal stands in the next snapshot, and nothing is kept."""
        number = 0 if self._notes is None else self._notes.next_id
        now = (self._clock.now_ns(), _utc_now())
        is_kept = not self._is_closing and self._engine.ask(Request(Act.NOTE, number), *now, input_) is None
        if is_kept and self._notes is not None:
            self._notes.write(text, now[1])

    def ask_to_stand_up(self) -> None:
        """Begin the check of who wears which strap; only before the recording."""
        if self._may_change:
            self._engine.ask_to_stand_up(self._clock.now_ns())

    def swap_roles(self) -> bool:
        """Exchange who wears which strap. False, and nothing happens, once the recording has begun."""
        if not self._may_change:
            return False
        self._roles = {planned: role.other for planned, role in self._roles.items()}
        self._engine.swap(self._clock.now_ns())
        return True

    async def begin_recording(
        self, confirmed: Collection[Role] = (), input_: str = "key", *, is_watched_only: bool = False
    ) -> None:
        """Open the session file and begin the session proper: its clock is zero now.

        Parameters
        ----------
        confirmed
            Whose strap the therapist has said to be the right one.
        is_watched_only
            Whether nothing is to be written: no file, and nothing remembered.

        Raises
        ------
        DiskProblemError, VaultError
            The file can't be made; the straps stay connected and it can be tried again.
        """
        if not self._may_change:
            return
        async with self._changing:
            if not self._stopping.is_set():
                await self._begin(confirmed, input_, is_watched_only=is_watched_only)
        keeper = self._plan.keeper
        remember = self._remember if keeper is None else keeper.remember
        if remember is not None and not self._plan.is_simulated and not is_watched_only:
            people = self.snapshot.people
            worn = {role: person.strap for role, person in people.items() if person.strap is not None}
            await asyncio.to_thread(remember, worn)

    @property
    def _may_change(self) -> bool:
        is_prepared = self._engine.snapshot.record is RecordState.PREPARED
        return is_prepared and not self._changing.locked() and not self._stopping.is_set()

    async def _begin(self, confirmed: Collection[Role], input_: str, *, is_watched_only: bool) -> None:
        """Let a fresh engine take over, with all that the straps have sent from its zero on."""
        origin_ns = self._clock.now_ns()
        known = self._engine.known(origin_ns)
        payload = check_payload(self.snapshot, confirmed, is_swapped=self._roles[Role.CLIENT] is not Role.CLIENT)
        self._meanwhile = []
        try:
            opened = (None, None) if is_watched_only else await asyncio.to_thread(self._open_files, origin_ns)
            journal, earlier_band = opened
        finally:
            meanwhile, self._meanwhile = self._meanwhile, None
        self._notes = None if journal is None else open_notes(self._plan)
        engine = Engine(
            known,
            origin_ns,
            is_simulated=self._plan.is_simulated,
            journal=journal,
            first_snapshot_id=self.snapshot.snapshot_id + 1,
            settings=self._plan.marks,
            notes=self._notes,
            earlier_band=earlier_band,
        )
        self._origin_ns, self._journal = origin_ns, journal
        if self._is_ready:
            engine.begin_computing(origin_ns)
        for role, events in known.items():
            for event in events:
                engine.deliver(role, event)
        engine.add(MomentKind.STRAPS_CHECKED, origin_ns, _utc_now(), input_, payload)
        for role, event in meanwhile:
            if not _is_before(event, origin_ns):
                engine.deliver(role, event)
        self._engine = engine

    def _open_files(self, origin_ns: int) -> tuple[Journal, Band | None]:
        """Make the file, and look what the client's last band was; on a worker thread."""
        return open_journal(self._plan, origin_ns), self._bands.earlier()

    def stop(self) -> None:
        """End the session; `run` then closes everything and returns."""
        self._stopping.set()

    async def record_elsewhere(self, folder: Path) -> None:
        """Go on recording in another folder, with all that waits for the first one's disk.

        Raises
        ------
        DiskProblemError
            That folder's disk takes no file: the recording stays where it is.
        """
        if self._journal is not None:
            await asyncio.to_thread(self._journal.record_elsewhere, folder)

    def leave(self) -> None:
        """End the session without what the disk doesn't take: it is lost. `run` then says how much that was."""
        self._is_left = True
        self.stop()

    async def run(self) -> None:
        """Hold the session until it is stopped or every sensor has ended; the file is closed whatever happens.

        Where its disk takes nothing, it waits for as long as that lasts, or until `leave`.

        Raises
        ------
        CoregError
            What a sensor must tell the user; the recording so far is kept.
        """
        sensors = [asyncio.create_task(self._run_sensor(role, s)) for role, s in self._plan.sensors.items()]
        others = [asyncio.create_task(self._tick()), asyncio.create_task(self._until_stopped())]
        try:
            await _until_over(sensors, others)
        finally:
            for task in (*sensors, *others):
                task.cancel()
            await asyncio.gather(*sensors, *others, return_exceptions=True)
            await self._close()
        for task in (*sensors, *others):
            if not task.cancelled():
                task.result()

    async def _run_sensor(self, role: Role, sensor: Sensor) -> None:
        try:
            await sensor.run(self._deliver_to(role))
        finally:
            leave(self._clock)

    def _deliver_to(self, planned: Role) -> Deliver:
        def deliver(event: SensorEvent) -> None:
            role = self._roles[planned]
            if _is_before(event, self._origin_ns):
                return  # it waited while the recording began, and is of the time before
            self._notice_sleep()
            self._engine.deliver(role, event)
            if self._meanwhile is not None:
                self._meanwhile.append((role, event))
            if self._observe is not None:
                self._observe(role, event)

        return deliver

    async def _make_ready(self) -> None:
        if self._warm_up is not None:
            await asyncio.to_thread(self._warm_up)
            await asyncio.to_thread(self._engine.feed_anew)
            self._is_ready = True
            self._engine.begin_computing(self._clock.now_ns())

    async def _until_stopped(self) -> None:
        await self._stopping.wait()

    async def _tick(self) -> None:
        next_ns = anchor_ns = self._origin_ns
        warming = asyncio.create_task(self._make_ready())
        if not isinstance(self._clock, RealClock):
            await warming
        while True:
            if warming.done():
                warming.result()
            await self._clock.sleep_until(next_ns)
            now_ns = self._clock.now_ns()
            self._play_script(now_ns)
            self._engine.tick(now_ns)
            self._notice_sleep()
            if self._engine.is_baseline_complete(now_ns):
                self._engine.end_baseline(now_ns, _utc_now())
            if self._engine.is_rate_over(now_ns):
                self._engine.try_next_rate(now_ns, _utc_now())
            if now_ns >= anchor_ns:
                anchor_ns = self._anchor(now_ns)
            next_ns = max(next_ns + _TICK_NS, now_ns)
            await self._let_disk_catch_up()

    def _notice_sleep(self) -> None:
        """Let nothing after a sleep of the computer follow on what was before it; the file says so first."""
        if self._journal is not None and self._journal.has_slept:
            now_ns = self._clock.now_ns()
            self._journal.write_anchor(now_ns)
            self._engine.wake(now_ns)

    def _play_script(self, now_ns: int) -> None:
        """Press what the script says is due, as of its own time; it begins with the recording."""
        now_s = (now_ns - self._origin_ns) / NS_PER_S
        while self._script and self._script[0].t_s <= now_s and not self._may_change:
            step = self._script.popleft()
            request = replace(step.request, ago_s=now_s - step.t_s)
            self.ask(request, "script")

    def _anchor(self, now_ns: int) -> int:
        """Write what time it is outside, where real people are recorded, and return when to do so again."""
        if self._journal is None:
            return now_ns  # as soon as the recording begins
        if not self._plan.is_simulated:
            self._journal.write_anchor(now_ns)
        return now_ns + _ANCHOR_EVERY_NS

    async def _let_disk_catch_up(self) -> None:
        """Hold a session that plays as fast as it can to what the disk takes; its clock stands still meanwhile."""
        journal = self._journal
        if isinstance(self._clock, StepClock) and journal is not None and journal.state().n_waiting > _MOST_WAITING:
            await asyncio.to_thread(journal.wait_until_at_most, _MOST_WAITING // 2, _DISK_PATIENCE_S)

    async def _close(self) -> None:
        self._stopping.set()
        async with self._changing:
            now_ns = self._clock.now_ns()
            self._is_closing = True
            await self._bands.finish()
            is_sealed = False
            self._engine.finish_two(now_ns)
            if self._journal is not None:
                is_sealed = await self._close_files(self._journal, now_ns)
            await asyncio.to_thread(self._engine.read_two, now_ns)
            self._engine.end(now_ns, is_sealed=is_sealed)

    async def _close_files(self, journal: Journal, now_ns: int) -> bool:
        """Try for as long as the disk refuses, and have the screen say so; nothing is thrown away unasked."""
        while True:
            try:
                await asyncio.to_thread(journal.close, now_ns, _CLOSE_TRY_S)
                if self._notes is not None:
                    await asyncio.to_thread(self._notes.close, _CLOSE_TRY_S)
            except DiskProblemError as problem:
                if self._is_left:
                    raise DiskProblemError(words_of_loss(journal, self._notes)) from problem
            else:
                duration_s = (now_ns - self._origin_ns) / NS_PER_S
                return await asyncio.to_thread(hand_over, self._plan, journal, duration_s)
            self._engine.show_ending(now_ns)


async def _until_over(sensors: list["asyncio.Task[None]"], others: list["asyncio.Task[None]"]) -> None:
    """Return when all sensors have ended, when one fails, or when any other task is done."""
    left = set(sensors)
    while (left or not sensors) and not any(task.done() for task in others):
        done, _ = await asyncio.wait({*left, *others}, return_when=asyncio.FIRST_COMPLETED)
        if any(task.exception() for task in done):
            return
        left -= done


def _is_before(event: SensorEvent, origin_ns: int) -> bool:
    return isinstance(event, Packet) and event.arrival_ns < origin_ns


def _utc_now() -> str:
    return datetime.now(UTC).isoformat()
