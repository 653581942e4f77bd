"""Bodies that the world was seen to send and to get, and what becomes of each here."""
