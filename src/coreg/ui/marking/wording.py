"""The words of the page on which is chosen how sessions are marked."""

from coreg.domain.language import _
from coreg.domain.stage import Profile

TITLE = _("Keys and marks")
INTRO = _(
    "These choices hold for every session until you change them here. Nothing of them is asked during a session."
)
PROFILE = _("Profile of marks")
PROFILES = {Profile.EMDR: _("EMDR"), Profile.IFS: _("IFS")}
MODALITY = _("How sets are given")
MODALITIES = {None: _("Not noted"), "eyes": _("Eye movements"), "taps": _("Taps"), "tones": _("Tones")}
SWITCHES = {
    "is_continuous": _("Stimulation goes on for minutes while the client talks: every set is a continuous one"),
    "rests_screen": _("The client's screen rests as soon as a set starts"),
    "marks_speech": _("F2 and F3 mark when the client and when you speak"),
}
DEVICES = _("Pedal and presenter")
LEARN = {"pedal": _("Learn the pedal"), "presenter": _("Learn the presenter")}
LEARNING = _(
    "Press it now: its key will start and end sets, also while a note is written. Esc leaves it as it was."
)
LEARNT = {
    "pedal": _("The pedal is {key}: it starts and ends sets."),
    "presenter": _("The presenter is {key}: as the pedal."),
}
NOT_LEARNT = {"pedal": _("No pedal is learnt."), "presenter": _("No presenter is learnt.")}
TAKEN = _("{key} has a meaning of its own: let the device send another key.")
FORGET = _("Forget both")
DONE, DONE_KEY = _("Done"), "Esc"

SINGLE_KEYS = _("Change single keys")
KEYS = _("Single keys")
KEYS_INTRO = _(
    "What has a key of its own here. Sets, ratings, phases, and the keys that the screens name stay as they are."
)
CHANGE_KEY, CHANGE_KEY_KEY = _("Change this key"), _("Enter")
OWN_KEY = _("Back to its own key")
ALL_OWN_KEYS = _("All to their own keys")
KEYS_BACK = _("Back")
ROW_KEY = _("{key} · {words}")
ROW_OWN_KEY = _("instead of {was}")
PRESS_KEY = _("Press the key now that is to mean: {words}. Esc leaves it as it was.")
KEY_IS = _("{key} now means: {words}.")
KEY_STAYS = _("Nothing changed: {words}.")
KEY_TAKEN = _("{key} means already: {words}. Choose another key.")
KEY_LEADS = _("{key} leads through the windows. Choose another key.")
ALL_ARE_OWN = _("Every key is as it came; a learnt pedal or presenter stays.")
