"""The comparison of two contracts, as events with the names of impact_rules.py."""

from contract_diff.api_changes import compare_components, compare_root
from contract_diff.audiences import RESPONSE
from contract_diff.operation_changes import compare_hooks, compare_operations
from contract_diff.schema_changes import run
from contract_diff.walk import Context, Walk


def walk_through(walk: Walk) -> Walk:
    """Walk through two contracts; return the walk with all its events."""
    context = Context(walk, None)
    compare_root(context)
    compare_operations(context)
    before, after = walk.part("base", "webhooks"), walk.part("revision", "webhooks")
    compare_hooks(context, before, after, RESPONSE, are_callbacks=False)
    run(walk)
    compare_components(context)
    run(walk)
    return walk
