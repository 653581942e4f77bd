"""Tests of the client in other software: `make test-integrations` installs it and runs them."""
