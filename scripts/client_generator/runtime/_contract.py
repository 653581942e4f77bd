"""Stands for what scripts/generate takes from a contract: templates/_contract.py.jinja writes it."""

BASE_URL: str = ""
KEY_HEADER: str = "Authorization"
KEY_PREFIX: str = "Bearer "
KEY_HEADERS: tuple[str, ...] = ("Authorization",)
KEY_VARIABLE: str = "API_KEY"
USER_AGENT: str = "client/1.0.0"
