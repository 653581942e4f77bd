"""Reports of a run for people and for CI: terminal, HTML, JUnit, JSON, SARIF, GitHub, traffic."""
