"""The comparison of two contracts: a walk through both side by side, the events it finds, and whom each breaks."""
