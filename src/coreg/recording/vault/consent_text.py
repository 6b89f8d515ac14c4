"""The words that a consent is given to, as the program brings them. The therapist may edit them: a new version."""

from coreg.domain.language import _


def default_text() -> str:
    """Return the words in the language of the program."""
    return _("""\
What happens. During the session two chest straps measure the time from one heartbeat to the next: \
yours, and that of the second person in the room. The therapist sees the numbers while we talk. You \
can have them shown to you too, or not at all.

What is written down. The heartbeats, the therapist's marks (for example where a set began and \
ended) and your ratings. No sound and no picture. Short notes, if the therapist takes any, are kept \
in a file of their own.

Where it is kept. On the therapist's computer alone, encrypted, under a pseudonym. It goes to \
nobody: there is no account, no server and no company behind it.

For what. Each of these is asked for by itself, and you can say yes to one and no to another:
- it is seen during the session;
- it is kept, so that we can look at it later;
- it is shown in supervision, without your name;
- it is used in research, without your name.

You can take back any of this at any time, without a reason and without a drawback. In a session \
recording then stops at once, and you decide whether what is there is kept or erased. You can ask to \
be forgotten: your recordings, their keys and your entry are then deleted. Copies that were made \
before, on other disks, are not reached by that.

What it is not. Coreg is no medical device. Nobody watches over your heart with it, and its numbers \
say nothing about your health. If you have a pacemaker or another implant, please ask your doctor \
first. If breathing slowly makes you dizzy, breathe as usual.
""")
