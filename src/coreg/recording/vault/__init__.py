"""The vault: where recordings are kept so that only their owner can read them."""
