"""How a recording ends: its keeper takes it in, or it is said what the disk didn't take."""

from coreg.domain.language import _
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
    if disk.n_waiting:
        return _(
            "{path} isn't complete: its last {behind_s:.0f} s are lost, because the disk took nothing and the "
            "session was left."
        ).format(path=journal.path, behind_s=disk.behind_s)
    n_notes = 0 if notes is None else notes.state().n_waiting
    return _("{n} of the session's notes are lost, because the disk took nothing and the session was left.").format(
        n=n_notes
    )
