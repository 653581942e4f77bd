"""What the client and the suite cost, beside their peers."""
