"""The words of the guided try."""

from coreg.domain.language import _
from coreg.ui.guided.steps import Step

STEP = _("Step {step} of {n_steps}")
DONE = _("Done")
HOW = {
    Step.BEGIN_SET: _("Press Space: a set begins. One key is enough, and your eyes stay with the client."),
    Step.END_SET: _("Press Space again: the set ends, and its time stands in both lanes."),
    Step.RATE: _("Press a digit, 0 to 9: a rating, as the client said it."),
    Step.TAKE_BACK: _("Press Ctrl+Z: the last mark is taken back."),
    Step.END_SESSION: _("Hold Ctrl+E for one second: the session ends."),
    Step.DONE: _("These five keys hold a session. Enter goes back; F1 shows all keys, in every session."),
}
