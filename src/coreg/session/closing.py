"""How a recording ends: its keeper takes it in, or it is said what the disk didn't take."""

from coreg.recording.journal import Journal
from coreg.recording.notes import Notebook
from coreg.session.plan import Plan


def hand_over(plan: Plan, journal: Journal, duration_s: float) -> bool:
    """Have whoever keeps the session take it in, where it is in one file; return whether that is sealed now."""
    keeper, session_id = plan.keeper, plan.header.session_id
    if keeper is None:
        return False
    if len(journal.places) > 1:
        keeper.set_aside(session_id)
        return False
    keeper.finish(session_id, duration_s)
    return True


def words_of_loss(journal: Journal, notes: Notebook | None) -> str:
    """What is lost where a session is left that its disk didn't take."""
    disk = journal.state()
    why = "because the disk took nothing and the session was left."
    if disk.n_waiting:
        return f"{journal.path} isn't complete: its last {disk.behind_s:.0f} s are lost, {why}"
    n_notes = 0 if notes is None else notes.state().n_waiting
    return f"{n_notes} of the session's notes are lost, {why}"
