"""Constants from the contract."""

BASE_URL: str = "https://api.retellai.com"
KEY_HEADER: str = "Authorization"
KEY_PREFIX: str = "Bearer "
KEY_HEADERS: tuple[str, ...] = ("Authorization",)
KEY_VARIABLE: str = "RETELL_API_KEY"
USER_AGENT: str = "retell-web-call-client/2.1.0"
