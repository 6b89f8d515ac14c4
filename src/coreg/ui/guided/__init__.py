"""The guided try: a session of simulated people in which five keys are pressed once."""
