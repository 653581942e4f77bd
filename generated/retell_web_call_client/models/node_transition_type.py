from enum import StrEnum


class NodeTransitionType(StrEnum):
    """A way from one node to another."""

    GLOBAL = "global"
    GLOBAL_GO_BACK = "global_go_back"
    INTERRUPT_GO_BACK = "interrupt_go_back"
    NORMAL = "normal"
