"""What every run has in common, done once: the suite is imported, and the requests are generated that all runs send.

The process that scripts/test-faulty forks its runs from imports this module first; each run would take seconds for it.
"""

from contract_tests.conformance.requests import generation
from contract_tests.conformance.requests.expectations import Known
from contract_tests.conformance.run_settings import PROFILES
from contract_tests.faulty_servers import one_run
from contract_tests.reference_server.server_settings import Settings
from scripts.contract import document

LOADED = one_run
SERVER, PROFILE = Settings(), PROFILES["ci"]
NEWEST = max(agent.version for agent in SERVER.agents if agent.agent_id == SERVER.agent_id)
generation.for_run(document.read(), Known(SERVER.agent_id, NEWEST), fuzzing=PROFILE.fuzzing, seed=PROFILE.seed or 0)
