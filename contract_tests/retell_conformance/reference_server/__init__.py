"""The reference server: answers POST /v2/create-web-call as the documentation says. See behaviour.py for its steps."""
