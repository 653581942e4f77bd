"""A load test of calls: what callers do, and what is checked of each call. See callers.py for a locustfile."""
