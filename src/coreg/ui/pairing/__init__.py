"""Who wears which strap."""
