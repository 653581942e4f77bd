"""Tests of settings: a wrong one is an error when the client is made, with its name and never its value."""

import datetime
import ssl
import subprocess
import traceback
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import KEY, Caller, answering, call_in_thread, client_for, recorded
from retell_web_call_client import AuthenticatedClient, Client, errors

SECRET = "s3cr3t-value"


class SecretStr:
    """A wrapped string, as in pydantic."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def get_secret_value(self) -> Any:
        return self._value


def locals_of(error: BaseException) -> str:
    """Return the local variables of an error's frames, except those of tests, and the errors among its attributes."""
    texts: list[str] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None:
            continue
        texts += [str(each), repr(each)]
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if "contract_tests" not in frame.f_code.co_filename and "_pytest" not in frame.f_code.co_filename:
                texts += [repr(value) for value in frame.f_locals.values()]
        waiting += [each.__cause__, each.__context__]
    return "\n".join(texts)


def refused(make: Callable[[], Any], kind: type[errors.RetellError] = errors.NotConfigured) -> str:
    """Return the text of the error that a function raises. Neither it nor its frames and causes may have a secret."""
    with pytest.raises(kind) as caught:
        make()
    assert type(caught.value) is kind
    assert (caught.value.sent, caught.value.attempts) == (False, 0)
    assert SECRET not in locals_of(caught.value)
    assert str(caught.value).isascii()
    return str(caught.value)


# ---- numbers and switches ----

NO_SECONDS: list[Any] = [
    *("10", b"10", True, float("nan"), float("inf"), -1, -0.5, 1e12, 10**400, [1], datetime.timedelta(seconds=1)),
    SECRET,
]


@pytest.mark.parametrize("value", NO_SECONDS, ids=lambda value: f"{value!r:.30}")
@pytest.mark.parametrize("name", ["timeout", "deadline"])
def test_seconds_are_a_number_within_limits(name: str, value: Any) -> None:
    assert refused(lambda: AuthenticatedClient(token=KEY, **{name: value})).startswith(f"{name} must be ")
    change = getattr(AuthenticatedClient(token=KEY), f"with_{name}")
    assert refused(lambda: change(value)).startswith(f"{name} must be ")


@pytest.mark.parametrize(
    "value",
    [0, httpx.Timeout(-1), httpx.Timeout(5, connect=float("nan")), (5, "5"), (1,)],
    ids=lambda value: f"{value!r:.30}",
)
def test_each_part_of_a_timeout_is_checked(value: Any) -> None:
    assert "timeout" in refused(lambda: AuthenticatedClient(token=KEY, timeout=value))
    assert "httpx_args['timeout']" in refused(lambda: AuthenticatedClient(token=KEY, httpx_args={"timeout": value}))


@pytest.mark.parametrize(
    "value", [3, 0.5, Decimal(3), None, httpx.Timeout(5, pool=0), (3, 4), (1, 2, 3, 4)], ids=lambda value: repr(value)
)
def test_other_kinds_of_numbers_are_seconds_too(value: Any, call: Caller) -> None:
    assert call(answering(MINIMAL, timeout=value)).call_id == MINIMAL["call_id"]


@pytest.mark.parametrize("value", ["2", 2.0, True, None, -1], ids=repr)
def test_retries_are_counted(value: Any) -> None:
    assert refused(lambda: AuthenticatedClient(token=KEY, max_retries=value)).startswith("max_retries must be ")
    assert refused(lambda: AuthenticatedClient(token=KEY).with_retries(value)).startswith("max_retries must be ")


@pytest.mark.parametrize("name", ["strict", "follow_redirects"])
@pytest.mark.parametrize("value", ["false", 1, None], ids=repr)
def test_switches_must_be_booleans(name: str, value: Any) -> None:
    assert refused(lambda: AuthenticatedClient(token=KEY, **{name: value})).startswith(f"{name} must be True or False")


# ---- base URL and key ----


@pytest.mark.parametrize(
    "url",
    [
        *("http://h:99999", "http://h:0", "http://h:-1", "https://api..example", f"http://{'a' * 64}.example"),
        *(
            "http://exa mple",
            "http://[::1",
            f"http://user:{SECRET}",
            f"http://user:{SECRET}@h",
            f"http://u:p/{SECRET}@h",
        ),
        *("api.example.com", "", "ftp://example.com", "https://", "https://a:port", "https://a?b=c", "https://a#b"),
        *(f"http://{SECRET}\x00", "//h", "\ud800", b"http://h", 5, None, SecretStr("http://h")),
    ],
    ids=lambda value: f"{value!r:.30}",
)
def test_an_unusable_base_url_is_rejected(url: Any) -> None:
    assert refused(lambda: AuthenticatedClient(url, KEY)).startswith("base_url ")


URL = "http://127.0.0.1:9/api"


@pytest.mark.parametrize("url", [URL, f"{URL}/", httpx.URL(URL), f"{URL}\n", URL.replace("http", "HTTP")], ids=repr)
def test_the_base_url_may_have_a_path_be_a_url_of_httpx_or_end_in_a_line_break(url: Any, call: Caller) -> None:
    answer, sent = recorded()
    call(client_for(answer, base_url=url))
    assert str(sent[0].url).lower() == f"{URL}/v2/create-web-call"


def test_a_key_may_be_a_secret_string_but_not_bytes(call: Caller) -> None:
    answer, sent = recorded()
    call(client_for(answer, token=SecretStr(KEY)))
    assert sent[0].headers["Authorization"] == f"Bearer {KEY}"
    for wrong in (KEY.encode(), SecretStr(KEY.encode()), 5, [KEY]):
        assert "must be a string" in refused(lambda wrong=wrong: AuthenticatedClient(token=wrong))  # type: ignore[misc]


@pytest.mark.parametrize("key", [f"{SECRET}\n{SECRET}", f"\u00e9{SECRET}", f"Bearer \x00{SECRET}"], ids=repr)
def test_a_wrong_key_is_in_no_frame(key: str) -> None:
    refused(lambda: AuthenticatedClient(token=key))


# ---- headers and cookies ----

WRONG_TEXTS: dict[str, Any] = {
    "a line break": f"{SECRET}\n",
    "a header of its own": f"{SECRET}\r\nX-Other: 1",
    "NUL": f"{SECRET}\x00",
    "a blank at an end": f" {SECRET}",
    "what is not ASCII": f"{SECRET}\u20ac",
    "Latin": f"{SECRET}\u00e9",
    "a surrogate": f"{SECRET}\ud800",
    "bytes": SECRET.encode(),
    "a number": 5,
    "None": None,
}


@pytest.mark.parametrize("value", WRONG_TEXTS.values(), ids=WRONG_TEXTS)
def test_a_header_or_cookie_that_cannot_be_sent_is_named_without_its_value(value: Any) -> None:
    for what in ("headers", "cookies"):
        wrong = {"X-Tenant": value}
        for options in ({what: wrong}, {"httpx_args": {what: wrong}}):
            assert "X-Tenant" in refused(lambda options=options: AuthenticatedClient(token=KEY, **options))  # type: ignore[misc]
        change = getattr(AuthenticatedClient(token=KEY), f"with_{what}")
        assert "X-Tenant" in refused(lambda change=change, wrong=wrong: change(wrong), errors.InvalidRequest)  # type: ignore[misc]


@pytest.mark.parametrize("name", ["X Tenant", "", "X\n", f"X: {SECRET}\r\nY", 5, b"X"], ids=repr)
def test_an_invalid_name_is_not_shown(name: Any) -> None:
    for what in ("headers", "cookies"):
        change = getattr(AuthenticatedClient(token=KEY), f"with_{what}")
        text = refused(lambda change=change: change({name: SECRET}), errors.InvalidRequest)  # type: ignore[misc]
        assert text.startswith(f"The name of a {what[:-1]} ")


def test_a_cookie_cannot_add_others() -> None:
    assert "c has characters" in refused(lambda: AuthenticatedClient(token=KEY, cookies={"c": f"{SECRET};d=1"}))


@pytest.mark.parametrize("value", ["", "a\tb", "a b", '"quoted"', "a,b"], ids=repr)
def test_odd_values_that_can_be_sent_are_sent(value: str, call: Caller) -> None:
    answer, sent = recorded()
    call(client_for(answer).with_headers({"X-A": value}))
    assert sent[0].headers["X-A"] == value


@pytest.mark.parametrize("headers", [{"X-A": f"{SECRET}\u20ac"}, {"X-A": f"{SECRET}\n"}], ids=["not ASCII", "a line"])
def test_a_header_of_a_users_client_is_checked_before_it_is_sent(headers: dict[str, str]) -> None:
    mine = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
    mine.headers = httpx.Headers([(name.encode(), value.encode()) for name, value in headers.items()])
    client = AuthenticatedClient("http://127.0.0.1:9", KEY, max_retries=0).set_httpx_client(mine)
    if "\n" in headers["X-A"]:
        assert "X-A" in refused(lambda: call_in_thread(client), errors.InvalidRequest).title()
    else:
        with pytest.raises(errors.InternalServerError):  # bytes beyond ASCII can be sent
            call_in_thread(client)


# ---- certificates ----


def test_invalid_certificates_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (garbage := tmp_path / "garbage.pem").write_text("no certificate")
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    for wrong in ("/no/such/file", str(garbage), garbage, str(tmp_path), "", "false", b"/x", 1, None):
        assert "verify_ssl" in refused(lambda wrong=wrong: AuthenticatedClient(token=KEY, verify_ssl=wrong))  # type: ignore[misc]
    certificates: list[Any] = ["/no/such/file", str(garbage), (str(garbage), str(garbage)), 5]
    for args in [{"cert": wrong} for wrong in certificates]:
        assert "httpx_args['cert']" in refused(lambda args=args: AuthenticatedClient(token=KEY, httpx_args=args))  # type: ignore[misc]
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        for place in ("/no/such/file", str(garbage), str(tmp_path)):
            with monkeypatch.context() as patch:
                patch.setenv(variable, place)
                assert variable in refused(lambda: AuthenticatedClient(token=KEY))
                AuthenticatedClient(token=KEY, httpx_args={"trust_env": False})
                answering(MINIMAL)  # a transport of the user's own loads no certificates


def test_certificates_are_loaded_once_for_each_client_and_only_when_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "company.pem").write_bytes(Path(certifi.where()).read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    loaded: list[Any] = []
    load = ssl.create_default_context

    def count_and_load(**options: Any) -> ssl.SSLContext:
        loaded.append(options)
        return load(**options)

    monkeypatch.setattr(ssl, "create_default_context", count_and_load)
    first, second = AuthenticatedClient(token=KEY), AuthenticatedClient(token=KEY)
    assert len(loaded) == 1
    with first, second:
        for client in (first, second):
            assert client.get_httpx_client() is client.get_httpx_client()
    assert loaded == [{"cafile": str(file)}] * 2
    third = AuthenticatedClient(token=KEY)
    file.unlink()
    with pytest.raises(errors.NotConfigured, match="SSL_CERT_FILE"):
        third.get_httpx_client()
    with pytest.raises(errors.NotConfigured, match="SSL_CERT_FILE"):
        AuthenticatedClient(token=KEY)


def test_a_client_certificate_with_a_password_does_not_prompt_for_it(tmp_path: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-passout", "pass:secret", "-subj", "/CN=a"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    cert = (str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem"))
    assert "password" in refused(lambda: AuthenticatedClient(token=KEY, httpx_args={"cert": cert}))
    with AuthenticatedClient(token=KEY, httpx_args={"cert": (*cert, "secret")}) as client:
        assert not client.get_httpx_client().is_closed


# ---- more arguments of httpx ----

WRONG_ARGUMENTS: list[Any] = [
    {"auth": ("user", SECRET)},
    {"auth": print},
    {"proxies": {}},
    {"base_url": "http://h"},
    {"no_such_argument": SECRET},
    {"limits": 5},
    {"limits": httpx.Limits(max_connections="5")},  # type: ignore[arg-type]
    {"limits": httpx.Limits(max_connections=0)},
    {"event_hooks": {"request": print}},
    {"event_hooks": {"requests": [print]}},
    {"event_hooks": {"request": [SECRET]}},
    {"transport": SECRET},
    {"mounts": {"example.com": None}},
    {"mounts": {"all://": SECRET}},
    {"http1": False},
    {"http2": "yes"},
    {"max_redirects": "5"},
    {"default_encoding": "nothing"},
    {"params": 5},
    {"trust_env": "no"},
    {"follow_redirects": "no"},
    {"verify": f"/{SECRET}"},
    {"proxy": f"socks://{SECRET}@h:1"},
]


@pytest.mark.parametrize("args", WRONG_ARGUMENTS, ids=lambda args: f"{args!r:.40}")
def test_a_wrong_argument_of_httpx_is_named(args: dict[str, Any]) -> None:
    [name] = args
    assert name in refused(lambda: AuthenticatedClient(token=KEY, httpx_args=args))


@pytest.mark.parametrize("args", [SECRET, [1], 5], ids=repr)
def test_arguments_of_httpx_are_a_mapping(args: Any) -> None:
    assert "httpx_args must be a mapping" in refused(lambda: AuthenticatedClient(token=KEY, httpx_args=args))


def test_a_client_without_a_key_may_have_its_own_auth() -> None:
    with Client("http://127.0.0.1:9", httpx_args={"auth": ("user", "password")}) as client:
        assert isinstance(client.get_httpx_client().auth, httpx.BasicAuth)


def test_a_users_client_must_not_replace_the_key() -> None:
    client = AuthenticatedClient(token=KEY)
    assert "set_httpx_client" in refused(lambda: client.set_httpx_client(httpx.Client(auth=("user", SECRET))))
    for wrong in (httpx.AsyncClient(), object(), None):
        assert "takes an httpx.Client" in refused(lambda wrong=wrong: client.set_httpx_client(wrong))  # type: ignore[misc]
        if not isinstance(wrong, httpx.AsyncClient):
            assert "takes an" in refused(lambda wrong=wrong: client.set_async_httpx_client(wrong))  # type: ignore[misc]
