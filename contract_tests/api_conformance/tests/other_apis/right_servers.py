"""Correct servers of four small APIs, written by hand: none of them reads its contract."""

import base64
import itertools
import json
import re
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

USER, PASSWORD, KEY = "curator", "a-password-of-4711", "a-key-of-tasks-4711"
APP, SESSION, TOKEN = "an-app-of-4711", "a-session-of-4711", "a-token-of-trains-4711"
LARGEST = 1_000_000
Answer = Callable[[Request], Awaitable[Response]]
Error = Callable[[int, str], Response]


class Refused(Exception):
    """A request that is not served."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def refuse(*problems: bool) -> None:
    """Reject a request as invalid if there is any problem."""
    if any(problems):
        raise Refused(400, "the request is invalid")


def strict(constant: str) -> None:
    """Reject NaN and Infinity."""
    raise ValueError(constant)


def finite(text: str) -> float:
    """Return a number that a double can hold."""
    number = float(text)
    if abs(number) == float("inf"):
        raise ValueError(text)
    return number


async def body_of(request: Request) -> dict[str, Any]:
    """Return the object in the body of a request."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "JSON only")
    content = await request.body()
    if len(content) > LARGEST:
        raise Refused(413, "too large")
    try:
        body = json.loads(content.decode(), parse_constant=strict, parse_float=finite)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "the body is no object")
    return body


def is_text(value: object, least: int = 0, most: int = LARGEST) -> bool:
    """Return whether a value is a string with a length within limits."""
    return isinstance(value, str) and least <= len(value) <= most


def is_number(value: object, least: float, most: float = float("inf"), *, whole: bool = True) -> bool:
    """Return whether a value is a number within limits."""
    if isinstance(value, bool) or not isinstance(value, int | float) or (whole and value != int(value)):
        return False
    return least <= value <= most


def query_number(request: Request, name: str, least: int, most: int = 10**9) -> None:
    """Reject a parameter that is not an integer within limits."""
    text = request.query_params.get(name)
    if text is not None:
        refuse(not text.lstrip("-").isdecimal() or not least <= int(text[:9]) <= most)


def app_of(routes: Mapping[tuple[str, str], Answer], error: Error) -> Starlette:
    """Return an application; `error` makes the responses to requests that are rejected."""

    def answering(answer: Answer) -> Answer:
        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except Refused as refusal:
                return error(refusal.status, str(refusal))

        return answered

    return Starlette(routes=[Route(path, answering(one), methods=[method]) for (method, path), one in routes.items()])


def museum() -> Starlette:
    """Return the museum server: basic authentication, errors as problem+json, opening hours without a password."""
    events: dict[str, dict[str, Any]] = {}
    right = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    def enter(request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic" or given.strip() != right:
            raise Refused(401, "who is there?")

    async def hours(request: Request) -> Response:
        query_number(request, "limit", 1, 30)
        return JSONResponse([{"date": "2026-12-01", "open": "09:00", "close": "18:00"}])

    async def create(request: Request) -> Response:
        enter(request)
        body = await body_of(request)
        dates = body.get("dates")
        refuse(
            not is_text(body.get("name"), 1),
            not is_text(body.get("location")),
            not is_number(body.get("price"), 0, whole=False),
            not isinstance(dates, list) or not all(map(is_text, dates)),
        )
        event = {**body, "event_id": uuid.uuid4().hex}
        events[event["event_id"]] = event
        return JSONResponse(event, 201)

    async def read(request: Request) -> Response:
        enter(request)
        event = events.get(request.path_params["event_id"])
        if event is None:
            raise Refused(404, "no such event")
        return JSONResponse(event)

    def problem(status: int, why: str) -> Response:
        return JSONResponse({"type": "about:blank", "title": why}, status, media_type="application/problem+json")

    routes = {
        ("GET", "/museum-hours"): hours,
        ("POST", "/special-events"): create,
        ("GET", "/special-events/{event_id}"): read,
    }
    return app_of(routes, problem)


def tasks() -> Starlette:
    """Return the server of tasks, which can be removed: a key in the query and an id in a header, or a cookie."""
    kept: dict[int, dict[str, Any]] = {}
    numbers = itertools.count(1)

    def enter(request: Request) -> None:
        with_key = request.headers.get("x-app-id") == APP and request.query_params.get("key") == KEY
        if not with_key and request.cookies.get("SESSION") != SESSION:
            raise Refused(401, "no key")

    def named(request: Request) -> dict[str, Any]:
        text = request.path_params["id"]
        refuse(not text.isascii() or not text.isdecimal() or int(text[:9]) < 1)
        task = kept.get(int(text[:9]))
        if task is None:
            raise Refused(404, "no such task")
        return task

    async def list_all(request: Request) -> Response:
        enter(request)
        query = request.query_params
        refuse(query.get("done", "true") not in ("true", "false"), query.get("sort", "age") not in ("title", "age"))
        return JSONResponse([*kept.values()])

    async def add(request: Request) -> Response:
        enter(request)
        body = await body_of(request)
        refuse(
            not body.keys() <= {"title", "notes", "priority"},
            not is_text(body.get("title"), 1, 80),
            not (body.get("notes") is None or is_text(body["notes"])),
            not is_number(body.get("priority", 1), 1, 5),
        )
        task = {"id": next(numbers), "done": False, **body}
        kept[task["id"]] = task
        return JSONResponse(task, 201)

    async def change(request: Request) -> Response:
        enter(request)
        task, body = named(request), await body_of(request)
        refuse(
            not body.keys() <= {"title", "done"},
            "title" in body and not is_text(body["title"], 1, 80),
            not isinstance(body.get("done", True), bool),
        )
        task.update(body)
        return JSONResponse(task)

    async def remove(request: Request) -> Response:
        enter(request)
        del kept[named(request)["id"]]
        return Response(status_code=204)

    routes = {
        ("GET", "/tasks"): list_all,
        ("POST", "/tasks"): add,
        ("PATCH", "/tasks/{id}"): change,
        ("DELETE", "/tasks/{id}"): remove,
    }
    return app_of(routes, lambda status, why: JSONResponse({"error": why}, status))


def trains() -> Starlette:
    """Return the server of trains: an OAuth token, and rejections that the contract does not document."""
    seats: dict[str, set[str]] = {"any": {"type"}, "exact": {"type", "car", "number"}}

    def is_seat(seat: object) -> bool:
        if not isinstance(seat, dict) or not isinstance(seat.get("type"), str):
            return False
        numbers = [value for name, value in seat.items() if name != "type"]
        return seats.get(seat["type"]) == seat.keys() and all(is_number(each, 1) for each in numbers)

    def is_passenger(one: object) -> bool:
        return isinstance(one, dict) and is_text(one.get("name"), 1) and is_number(one.get("age", 1), 0, 130)

    async def stations(request: Request) -> Response:
        query_number(request, "page", 1)
        refuse(request.query_params.get("country", "DE") not in ("DE", "FR", "CH"))
        return JSONResponse({"data": [{"id": "b", "name": "Basel SBB"}]})

    async def book(request: Request) -> Response:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or token.strip() != TOKEN:
            raise Refused(401, "no token")
        body = await body_of(request)
        passengers = body.get("passengers")
        refuse(
            not is_text(body.get("from"), 1),
            not is_text(body.get("to"), 1),
            not isinstance(passengers, list) or not 1 <= len(passengers) <= 8 or not all(map(is_passenger, passengers)),
            "seat" in body and not is_seat(body["seat"]),
        )
        return JSONResponse({**body, "id": str(uuid.uuid4())}, 201)

    routes = {("GET", "/stations"): stations, ("POST", "/bookings"): book}
    return app_of(routes, lambda status, why: JSONResponse({"error": why}, status))


def people() -> Starlette:
    """Return the server of people: no security, and it checks formats, some of them more strictly than others do."""
    forms = {
        "email": re.compile(r"\w+@\w+\.(com|org|net)", re.ASCII),
        "id": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "site": re.compile(r"https?://\w+\.\w+/?\w*", re.ASCII),
        "code": re.compile(r"[A-Z]{3}-[0-9]{2}"),
    }

    async def add(request: Request) -> Response:
        body = await body_of(request)
        refuse(*(not is_text(body.get(name, "")) for name in (*forms, "born", "name")))
        refuse(*(form.fullmatch(body.get(name, "")) is None for name, form in forms.items() if name in body))
        refuse(*(name not in body for name in ("email", "id", "born", "name", "code", "share")))
        refuse(not is_text(body["name"], 6, 20), not is_number(body["share"], 0, 1, whole=False))
        refuse(body["share"] in (0, 1))
        try:
            date.fromisoformat(body["born"])
        except ValueError:
            raise Refused(400, "that is no day") from None
        return JSONResponse(body, 201)

    return app_of({("POST", "/people"): add}, lambda status, why: JSONResponse({"message": why}, status))
