"""The client in its surroundings, which nobody here wrote: `make test-integrations` installs them and runs this."""
