"""What schemathesis can't know of the API."""

import json
import re

import schemathesis

THEME = re.compile(r"(palier:)?[a-z0-9-]+--[a-z0-9-]+")
THEME_OR_GROUP = re.compile(r"(palier:)?[a-z0-9-]+")
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ETAG = re.compile(r"\*|\"[^\"]*\"")


@schemathesis.hook
def before_call(context, case, kwargs):
    """A cursor is opaque: only the server makes one, and any other text is refused, as it should be (the black-box
    suite holds that). One that the schema allows is left out; one that it does not is sent and must be refused."""
    drop_contradictions(case)
    query = case.query or {}
    for name, longest in (("cursor", 2000), ("since", 4000)):
        cursor = query.get(name)
        if isinstance(cursor, str) and 1 <= len(cursor) <= longest:
            del case.query[name]
    # Themes are a list of their own, an event is told after one that there is, and only the operator has to say whose
    # batch it asks for.
    theme = THEME if case.operation.path == "/v1/needs" else THEME_OR_GROUP
    for name, known in (("theme", theme), ("after", UUID)):
        text = query.get(name)
        if isinstance(text, str) and len(text) <= 120 and known.fullmatch(text):
            del case.query[name]
    if case.operation.path == "/v1/sync/receipts/{sequence}" and "device_id" not in query:
        case.query = {**query, "device_id": "019ab0f2-6b1e-7c40-9d5e-666666666666"}


def drop_contradictions(case):
    """The coverage phase sends one conditional header a read that its own schema refuses, and calls it valid."""
    mode = case.meta.generation.mode if case.meta else None
    for name in ("If-Match", "If-None-Match"):
        value = (case.headers or {}).get(name)
        if mode and mode.is_positive and value is not None and not ETAG.fullmatch(str(value)):
            del case.headers[name]


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """What is sent as NDJSON: one JSON text a line."""
    rows = value if isinstance(value, list) else [value]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@schemathesis.deserializer("application/x-ndjson")
def ndjson(context, response):
    """One JSON text a line, each as the document says; the first stands for all."""
    lines = response.content.splitlines()
    rows = [json.loads(line) for line in lines]
    return rows[0] if rows else context.operation.schema
