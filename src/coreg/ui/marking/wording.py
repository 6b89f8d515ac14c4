"""The words of the page on which is chosen how sessions are marked."""

from coreg.domain.stage import Profile

TITLE = "Keys and marks"
INTRO = (
    "These choices hold for every session until you change them here. Nothing of them is asked during a session."
)
PROFILE = "Profile of marks"
PROFILES = {Profile.EMDR: "EMDR", Profile.IFS: "IFS"}
MODALITY = "How sets are given"
MODALITIES = {None: "Not noted", "eyes": "Eye movements", "taps": "Taps", "tones": "Tones"}
SWITCHES = {
    "is_continuous": "Stimulation goes on for minutes while the client talks: every set is a continuous one",
    "rests_screen": "The client's screen rests as soon as a set starts",
    "marks_speech": "F2 and F3 mark when the client and when you speak",
}
DEVICES = "Pedal and presenter"
LEARN = {"pedal": "Learn the pedal", "presenter": "Learn the presenter"}
LEARNING = "Press it now: its key will start and end sets, also while a note is written. Esc leaves it as it was."
LEARNT = {
    "pedal": "The pedal is {key}: it starts and ends sets.",
    "presenter": "The presenter is {key}: as the pedal.",
}
NOT_LEARNT = {"pedal": "No pedal is learnt.", "presenter": "No presenter is learnt."}
TAKEN = "{key} has a meaning of its own: let the device send another key."
FORGET = "Forget both"
DONE, DONE_KEY = "Done", "Esc"
