"""Compares two contracts: a walk through both side by side, the events it meets, and who each breaks."""
