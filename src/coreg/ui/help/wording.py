"""The words of the help: what every number means and what it doesn't, in plain sentences.

There is this one text. The window, the panel in a session and `docs/sheets/help.md` are made from it.
"""

from coreg.domain.language import _
from coreg.ui import wording

Section = tuple[str, tuple[str, ...]]

SECTION, TITLE = _("Help"), _("What the numbers mean, and what they don't")
PRINT, PRINT_SHEET = _("Print this"), _("Print the sheet for the client")
NOT_PRINTED = _("Nothing was printed.")
GOES = _("Shift+F1 or Esc takes this away · arrow keys scroll · keys of the session act meanwhile")

LOOK_UP: Section = (
    _("Slow and still is not always calm: look up"),
    (
        _(
            "A heart that slows while somebody sits still may belong to a person who rests. It may also belong to "
            "one who is sleepy, holds their breath, takes a medicine, is well trained, or has gone far away "
            "inside."
        ),
        _("The strap can't tell these apart. Your eyes, your ears and a question can."),
    ),
)
SECTIONS: tuple[Section, ...] = (
    (
        _("How to read a number"),
        (
            _("The small figures beneath a number say between which two values it lies in 95 of 100 such cases."),
            _(
                "A dash means that it isn't known, and the words beside it say why. It is never a zero, and never "
                "the last value kept on."
            ),
            _(
                "Everything is set against this person's own start of today. No value is right for everybody, and "
                "no direction is called good."
            ),
        ),
    ),
    LOOK_UP,
    (
        _("Heart rate"),
        (
            _("Beats a minute: the number over the last 10 seconds, the large words over the last 60."),
            _(
                "It rises with fear, joy, a thought, talking, a deep breath, coffee, or a change of posture. It "
                "doesn't say with which."
            ),
        ),
    ),
    (
        _("Variability (RMSSD)"),
        (
            _(
                "How much one beat's length differs from the next, in thousandths of a second, over the last "
                "minute."
            ),
            _(
                "It mostly follows the breath, and is smaller where the heart is faster. It differs several times "
                "over between people, and gets smaller with age: compare a person with themselves, today."
            ),
            _("It doesn't measure health, calm, or how well a session goes."),
        ),
    ),
    (
        _("RSA"),
        (
            _(
                "How much the heart's rhythm moves with the breath, over the last minute, on a logarithmic scale. "
                "It is often used as an estimate of vagal tone."
            ),
            _(
                "It changes with how slowly and how deeply somebody breathes, and speech makes it unreadable. "
                "Below about seven breaths a minute it isn't given: slow breathing moves it by itself."
            ),
        ),
    ),
    (
        _("The large words"),
        (
            _(
                "Faster and slower: heart rate of the last minute lies surely more than 10 beats away from the "
                "baseline. More and less variable: the same for variability, by about half or double. Between "
                "them: near today's start."
            ),
            _(
                "They begin after 15 seconds and end after 15 seconds. Someone who only sits quietly is outside "
                "now and then too."
            ),
            _(
                "Without a baseline nothing is compared. A baseline that was taken while upset is a poor start: "
                "say so with Shift+B, or take another."
            ),
        ),
    ),
    (
        _("Sets"),
        (
            _(
                "One set says little: in about one of eight sets in which nothing happens, heart rate seems to "
                "rise by six beats or more. So single sets stand faint, and the session's curve over eight sets or "
                "more is what to read."
            ),
            _(
                "During a set variability and RSA reach back before it, and are marked as rough. The breath after "
                "a set moves them by itself."
            ),
        ),
    ),
    (
        _("Moving together: what it is"),
        (
            _(
                "It asks one thing: do these two hearts rise and fall together more than chance gives them, in "
                "this session, with these sets? Two people who feel the same sets, or breathe alike, aren't taken "
                "for two who move together."
            ),
            _("It speaks of the last 10 minutes, and is said as words: no number, no scale, no colour."),
        ),
    ),
    (
        _("Moving together: what it isn't"),
        (
            _(
                "It isn't closeness, understanding or good work, and it doesn't say who moves whom. In a review of "
                "2024, how alike two people moved said next to nothing about the alliance or the outcome (r = "
                ".03); of hearts and skin alone there are a few small studies (r = .32)."
            ),
            _("Two pairs, or two sessions, can't be compared by it."),
        ),
    ),
    (
        _("Moving together: how often it errs"),
        (
            _(
                "In about 1 of 15 sessions of two people who don't influence each other it appears at least once. "
                "A weak link is often missed: of weak ones about four in ten are never said in a whole session, "
                "and of a link that lasts only ten minutes about half."
            ),
            _("“No more than chance would give” therefore doesn't show that there was no link."),
            _(
                "It isn't known in the first sets, while a pacer runs or somebody breathes slowly, where sets "
                "aren't marked, where too many beats are wrong, or with one strap."
            ),
        ),
    ),
    (
        _("Polyvagal theory"),
        (
            _(
                "Polyvagal theory is disputed (Grossman et al. 2026; Porges 2026), and Coreg takes no side. "
                "Nothing that it shows needs the theory, and nothing that it shows can settle it."
            ),
        ),
    ),
    (
        _("Why something isn't known"),
        (
            _(
                "Too few beats, a hole in them, or intervals too uneven to compute: movement, the strap, or the "
                "heart's own rhythm. With a pacemaker, or a heart that often beats unevenly, the numbers can't be "
                "used."
            ),
            _("Medicine that changes the heart rate changes all of this: compare only within the same dose."),
        ),
    ),
    (_("What Coreg is for"), (wording.INTENDED,)),
)
