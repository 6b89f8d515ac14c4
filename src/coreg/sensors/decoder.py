"""From a notification's bytes to beats on the session clock: parse, drop copies, place in time, find gaps."""
