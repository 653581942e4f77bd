"""The conformance suite itself on trial: its command, what it expects of a request, and what it keeps to itself."""
