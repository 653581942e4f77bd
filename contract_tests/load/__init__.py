"""The load test, on Locust: what users copy, how `make load` runs it, and servers that only load shows to be faulty."""
