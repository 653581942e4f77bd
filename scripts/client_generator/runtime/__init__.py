"""The half of the client that no contract changes. The templates of the same names include it."""
