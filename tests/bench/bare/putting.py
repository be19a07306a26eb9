"""`python putting.py FOLDER PORT CERTIFICATE KEY`: what takes a body bare: hashed, written and flushed."""

from __future__ import annotations

import hashlib
import os
import sys
from itertools import count
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

FOLDER, NUMBERS = Path(sys.argv[1]), count()


async def put(request: Request) -> PlainTextResponse:
    hashing = hashlib.sha256()
    with (FOLDER / str(next(NUMBERS))).open("xb", buffering=0) as file:
        async for chunk in request.stream():
            hashing.update(chunk)
            file.write(chunk)
        os.fsync(file.fileno())
    return PlainTextResponse(hashing.hexdigest())


async def health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok\n")


uvicorn.run(
    Starlette(routes=[Route("/put", put, methods=["PUT"]), Route("/health", health)]),
    port=int(sys.argv[2]),
    http="httptools",
    ws="none",
    lifespan="off",
    log_config=None,
    ssl_certfile=sys.argv[3],
    ssl_keyfile=sys.argv[4],
)
