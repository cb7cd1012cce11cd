# SPDX-License-Identifier: Apache-2.0
"""History in slots (docs/policy-ir.md, section 2; S18 to S25)."""
import json

import texts
import values
from expressions import Evaluator
from values import ABSENT, Failed


class Window:
    """Buckets of ⌈D/64⌉ ms, the current one and the 64 before it; without D all of history."""

    def __init__(self, last):
        self.width = -(-last // 64) if last else 0

    def bucket(self, at):
        return at // self.width if self.width else 0

    def holds(self, bucket, now):
        return not self.width or bucket >= self.bucket(now) - 64


class Counter:
    """How often something happened in a window (monitors, `escalate … when`)."""

    def __init__(self):
        self.buckets = {}

    def add(self, window, now):
        self.buckets[window.bucket(now)] = self.buckets.get(window.bucket(now), 0) + 1
        return sum(count for bucket, count in self.buckets.items() if window.holds(bucket, now))


class Key:
    """What one key of a slot holds."""

    def __init__(self):
        self.events = []  # (bucket, amount)
        self.latest = None  # (bucket, value)
        self.texts = []  # (bucket, text)
        self.dropped = None
        self.pending = {}  # call id: bucket

    def is_stale(self, window, now):
        buckets = [bucket for bucket, _ in self.events + self.texts] + list(self.pending.values())
        buckets += [self.latest[0]] if self.latest else []
        buckets += [self.dropped] if self.dropped is not None else []
        return not any(window.holds(bucket, now) for bucket in buckets)


class Slot:
    def __init__(self, slot):
        self.slot = slot
        self.window = Window(slot.get("last"))
        self.keys = {}
        self.definition = values.canonical(described(slot))
        self.lost_before = set()  # sessions that ran while the slot was another one
        self.reads_session = not slot.get("per") or any(is_session_id(per) for per in slot["per"])

    def capacity(self):
        return 100_000 if self.slot["op"] == "mentioned" else self.slot["capacity"]

    def has_room(self, key, now):
        full = key not in self.keys and len(self.keys) >= self.capacity()
        return not full or any(state.is_stale(self.window, now) for state in self.keys.values())

    def at(self, key, now):
        if key not in self.keys and len(self.keys) >= self.capacity():
            self.keys = {name: state for name, state in self.keys.items() if not state.is_stale(self.window, now)}
        return self.keys.setdefault(key, Key())

    def live(self, key, now):
        state = self.keys.get(key)
        return [amount for bucket, amount in state.events if self.window.holds(bucket, now)] if state else []

    def pending(self, key, now, deciding):
        state = self.keys.get(key)
        waiting = state.pending.items() if state else ()
        return sum(1 for call, bucket in waiting if call != deciding and self.window.holds(bucket, now))

    def add(self, key, now, value):
        state, bucket, operation = self.at(key, now), self.window.bucket(now), self.slot["op"]
        if operation == "latest":
            state.latest = (bucket, value)
        elif operation == "mentioned":
            state.texts = [one for one in state.texts if self.window.holds(one[0], now)] + [(bucket, value)]
            while sum(len(text.encode()) for _, text in state.texts) > self.slot["capacity"]:
                oldest = state.texts.pop(0)[0]
                state.dropped = oldest if state.dropped is None else max(state.dropped, oldest)
        else:
            state.events.append((bucket, value))


def walk(expr):
    """Every object of an expression that has an `op`."""
    if isinstance(expr, list):
        for part in expr:
            yield from walk(part)
    elif isinstance(expr, dict):
        if "op" in expr:
            yield expr
        for part in expr.values():
            yield from walk(part)


def described(slot):
    """What the slot counts, whatever its capacity."""
    return values.exact(json.loads(json.dumps({name: slot[name] for name in slot if name not in ("capacity", "text")}),
                                   parse_float=values.Num, parse_int=values.Num))


def is_session_id(expr):
    return any(part["op"] == "member" and part["name"] == "id" and part["of"].get("name") == "session"
               for part in walk(expr))


class History:
    """The slots as one event sees them, with what it would add itself."""

    def __init__(self, state, event, roots, data, tool):
        self.state, self.event, self.roots, self.data = state, event, roots, data
        known = state.sessions.get(event.session)
        lost = event.turn != 1 or len(state.sessions) >= state.limits["sessions"]
        self.is_new, self.lost = known is None, lost if known is None else known
        self.updates, self.failures = [], {}
        for place, slot in enumerate(state.slots):
            self.prepare(place, slot, tool)

    def prepare(self, place, slot, tool):
        wanted, kind = slot.slot, self.event.kind
        if kind in ("call", "result") and (tool is None or tool["name"] not in wanted.get("tools", [])):
            return
        waits = wanted["event"] == "result" and kind == "call"
        waits = waits and wanted["op"] != "mentioned" and not wanted.get("denied")
        if wanted["event"] != kind and not waits:
            return
        excluded = wanted["op"] in ("total", "latest") and tool and tool["name"] in wanted.get("not_for", [])
        if excluded:
            return
        try:
            if self.enters(wanted, waits):
                key = self.key(wanted, [self.evaluate(per) for per in wanted.get("per", [])])
                value = None if waits else self.amount(wanted)
                if key is not None and value is not ABSENT:
                    self.add(place, slot, waits, key, value)
        except Failed as failure:
            self.failures[place] = failure

    def enters(self, wanted, waits):
        where = wanted.get("where")
        if where is None or waits and any(part["op"] == "root" and part["name"] in ("result", "error")
                                          for part in walk(where)):
            return True
        return self.evaluate(where) is True

    def evaluate(self, expr):
        return Evaluator(self.data, self.roots, None).value(expr)

    def key(self, wanted, parts):
        if not wanted.get("per"):
            return self.event.session
        if any(part is ABSENT for part in parts):
            return None
        return values.canonical([values.to_document(part) for part in parts])

    def amount(self, wanted):
        if wanted["op"] in ("total", "latest"):
            return self.evaluate(wanted["path"])
        return self.roots.content() if wanted["op"] == "mentioned" else None

    def add(self, place, slot, waits, key, value):
        now = self.event.now
        if slot.slot["op"] == "total" and not waits:
            bucket = slot.window.bucket(now)
            same = sum(one for at, one in slot.keys[key].events if at == bucket) if key in slot.keys else 0
            if same + value not in values.INT64:
                raise Failed("content", "overflow")
        if not slot.has_room(key, now):
            raise Failed("engine", "the table is full")
        self.updates.append((place, waits, key, value))

    def read(self, place, arguments):
        slot = self.state.slots[place]
        wanted, now = slot.slot, self.event.now
        if slot.reads_session and (self.lost or self.event.session in slot.lost_before):
            raise Failed("engine", "the history of this session is lost")
        key = self.key(wanted, arguments[:len(wanted.get("per", []))])
        if key is None:
            return {"count": 0, "total": zero(wanted), "latest": ABSENT}.get(wanted["op"], False)
        deciding = self.event.id if self.event.kind == "result" else None
        pending = slot.pending(key, now, deciding)
        own = None if wanted.get("denied") else next(
            (update for update in self.updates if update[0] == place and not update[1] and update[2] == key), None)
        if wanted["op"] == "seen":
            return len(slot.live(key, now)) + pending > 0
        if wanted["op"] == "count":
            self.must_enter(place, wanted)
            return len(slot.live(key, now)) + pending + (1 if own else 0)
        if wanted["op"] == "mentioned":
            return self.mentioned(slot, key, values.text_of(arguments[-1]))
        if pending:
            raise Failed("engine", "a result is still out")
        if wanted["op"] == "latest":
            latest = slot.keys[key].latest if key in slot.keys else None
            return latest[1] if latest and slot.window.holds(latest[0], now) else ABSENT
        self.must_enter(place, wanted)
        total = sum(slot.live(key, now)) + (own[3] if own else 0)
        if total not in values.INT64:
            raise Failed("content", "overflow")
        return type(zero(wanted))(total)

    def must_enter(self, place, wanted):
        if place in self.failures and not wanted.get("denied"):
            raise self.failures[place]

    def mentioned(self, slot, key, value):
        state = slot.keys.get(key)
        if not value or state is None:
            return False
        now = self.event.now
        if any(slot.window.holds(bucket, now) and texts.mentions(text, value) for bucket, text in state.texts):
            return True
        if state.dropped is not None and slot.window.holds(state.dropped, now):
            raise Failed("content", "what was said first is no longer kept")
        return False

    def apply(self, ahead, denied):
        """The one step in which history changes."""
        event, state = self.event, self.state
        if self.is_new and state.keeps_sessions and len(state.sessions) < state.limits["sessions"]:
            state.sessions[event.session] = self.lost
        if ahead and event.kind == "result":
            for slot in state.slots:
                for key in slot.keys.values():
                    key.pending.pop(event.id, None)
        for place, waits, key, value in self.updates:
            slot = state.slots[place]
            if not (denied if slot.slot.get("denied") else ahead):
                continue
            if waits:
                slot.at(key, event.now).pending[event.id] = slot.window.bucket(event.now)
            else:
                slot.add(key, event.now, value)


def zero(slot):
    type_ = slot["path"]["type"]
    if values.kind_of(type_) == "optional":
        type_ = type_["of"]
    return {"decimal": values.Dec, "duration": values.Duration}.get(values.kind_of(type_), int)(0)
