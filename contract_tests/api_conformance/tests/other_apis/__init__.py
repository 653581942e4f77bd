"""Small contracts of other APIs, each with a correct server that does not read the contract."""
