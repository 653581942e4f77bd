"""The load test on Locust: the locustfile for users, `make load`, and servers that fail only under load."""
