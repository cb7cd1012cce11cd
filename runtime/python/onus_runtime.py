# SPDX-License-Identifier: Apache-2.0
"""The Onus runtime: decides events by a bundle that ``onus build --target bytecode`` made.

    from onus_runtime import Bundle, Engine

    with Bundle.open("policy.onusb") as bundle, Engine(bundle) as engine:
        decision = engine.decide({"id": "1", "event": "call", ...})
        if decision.goes_ahead:
            ...

It needs nothing but the shared library, which is looked for in this order: the path given to ``load_library``, the
environment variable ``ONUS_RUNTIME_LIBRARY``, the folder of this file, and wherever the system finds libraries.

An event may be a ``dict``, which ``json.dumps`` writes. A ``float`` that is no decimal with at most four fractional
digits does not fit the policy's types, so hand over the JSON text as it came instead of parsing it first.

Any number of threads may use one engine: its decisions happen one after the other. Several engines decide at once.
"""
from __future__ import annotations

import collections
import ctypes
import dataclasses
import enum
import json
import os
import sys
import typing

__all__ = ["Bundle", "Decision", "Engine", "OnusError", "System", "Verdict", "load_library"]

_API_VERSION = 1
_WITH_RECORD = 1
_WITH_REDACTED = 2


class Verdict(enum.IntEnum):
    """What a decision comes to, in order of strictness."""

    ALLOW = 0
    FLAG = 1
    REDACT = 2
    ASK = 3
    DENY = 4


class OnusError(Exception):
    """What went wrong: ``code`` for programs, the text for people, ``offset`` of the byte where it was seen, else 0.

    Codes: ``no_memory``, ``bad_bundle``, ``bad_settings``, ``bad_state``, ``no_file``, ``closed``, ``bad_library``.
    """

    def __init__(self, code: str, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.offset = offset


@dataclasses.dataclass(frozen=True)
class System:
    """A system of a bundle by its qualified name, and the elementary steps of its dearest decision."""

    name: str
    worst_cost: int


@dataclasses.dataclass(frozen=True)
class Decision:
    """What was decided on one event."""

    verdict: Verdict
    reason: str
    """Of an entry check, or ``uncovered``; else empty."""
    detail: str
    """The same for people."""
    record: str
    """One line of JSON without the line break; empty where it was not asked for."""
    redacted: str
    """The event, as JSON, that goes on in the place of the one that was decided; empty where nothing is redacted."""
    steps: int
    """Elementary steps taken."""

    @property
    def goes_ahead(self) -> bool:
        """The event may go on: allow, flag, or redact in the form of ``redacted``."""
        return self.verdict <= Verdict.REDACT


# ---- The C API: runtime/include/onus/onus.h says what everything means.

_STATUSES = ("ok", "no_memory", "bad_bundle", "bad_settings", "bad_state", "bad_argument", "no_file")


class _Problem(ctypes.Structure):
    _fields_ = [("message", ctypes.c_char * 240), ("offset", ctypes.c_uint64)]


class _Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    def read(self) -> str:
        return ctypes.string_at(self.data, self.size).decode("utf-8", "replace") if self.size else ""


class _Settings(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_size_t), ("system", _Text), ("key_id", _Text), ("key", _Text), ("stop", _Text),
                ("delivers", _Text), ("store", ctypes.c_void_p), ("max_event_bytes", ctypes.c_size_t),
                ("max_depth", ctypes.c_uint32), ("remembered_ids", ctypes.c_size_t), ("open_asks", ctypes.c_size_t),
                ("sessions", ctypes.c_size_t)]


class _CDecision(ctypes.Structure):
    _fields_ = [("verdict", ctypes.c_int), ("reason", _Text), ("detail", _Text), ("record", _Text),
                ("redacted", _Text), ("steps", ctypes.c_int64)]


_Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_HANDLE, _RESULT, _PROBLEM = ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(_Problem)
_FUNCTIONS: dict[str, tuple[typing.Any, list[typing.Any]]] = {
    "onus_api_version": (ctypes.c_uint32, []),
    "onus_bundle_open": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_size_t, _RESULT, _PROBLEM]),
    "onus_bundle_open_file": (ctypes.c_int, [ctypes.c_char_p, _RESULT, _PROBLEM]),
    "onus_bundle_close": (None, [_HANDLE]),
    "onus_bundle_digest": (_Text, [_HANDLE]),
    "onus_bundle_system": (_Text, [_HANDLE, ctypes.c_size_t]),
    "onus_bundle_worst_cost": (ctypes.c_int64, [_HANDLE, ctypes.c_size_t]),
    "onus_engine_new": (ctypes.c_int, [_HANDLE, ctypes.POINTER(_Settings), _RESULT, _PROBLEM]),
    "onus_engine_free": (None, [_HANDLE]),
    "onus_engine_stop": (ctypes.c_int, [_HANDLE, _Text, _PROBLEM]),
    "onus_engine_save": (ctypes.c_int, [_HANDLE, _Write, ctypes.c_void_p]),
    "onus_engine_load": (ctypes.c_int, [_HANDLE, _Text, _PROBLEM]),
    "onus_worker_new": (ctypes.c_int, [_RESULT]),
    "onus_worker_free": (None, [_HANDLE]),
    "onus_decide": (None, [_HANDLE, _HANDLE, _Text, ctypes.c_uint32, ctypes.POINTER(_CDecision)]),
}

_library: typing.Optional[ctypes.CDLL] = None


def _candidates() -> list[str]:
    name = {"darwin": "libonus_runtime.1.dylib", "win32": "onus_runtime.dll"}.get(sys.platform, "libonus_runtime.so.1")
    named = os.environ.get("ONUS_RUNTIME_LIBRARY")
    if named:
        return [named]
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    return [beside, name] if os.path.exists(beside) else [name]


def load_library(path: typing.Union[str, os.PathLike[str], None] = None) -> None:
    """Loads the shared library; everything else calls it by itself. Given a path, it must come first."""
    global _library
    if _library is not None:
        if path is not None and os.fspath(path) != _library._name:
            raise OnusError("bad_library", f"{_library._name} is already in use")
        return
    places = [os.fspath(path)] if path is not None else _candidates()
    try:
        library = ctypes.CDLL(places[0])
    except OSError as error:
        raise OnusError("bad_library", f"the Onus runtime cannot be loaded: {error}; say where it is with "
                        "load_library(path) or ONUS_RUNTIME_LIBRARY") from error
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name, None)
        if function is None:
            raise OnusError("bad_library", f"{places[0]} is no Onus runtime: it has no {name}")
        function.restype, function.argtypes = result, arguments
    version = library.onus_api_version()
    if version != _API_VERSION:
        raise OnusError("bad_library", f"{places[0]} has interface {version}, but this module needs {_API_VERSION}")
    _library = library


def _api() -> ctypes.CDLL:
    if _library is None:
        load_library()
    assert _library is not None
    return _library


def _text(value: bytes) -> _Text:
    """Borrows the bytes: they must be kept while the text is in use."""
    return _Text(ctypes.cast(ctypes.c_char_p(value), ctypes.c_void_p), len(value))


def _check(status: int, problem: _Problem) -> None:
    if status:
        code = _STATUSES[status] if status < len(_STATUSES) else "unknown"
        message = problem.message.decode("utf-8", "replace")
        raise OnusError(code, message or code.replace("_", " "), problem.offset)


def _json(value: typing.Any, what: str) -> bytes:
    """Texts and bytes as they are, dicts as JSON. Half of a surrogate pair stays as it is: the runtime refuses it."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, dict):
        return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")
    raise TypeError(f"{what} must be a dict, a str or bytes, not {type(value).__name__}")


_Data = typing.Union[str, bytes]
_Event = typing.Union[str, bytes, bytearray, memoryview, dict[str, typing.Any]]


class Bundle:
    """A policy: verified, unchanging, and shared by any number of engines and threads."""

    def __init__(self, handle: int, memory: object) -> None:
        """``Bundle.open`` makes bundles."""
        self._handle: typing.Optional[int] = handle
        self._memory = memory  # the runtime reads the bytes in place
        self._engines: set[Engine] = set()

    @classmethod
    def open(cls, source: typing.Union[str, os.PathLike[str], bytes]) -> Bundle:
        """Verifies a bundle: a path, which is mapped into memory and must not change meanwhile, or bytes.

        Raises OnusError ``bad_bundle`` or ``no_file``.
        """
        api, handle, problem = _api(), ctypes.c_void_p(), _Problem()
        memory: object = None
        if isinstance(source, (bytes, bytearray, memoryview)):
            data = bytes(source)
            memory = (ctypes.c_uint64 * (len(data) // 8 + 1))()  # aligned to 8, as the runtime wants it
            ctypes.memmove(memory, data, len(data))
            status = api.onus_bundle_open(memory, len(data), handle, problem)
        else:
            status = api.onus_bundle_open_file(os.fsencode(source), handle, problem)
        _check(status, problem)
        return cls(typing.cast(int, handle.value), memory)

    def _open(self) -> int:
        if self._handle is None:
            raise OnusError("closed", "the bundle is closed")
        return self._handle

    @property
    def digest(self) -> str:
        """``sha256:…`` of the policy, which records name."""
        return typing.cast(_Text, _api().onus_bundle_digest(self._open())).read()

    @property
    def systems(self) -> list[System]:
        """The systems that the policy is made for."""
        found: list[System] = []
        while name := _api().onus_bundle_system(self._open(), len(found)).read():
            found.append(System(name, _api().onus_bundle_worst_cost(self._handle, len(found))))
        return found

    def close(self) -> None:
        """Closes the bundle and its engines. No other thread may be using them."""
        for engine in list(self._engines):
            engine.close()
        if self._handle is not None:
            _api().onus_bundle_close(self._handle)
        self._handle = self._memory = None

    def __enter__(self) -> Bundle:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Engine:
    """State and settings of one stream of decisions: history, open asks, stop list, key."""

    def __init__(self, bundle: Bundle, *, system: str = "", key: _Data = b"", key_id: str = "",
                 stop: typing.Union[_Data, dict[str, list[str]]] = b"",
                 delivers: typing.Union[_Data, dict[str, list[str]]] = b"", max_event_bytes: int = 0,
                 max_depth: int = 0, remembered_ids: int = 0, open_asks: int = 0, sessions: int = 0) -> None:
        """
        system: the system that events mean where they name none
        key, key_id: the secret for digests, at least 16 bytes, and its name; without it masked values are withheld
        stop: {"tools": […], "systems": […], "agents": […], "credentials": […]}: what is stopped at the moment
        delivers: {"events": […], "context": […], "detectors": […]}: what this engine brings; empty: everything
        max_event_bytes, max_depth, remembered_ids, open_asks, sessions: 0: 1 MiB, 64, and 100,000 each

        Raises OnusError ``bad_settings``.
        """
        limits = {"max_event_bytes": max_event_bytes, "max_depth": max_depth, "remembered_ids": remembered_ids,
                  "open_asks": open_asks, "sessions": sessions}
        for name, limit in limits.items():
            if not 0 <= limit <= 0xFFFFFFFF:
                raise OnusError("bad_settings", f"`{name}` must be a whole number from 0 to 4294967295")
        texts = {"system": _json(system, "system"), "key_id": _json(key_id, "key_id"), "key": _json(key, "key"),
                 "stop": _json(stop, "stop"), "delivers": _json(delivers, "delivers")}
        settings = _Settings(struct_size=ctypes.sizeof(_Settings), **limits,
                             **{name: _text(value) for name, value in texts.items()})
        handle, problem = ctypes.c_void_p(), _Problem()
        self._handle: typing.Optional[int] = None
        self._workers: collections.deque[int] = collections.deque()  # those that no thread decides with
        self._bundle = bundle
        _check(_api().onus_engine_new(bundle._open(), settings, handle, problem), problem)
        self._handle = handle.value
        bundle._engines.add(self)

    def _open(self) -> int:
        if self._handle is None:
            raise OnusError("closed", "the engine is closed")
        return self._handle

    def _worker(self) -> int:
        try:
            return self._workers.pop()
        except IndexError:
            worker = ctypes.c_void_p()
            _check(_api().onus_worker_new(worker), _Problem())
            return typing.cast(int, worker.value)

    def decide(self, event: _Event, *, record: bool = True, redacted: bool = True) -> Decision:
        """Decides one event. What cannot be read is denied like anything else; an exception is no permission either.

        record: whether to write the decision record
        redacted: whether to write the event with its redactions carried out
        """
        handle, data = self._open(), _json(event, "an event")
        flags = (_WITH_RECORD if record else 0) | (_WITH_REDACTED if redacted else 0)
        worker, got = self._worker(), _CDecision()
        try:
            _api().onus_decide(handle, worker, _text(data), flags, got)
            return Decision(Verdict(got.verdict), got.reason.read(), got.detail.read(), got.record.read(),
                            got.redacted.read(), got.steps)
        finally:
            self._workers.append(worker)

    def stop(self, stop: typing.Union[_Data, dict[str, list[str]]]) -> None:
        """Replaces the stop list, between decisions. The old one stays where the new one is ill-formed."""
        data, problem = _json(stop, "a stop list"), _Problem()
        _check(_api().onus_engine_stop(self._open(), _text(data), problem), problem)

    def save(self) -> bytes:
        """All state, for ``load`` in a later engine."""
        parts: list[bytes] = []

        def write(_: object, data: int, size: int) -> int:
            parts.append(ctypes.string_at(data, size) if size else b"")
            return 0

        status = _api().onus_engine_save(self._open(), _Write(write), None)
        _check(status, _Problem(message=b"the state cannot be written"))
        return b"".join(parts)

    def load(self, state: bytes) -> None:
        """Takes up saved state, of this bundle or of another version of it. On failure the engine is as before.

        Raises OnusError ``bad_state``.
        """
        problem = _Problem()
        _check(_api().onus_engine_load(self._open(), _text(state), problem), problem)

    def close(self) -> None:
        """Frees the engine. No other thread may be deciding with it."""
        while self._workers:
            _api().onus_worker_free(self._workers.pop())
        if self._handle is not None:
            _api().onus_engine_free(self._handle)
            self._bundle._engines.discard(self)
        self._handle = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
