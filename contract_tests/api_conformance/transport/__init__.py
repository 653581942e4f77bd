"""The way to the server: connections, pacing, what went over the wire."""
