# SPDX-License-Identifier: Apache-2.0
"""An event: its envelope, and what expressions read of it (docs/records.md; docs/policy-ir.md, section 5)."""
import expressions
import values
from expressions import Evaluator
from values import ABSENT, Failed


class Refused(Exception):
    """An entry check that denies (S9)."""


def plain(value):
    """A string of the document, else None."""
    return value if isinstance(value, str) and not isinstance(value, values.Num) else None


class Event:
    def __init__(self, line, limits):
        self.document = {}
        if len(line) > limits["max_event_bytes"]:
            raise Refused("too_large", self)
        try:
            document = values.read_document(line.decode("utf-8"), limits["depth"])
        except ValueError as error:
            raise Refused("malformed_event", self) from error
        if not isinstance(document, dict):
            raise Refused("malformed_event", self)
        self.document = document
        if not self.read():
            raise Refused("malformed_event", self)

    def read(self):
        """False where a member of the envelope is missing or ill-typed. What can be read is read for the record."""
        document = self.document
        self.kind, self.id = plain(document.get("event")), plain(document.get("id"))
        written, session = plain(document.get("time")), document.get("session")
        self.time = self.now = values.parse_instant(written) if written else None
        session = session if isinstance(session, dict) else {}
        self.session, turn = plain(session.get("id")), session.get("turn")
        self.turn = values.parse_int(turn) if isinstance(turn, values.Num) else None
        has_tool = self.kind in ("call", "result")
        self.tool = plain(document.get("tool")) if has_tool else None
        fits = bool(self.id and self.session) and self.kind is not None and self.time is not None
        fits = fits and not set(session) - {"id", "turn"} and ("turn" not in session or (self.turn or 0) >= 1)
        return fits and (not has_tool or self.tool is not None and isinstance(document.get("args"), dict))

    def agent(self, name):
        agent = self.document.get("agent")
        return plain(agent.get(name)) if isinstance(agent, dict) else None

    def credential(self):
        credential = (self.document.get("agent") or {}).get("credential") if self.agent("id") else None
        return plain(credential.get("id")) if isinstance(credential, dict) else None


class Roots:
    """What expressions read of an event."""

    def __init__(self, event, system, tool, data):
        self.event, self.system, self.tool, self.data = event, system, tool, data

    def root(self, expr):
        name, event = expr["name"], self.event
        if name == "args":
            if values.kind_of(expr["type"]) == "json":
                return values.Json(event.document["args"])
            return self.fitted(event.document["args"], self.tool["args"], "content")
        if name == "result":
            return self.result(expr["type"])
        if name == "error":
            return self.error()
        if name == "context":
            return {one["name"]: self.context(one["name"]) for one in self.system["context"]}
        if name == "session":
            return {"id": event.session, **({"turn": event.turn} if event.turn else {})}
        if name == "agent":
            if "agent" not in event.document:
                raise Failed("engine", "no agent")
            return self.fitted(event.document["agent"], expr["type"], "engine")
        if name == "tool":
            return {"name": self.tool["name"], "surface": self.tool["surface"]}
        if name == "time":
            return event.now
        text = plain(event.document.get("text")) if name == event.kind else None
        if text is None:
            raise Failed("content", "no text")
        return text

    def member(self, root, name):
        if root["name"] == "context":
            return self.context(name)
        if root["name"] == "session" and name == "turn" and not self.event.turn:
            raise Failed("engine", "no turn")
        return expressions.member(self.root(root), name)

    def fitted(self, value, type_, cause):
        try:
            return values.fit(value, type_)
        except values.Misfit as misfit:
            raise Failed(cause, str(misfit)) from misfit

    def context(self, name):
        declared = next((one for one in self.system["context"] if one["name"] == name), None)
        context = self.event.document.get("context", {})
        if declared is None or not isinstance(context, dict):
            raise Failed("engine", "no such context")
        if name not in context:
            if values.kind_of(declared["type"]) == "optional":
                return ABSENT
            raise Failed("engine", "missing context")
        return self.fitted(context[name], declared["type"], "engine")

    def error(self):
        flag = self.event.document.get("error", False)
        if not isinstance(flag, bool) or self.event.kind != "result":
            raise Failed("content", "no error")
        return flag

    def result(self, type_):
        if "result" not in self.event.document:
            raise Failed("content", "no result")
        raw = self.event.document["result"]
        kind = values.kind_of(type_)
        if self.error():
            if kind == "string" and plain(raw) is not None:
                return raw
            if kind in ("json", "content"):
                return values.Json(raw)
            raise Failed("content", "the tool failed")
        wanted = self.tool["result"]
        if self.tool.get("result_from_text") and plain(raw) is not None and values.kind_of(wanted) != "string":
            try:
                raw = values.read_document(raw, 64)
            except ValueError as error:
                raise Failed("content", "no JSON text") from error
        return self.fitted(raw, wanted, "content")

    def text(self, root):
        """`text(x)` of a whole root: of an errored result what the tool said."""
        if root["name"] == "result" and self.event.kind == "result" and self.error():
            return values.text_of(self.result("json"))
        return values.text_of(self.root(root))

    def content(self):
        """What `mentioned` keeps of the event."""
        name = {"call": "args", "result": "result"}.get(self.event.kind, self.event.kind)
        return self.text({"name": name, "type": "content"})

    def binding(self, effect, parameter):
        for does in self.tool.get("effects", []) if self.tool else []:
            for binding in does.get("bindings", []):
                if (does["effect"], binding["parameter"]) == (effect, parameter):
                    return binding
        return None

    def parameter(self, expr, _):
        binding = self.binding(expr["effect"], expr["parameter"])
        if binding is None:
            raise Failed("engine", "not bound")
        is_list = values.kind_of(binding["type"]) == "list"
        if "value" not in binding:
            return [] if is_list else ABSENT
        value = Evaluator(self.data, self, None).value(binding["value"])
        return expressions.flattened(value) if is_list else value

    def signal(self, expr):
        answer = self.event.document.get("signals", {}).get(expr["key"])
        if not isinstance(answer, dict) or "error" in answer or "value" not in answer:
            raise Failed("engine", "no answer")
        value = answer["value"]
        if values.kind_of(expr["type"]) == "decimal" and isinstance(value, values.Num):
            rounded = values.round_decimal(value)
            if rounded is None:
                raise Failed("engine", "no decimal")
            return rounded
        return self.fitted(value, expr["type"], "engine")
