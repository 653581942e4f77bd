"""Receivers of events: wrong ones that the receiver's check must find, and right ones that it must not accuse."""
