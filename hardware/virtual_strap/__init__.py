"""A Heart Rate strap made of software: what it is, what it plays, and how it goes on the air."""
