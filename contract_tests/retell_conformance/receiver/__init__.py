"""The check of a receiver of events: a user's own server must accept the events that Retell sends, and no others."""
