"""The physical world: a virtual strap, and rigs that let unmodified Bluetooth code meet it."""
