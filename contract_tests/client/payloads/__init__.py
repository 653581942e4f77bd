"""Tests with real bodies: requests, responses and errors that were seen in the world."""
