"""How sessions are marked: the page where a therapist chooses it, and the card of the keys."""
