"""A load test of calls: the callers, and the checks of each call. A locustfile imports callers.py."""
