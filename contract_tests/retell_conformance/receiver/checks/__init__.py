"""The checks of a receiver of events: it accepts the events that Retell sends, and rejects all others."""
