"""Checks of a receiver of events: it takes the events that Retell sends, and rejects all else."""
