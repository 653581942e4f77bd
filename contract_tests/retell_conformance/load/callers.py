"""The users for a locustfile, which register and read calls. Needs the extra `load`.

Importing this module makes the suite judge each response of the load test.
"""

from locust import events

from api_conformance.load.locust_events import attach
from retell_conformance.contract import read
from retell_conformance.endpoint import RETELL
from retell_conformance.load.call_user import CallUser

__all__ = ["CallUser"]

attach(events, read(), RETELL.key_variable, [(each.property, each.variable) for each in RETELL.known_values])
