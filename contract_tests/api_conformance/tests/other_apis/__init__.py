"""Small contracts of other APIs, each with a right server that knows nothing of the contract's file."""
