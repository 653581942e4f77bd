"""The reference server, which behaves as the contract documents. behaviour.py has the steps of each response."""
