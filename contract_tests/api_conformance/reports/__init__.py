"""What a run leaves for people and for CI: the terminal, an HTML page, JUnit, GitHub, and the traffic."""
