"""What every run has in common, done once: the suite is imported, and the requests are generated that all runs send.

The process that scripts/test-faulty forks its runs from imports this module first; each run would take seconds for it.
"""

from contract_tests.faulty_servers import one_run, witness
from contract_tests.provider import cases, reporting
from contract_tests.provider.settings import PROFILES
from contract_tests.reference_server.settings import Settings

LOADED = (one_run, reporting, witness)
SERVER, PROFILE = Settings(), PROFILES["ci"]
NEWEST = max(agent.version for agent in SERVER.agents if agent.agent_id == SERVER.agent_id)
cases.for_run(cases.Known(SERVER.agent_id, NEWEST), fuzzing=PROFILE.fuzzing, seed=PROFILE.seed or 0)
