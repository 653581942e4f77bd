"""Receivers of events: wrong ones that the receiver's checks must find, and right ones that must pass."""
