"""The suite against the reference server behind proxies that we did not write."""
