"""Judges what a load test on Locust sends, over all its workers. Needs the extra `load`."""
