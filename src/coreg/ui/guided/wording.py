"""The words of the guided try."""

from coreg.ui.guided.steps import Step

STEP = "Step {step} of {n_steps}"
DONE = "Done"
HOW = {
    Step.BEGIN_SET: "Press Space: a set begins. One key is enough, and your eyes stay with the client.",
    Step.END_SET: "Press Space again: the set ends, and its time stands in both lanes.",
    Step.RATE: "Press a digit, 0 to 9: a rating, as the client said it.",
    Step.TAKE_BACK: "Press Ctrl+Z: the last mark is taken back.",
    Step.END_SESSION: "Hold Ctrl+E for one second: the session ends.",
    Step.DONE: "These five keys hold a session. Enter goes back; F1 shows all keys, in every session.",
}
