"""Placeholder for the values that scripts/generate takes from a contract, in templates/_contract.py.jinja."""

BASE_URL: str = ""
KEY_HEADER: str = "Authorization"
KEY_PREFIX: str = "Bearer "
KEY_HEADERS: tuple[str, ...] = ("Authorization",)
KEY_VARIABLE: str = "API_KEY"
USER_AGENT: str = "client/1.0.0"
