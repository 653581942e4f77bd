"""The connection to the server: sending, pacing, recovery, and the exchanges."""
