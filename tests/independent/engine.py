# SPDX-License-Identifier: Apache-2.0
"""A second engine for the policy IR, written from docs/policy-ir.md, docs/records.md and the rules of the language. It
knows nothing of the compiler, and is compared with it record by record: where they differ, one of them or the page is
wrong. It gives of each record what an engine decides and who answers for it; texts for people are left out."""
import collections

import expressions
import history
import texts
import values
from expressions import Evaluator, Scope, lazy
from values import ABSENT, Failed

STRICTNESS = ["allow", "flag", "redact", "ask", "deny"]
KINDS = ("start", "input", "prompt", "completion", "call", "result", "output", "handoff", "memory")
MILLIS_PER_DAY = 86_400_000
LIMITS = {"max_event_bytes": 1 << 20, "depth": 64, "sessions": 100_000, "open_asks": 100_000, "remembered_ids": 100_000}


class Refused(Exception):
    """An entry check that denies (S9)."""


def in_force(waiver, now):
    today = now // MILLIS_PER_DAY
    return values.parse_date(waiver["on"]) <= today <= values.parse_date(waiver["until"])


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


def plain(value):
    """A string of the document, else None."""
    return value if isinstance(value, str) and not isinstance(value, values.Num) else None


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


class Result:
    """What one guardrail made of an event."""

    def __init__(self, guardrail, selected, shadow):
        self.guardrail, self.selected, self.shadow = guardrail, selected, shadow
        self.fired, self.failures, self.log = [], [], []


class Judge:
    """Section 3: one guardrail, one event."""

    def __init__(self, engine, guardrail, roots, slots):
        self.engine, self.guardrail, self.roots = engine, guardrail, roots
        self.now = roots.event.now
        self.evaluator = Evaluator(engine.data, roots, slots)
        self.scope = None
        for let in guardrail.get("lets", []):
            self.scope = Scope(let["local"], self.lazily(let["value"], self.scope), self.scope)
        self.result = Result(guardrail, True, in_shadow(guardrail, self.now))

    def lazily(self, expr, scope):
        return lazy(lambda: self.evaluator.value(expr, scope))

    def run(self):
        for rule in self.guardrail["rules"]:
            if self.roots.tool and self.roots.tool["name"] in rule.get("not_for", []):
                continue
            if not self.apply(rule):
                break
        if not self.result.shadow:
            self.result.log = [self.logged(item) for item in self.guardrail.get("log", [])]
        return self.result

    def apply(self, rule):
        """False where the rules after this one assume what does not hold."""
        is_require = rule.get("require", False)
        try:
            holds = self.evaluator.present(rule["condition"], self.scope) if "condition" in rule else True
            if holds is not is_require:
                self.fire(rule)
            return holds or not is_require
        except Failed as failure:
            self.result.failures.append(failed(self.guardrail, rule, failure, self.now))
            return not is_require

    def fire(self, rule):
        if rule["verdict"] == "ask" and rule["ask"] == "user" and not self.roots.event.agent("on_behalf_of"):
            self.result.failures.append(failed(self.guardrail, rule, Failed("engine", "nobody to ask"), self.now))
            return
        redactions = []
        if rule["verdict"] == "redact":
            try:
                redactions = self.redactions(rule)
            except Failed as failure:
                self.result.failures.append(failed(self.guardrail, rule, failure, self.now))
                return
            if redactions is None:
                return
        self.result.fired.append({"rule": rule, "redactions": redactions, **self.lifted(rule)})

    def lifted(self, rule):
        lifting, broken = None, []
        for exception in self.guardrail.get("exceptions", []):
            last = values.parse_date(exception["reviewed_on"]) + exception["every"] // MILLIS_PER_DAY
            due = self.now // MILLIS_PER_DAY > last
            if rule.get("label", "") not in exception["lifts"] or due or not in_force(exception["waiver"], self.now):
                continue
            try:
                if self.evaluator.present(exception["when"], self.scope) and lifting is None:
                    lifting = exception
            except Failed as failure:
                broken.append({"name": exception["name"], "cause": failure.cause})
        return {"exception": lifting, "failed_exceptions": broken}

    def redactions(self, rule):
        """Where the rule strikes; None where its patterns find nothing."""
        found, failures, fires = [], [], False
        for target in rule["redact"]:
            try:
                value = self.evaluator.value(target["path"], self.scope)
                if "pattern" in target and not found_in(value, texts.pattern(target["pattern"])):
                    continue
                fires = True
                if value is not ABSENT:
                    found.append((self.pointer(target["path"]), target.get("pattern")))
            except Failed as failure:
                failures.append(failure)
        if failures:
            raise values.strictest(failures)
        return found if fires else None

    def pointer(self, path):
        if path["op"] == "call":
            return self.pointer(path["arguments"][0])
        if path["op"] == "root":
            return "/" + path["name"] if path["name"] in ("args", "result", "context") else "/text"
        step = path["name"] if path["op"] == "member" else values.text_of(self.evaluator.value(path["key"], self.scope))
        return self.pointer(path["of"]) + "/" + step.replace("~", "~0").replace("/", "~1")

    def logged(self, item):
        try:
            value = self.evaluator.value(item["value"], self.scope)
        except Failed:
            return {"path": item["text"], "failed": True}
        if value is ABSENT:
            return {"path": item["text"], "absent": True}
        return {"path": item["text"], **self.shown(item, value)}

    def shown(self, item, value):
        type_ = item["value"]["type"]
        partly = holds_sensitive(type_) and not is_sensitive(type_)
        if item.get("redacted") or item.get("sensitive") and not partly and item["value"]["op"] != "effect":
            return self.engine.mask(value)
        if item["value"]["op"] == "effect":
            return self.parameter(item["value"], value)
        if is_sensitive(type_):
            return self.engine.mask(value)
        return {"value": self.engine.show(value, type_)}

    def parameter(self, expr, value):
        """Each element by the argument that it came from."""
        binding = self.roots.binding(expr["effect"], expr["parameter"])
        masked = []
        if binding and "value" in binding:
            self.mask_parts(binding["value"], masked)
        if not isinstance(value, list):
            return self.engine.mask(value) if any(masked) else {"value": values.to_document(value)}
        return {"value": [self.engine.mask(item) if hidden else values.to_document(item)
                          for item, hidden in zip(value, masked)]}

    def mask_parts(self, expr, masked):
        parts = {"list": expr.get("items"), "+": [expr.get("left"), expr.get("right")]}.get(expr["op"])
        if parts is None:
            value = Evaluator(self.engine.data, self.roots, None).value(expr)
            masked.extend([reads_sensitive(expr)] * len(expressions.flattened(value)))
            return
        for part in parts:
            self.mask_parts(part, masked)


def found_in(value, pattern):
    if isinstance(value, list):
        return any([found_in(item, pattern) for item in value])
    text = values.text_of(value)
    if len(text.encode()) > values.DEFAULT_TEXT:
        raise Failed("content", "too long")
    return pattern.search(text) is not None


def is_sensitive(type_):
    return isinstance(type_, dict) and type_.get("sensitive", False)


def holds_sensitive(type_):
    if not isinstance(type_, dict):
        return False
    parts = [type_["of"]] if "of" in type_ else [field["type"] for field in type_.get("fields", [])]
    return is_sensitive(type_) or any(holds_sensitive(part) for part in parts)


def reads_sensitive(expr):
    if holds_sensitive(expr["type"]):
        return True
    if expr["op"] in ("member", "index"):
        return False
    operands = [part for name, part in expr.items() if name != "type"]
    return any(reads_sensitive(part) for operand in operands
               for part in (operand if isinstance(operand, list) else [operand])
               if isinstance(part, dict) and "op" in part)


def in_shadow(guardrail, now):
    return "shadow" in guardrail and in_force(guardrail["shadow"], now)


def failed(guardrail, rule, failure, now):
    """What the guardrail's `fails` makes of a failure (S3)."""
    verdict, ask = "deny", None
    if failure.cause == "engine" and guardrail["fails"] == "open" and in_force(guardrail["fails_waiver"], now):
        verdict = "allow"
    elif failure.cause == "engine" and guardrail["fails"] == "ask":
        verdict, ask = "ask", guardrail["fails_ask"]
    return {"rule": rule, "cause": failure.cause, "verdict": verdict, "ask": ask}


class SystemState:
    """Everything that is remembered between two decisions of one system."""

    def __init__(self, system, limits):
        self.limits = limits
        self.clock = None
        self.slots = [history.Slot(slot) for slot in system.get("slots", [])]
        self.keeps_sessions = any(slot.reads_session for slot in self.slots)
        self.sessions = {}  # id: whether its history is lost
        self.seen = collections.OrderedDict()  # (kind, id): (digest, asked)
        self.calls = collections.OrderedDict()  # id: "ahead" "not ahead" "answered"
        self.asks = {}  # digest: open ask
        self.thresholds = collections.defaultdict(history.Counter)
        self.escalations = {}  # (guardrail, session): until

    def take_over(self, other):
        for name in ("clock", "sessions", "seen", "calls", "asks", "thresholds", "escalations"):
            setattr(self, name, getattr(other, name))
        for slot in self.slots:
            same = next((one for one in other.slots if one.definition == slot.definition), None)
            if same is None:
                slot.lost_before = set(self.sessions) | set(other.sessions)
            else:
                slot.keys, slot.lost_before = same.keys, same.lost_before

    def put(self, table, key, value):
        table[key] = value
        if len(table) > self.limits["remembered_ids"]:
            table.popitem(last=False)

    def has_room_for_ask(self, digest, now):
        if len(self.asks) < self.limits["open_asks"] or digest in self.asks:
            return True
        return any(self.is_over(ask, now) for ask in self.asks.values())

    def forget_asks(self, now):
        if len(self.asks) >= self.limits["open_asks"]:
            self.asks = {digest: ask for digest, ask in self.asks.items() if not self.is_over(ask, now)}

    @staticmethod
    def is_over(ask, now):
        return all(party["at"] + party["within"] < now for party in ask["parties"])


class Engine:
    """`settings` as tests/programs have them: key, system and limits."""

    def __init__(self, module, settings=None, stop=None):
        settings = settings or {}
        self.module, self.stop = module, stop or {}
        self.systems = {system["name"]: system for system in module["systems"]}
        self.parties = {party["name"]: party for party in module["parties"]}
        self.sinks = {sink["name"]: sink for sink in module["sinks"]}
        self.data = {table["name"]: values.fit(table["value"], table["type"]) for table in module["data"]}
        self.preset, self.key = settings.get("system"), settings.get("key")
        self.limits = {name: settings.get(name, default) for name, default in LIMITS.items()}
        self.states = {name: SystemState(system, self.limits) for name, system in self.systems.items()}

    # ---- Entry

    def find_system(self, name):
        if name in self.systems:
            return self.systems[name]
        own = [system for full, system in self.systems.items() if full.rpartition(".")[2] == name]
        return own[0] if len(own) == 1 else None

    def enter(self, event, skip_arguments):
        """S9, in its order. Gives the system and the tool."""
        document = event.document
        named = document.get("system")
        preset = self.find_system(self.preset) if self.preset else None
        if "system" in document and plain(named) is None or self.preset and preset is None:
            raise Refused("unknown_system", event)
        if named is None and preset is None and len(self.systems) != 1:
            raise Refused("unknown_system", event)
        system = self.find_system(named) if named is not None else preset or next(iter(self.systems.values()))
        if system is None or preset is not None and system is not preset:
            raise Refused("unknown_system", event)
        event.system = system
        event.digest = self.action_digest(event)
        if event.kind not in KINDS:
            raise Refused("unknown_event", event)
        event.described = next((one for one in system["tools"] if one["name"] == event.tool), None)
        if self.is_stopped(event, system):
            raise Refused("disabled", event)
        if event.kind in ("call", "result"):
            self.enter_tool(event, skip_arguments)
        self.enter_memory(event, self.states[system["name"]])
        return system, event.described

    def action_digest(self, event):
        action = {"system": event.system["name"], "session": {"id": event.session}}
        agent = event.document.get("agent")
        if isinstance(agent, dict) and "id" in agent:
            action["agent"] = {"id": agent["id"]}
        for name in ("event", "id", "tool", "args", "text"):
            if name in event.document:
                action[name] = values.exact(event.document[name])
        return values.digest(action, self.key)

    def is_stopped(self, event, system):
        def holds(table, name):
            return name is not None and name in self.stop.get(table, [])

        return (holds("tools", event.tool) or holds("systems", system["name"]) or
                holds("systems", system["name"].rpartition(".")[2]) or holds("agents", event.agent("id")) or
                holds("credentials", event.credential()))

    def enter_tool(self, event, skip_arguments):
        tool = event.described
        if tool is None:
            raise Refused("unknown_action", event)
        try:
            if not skip_arguments:
                values.fit(event.document["args"], tool["args"], "args")
        except values.Misfit as misfit:
            raise Refused("unfit_arguments", event) from misfit
        if event.document.get("tool_digest", tool["digest"]) != tool["digest"]:
            raise Refused("surface_drift", event)

    def enter_memory(self, event, state):
        if event.kind == "result" and state.calls.get(event.id) in ("not ahead", "answered"):
            raise Refused("unexpected_result", event)
        seen = state.seen.get((event.kind, event.id))
        if seen and not (seen[1] and seen[0] == event.digest):
            raise Refused("replayed_event", event)

    # ---- Decision

    def take_over(self, other):
        """Goes on with the state of another engine. A slot that counts something else now has lost what ran before."""
        for name, state in self.states.items():
            if name in other.states:
                state.take_over(other.states[name])

    def decide(self, line, skip_arguments=False):
        """The record of one event, a line of bytes; without texts for people and without the chain."""
        event = None
        try:
            if not self.systems:
                raise Refused("no_policy", None)
            event = Event(line, self.limits)
            system, tool = self.enter(event, skip_arguments)
        except Refused as refusal:
            return self.refused(*refusal.args)
        state = self.states[system["name"]]
        event.now = event.time if state.clock is None else max(event.time, state.clock)
        roots = Roots(event, system, tool, self.data)
        slots = history.History(state, event, roots, self.data, tool)
        results = self.judge(event, system, tool, roots, slots)
        asks = self.ask(event, state, results)
        decision = self.weigh(event, system, tool, results, asks)
        escalations, alerts = self.owe(event, system, state, results, asks, decision["decision"])
        self.remember(event, state, slots, results, asks, decision["decision"])
        record = {**self.envelope(event), **decision, "escalate": escalations, "alerts": alerts}
        record["log"] = [self.log(result) for result in results if result.selected and not result.shadow]
        return {**record, **self.accountability(event, system, results)}

    def refused(self, reason, event):
        system = getattr(event, "system", None)
        if system is not None and event.kind == "call" and reason != "replayed_event":
            state = self.states[system["name"]]
            if event.id not in state.calls:
                state.put(state.calls, event.id, "not ahead")
        record = {**self.envelope(event), "decision": "deny", "reason": reason}
        record.update({name: [] for name in ("fired", "failures", "redact", "ask", "log", "escalate", "alerts")})
        record["controls"] = []
        record["accountable"] = [self.answerable(event, system, None)] if system else []
        return {**record, **self.bundle(event, system)}

    def judge(self, event, system, tool, roots, slots):
        results = []
        for guardrail in system["guardrails"]:
            selected = any(one["event"] == event.kind and (tool is None or tool["name"] in one.get("tools", []))
                           for one in guardrail["on"])
            result = Judge(self, guardrail, roots, slots).run() if selected else Result(
                guardrail, False, in_shadow(guardrail, event.now))
            reads = {part["slot"] for part in history.walk(read_by(guardrail)) if part["op"] == "history"}
            for place in sorted(reads & set(slots.failures)):
                result.failures.append(failed(guardrail, None, slots.failures[place], event.now))
            if selected or result.failures:
                results.append(result)
        return results

    def ask(self, event, state, results):
        """Who is asked, and what they said (S16)."""
        asks, open_ask = [], state.asks.get(event.digest)
        has_room = state.has_room_for_ask(event.digest, event.now)
        for result in results:
            if result.shadow:
                continue
            full = []
            for fired in result.fired:
                if fired["rule"]["verdict"] == "ask" and fired["exception"] is None:
                    if has_room:
                        asks.append(self.asked(event, open_ask, fired["rule"]["ask"], result, fired["rule"]["within"]))
                    else:
                        full.append({"rule": fired["rule"], "cause": "engine", "verdict": "deny", "ask": None})
            for failure in result.failures:
                if failure["verdict"] == "ask" and has_room:
                    asks.append(self.asked(event, open_ask, failure["ask"], result, 3_600_000))
                elif failure["verdict"] == "ask":
                    failure["verdict"] = "deny"
            result.failures += full
        return asks

    def asked(self, event, open_ask, party, result, within):
        ask = {"party": party, "guardrail": result.guardrail["name"], "within": within, "at": event.now,
               "answer": None, "escalated": False}
        for known in open_ask["parties"] if open_ask else []:
            if all(known[name] == ask[name] for name in ("party", "guardrail", "within")):
                ask["answer"] = self.answer(event, known)
                if event.now <= known["at"] + known["within"]:
                    ask["at"], ask["escalated"] = known["at"], known["escalated"]
        return ask

    def answer(self, event, asked):
        answer = None
        approvals = event.document.get("approvals", [])
        for approval in approvals if isinstance(approvals, list) else []:
            if not isinstance(approval, dict):
                continue
            at = values.parse_instant(approval["at"]) if plain(approval.get("at")) else None
            counts = approval.get("of") == event.digest and approval.get("party") == asked["party"] and at is not None
            counts = counts and asked["at"] <= at <= min(event.now, asked["at"] + asked["within"])
            if not counts or not self.may_answer(event, asked["party"], plain(approval.get("by")), at):
                continue
            if approval.get("refused", False) is not False:
                return "refused"
            answer = "approved"
        return answer

    def may_answer(self, event, party, by, at):
        if not by or by == event.agent("id"):
            return False
        if party == "user":
            return by == event.agent("on_behalf_of")
        asked = self.parties.get(party, {})
        people = [party] if asked.get("kind") == "person" else [asked.get("lead"), *asked.get("members", [])]
        person = next((self.parties[name] for name in people
                       if name and by in (name, self.parties[name].get("email"))), None)
        if person is None or not is_active(person, at):
            return False
        names = {person["name"], person.get("email"), by}
        return event.agent("on_behalf_of") not in names and event.agent("id") not in names

    def weigh(self, event, system, tool, results, asks):
        verdicts, redactions, would_be = ["allow"], [], None
        for result in results:
            fired = [one for one in result.fired if one["exception"] is None]
            if result.shadow:
                if result.selected:
                    would_be = max([would_be or "allow"] + [one["rule"]["verdict"] for one in fired], key=STRICTNESS.index)
                continue
            verdicts += [one["rule"]["verdict"] for one in fired if one["rule"]["verdict"] != "ask"]
            verdicts += [one["verdict"] for one in result.failures if one["verdict"] != "ask"]
            redactions += [target for one in fired for target in one["redactions"]]
        verdicts += [{None: "ask", "refused": "deny"}.get(ask["answer"], "allow") for ask in asks]
        decision = {"decision": max(verdicts, key=STRICTNESS.index)}
        if not self.is_covered(event, system, tool):
            decision = {"decision": "deny", "reason": "uncovered"}
        ahead = STRICTNESS.index(decision["decision"]) < STRICTNESS.index("ask")
        decision["redact"] = merged(redactions) if ahead else []
        if would_be:
            decision["would_be"] = would_be
            decision["shadow"] = rules_of(results, True)
        decision.update(rules_of(results, False))
        for name, answer in (("ask", None), ("approved", "approved"), ("refused", "refused")):
            parties = sorted({ask["party"] for ask in asks if ask["answer"] == answer})
            if parties or name == "ask":
                decision[name] = parties
        return decision

    def is_covered(self, event, system, tool):
        if tool is None or not tool.get("needs_call" if event.kind == "call" else "needs_result"):
            return True
        for guardrail in system["guardrails"]:
            covers = any(one["event"] == event.kind and tool["name"] in one.get("covers", []) for one in guardrail["on"])
            if covers and not in_shadow(guardrail, event.now):
                return True
        return any(one["event"] == event.kind and in_force(one["waiver"], event.now)
                   for one in tool.get("unguarded", []))

    # ---- Obligations and memory

    def owe(self, event, system, state, results, asks, verdict):
        escalations, alerts = [], []
        for result in results:
            if result.shadow:
                continue
            guardrail = result.guardrail
            denies = any(one["rule"]["verdict"] == "deny" and one["exception"] is None for one in result.fired)
            if (result.failures or denies) and self.is_past_threshold(state, guardrail, event.now):
                self.escalate(state, guardrail, event.session, event.now, event.now, None, escalations)
            for fired in result.fired if verdict != "ask" else []:
                exception = fired["exception"]
                if exception is not None:
                    monitor = exception["monitor"]
                    count = state.thresholds[exception["name"]].add(history.Window(monitor["in"]), event.now)
                    if count > monitor["more_than"]:
                        alerts.append({"party": monitor["alert"], "exception": exception["name"]})
        self.escalate_unanswered(event, system, state, asks, escalations)
        escalations.sort(key=lambda one: (one["guardrail"], one["by"], one["party"]))
        for one in escalations:
            one["by"] = values.format_instant(one["by"])
        return escalations, sorted(alerts, key=lambda one: one["exception"])

    def is_past_threshold(self, state, guardrail, now):
        threshold = guardrail.get("escalate_when")
        if threshold is None:
            return True
        return state.thresholds[guardrail["name"]].add(history.Window(threshold["in"]), now) > threshold["more_than"]

    def escalate(self, state, guardrail, session, start, now, unanswered, escalations):
        """At most one is open for a guardrail and a session."""
        key = guardrail["name"], session
        if state.escalations.get(key, now - 1) >= now:
            return
        until = start
        for step in guardrail["escalate"]:
            by = start + step["within"]
            until = max(until, by)
            escalations.append({"party": step["to"], "by": by, "guardrail": guardrail["name"],
                                **({"unanswered": unanswered} if unanswered else {})})
        state.escalations[key] = until

    def escalate_unanswered(self, event, system, state, asks, escalations):
        answered = {(ask["party"], ask["guardrail"], ask["within"]) for ask in asks if ask["answer"] is not None}
        for digest, open_ask in sorted(state.asks.items()):
            for party in open_ask["parties"]:
                now_answered = digest == event.digest and (
                    party["party"], party["guardrail"], party["within"]) in answered
                deadline = party["at"] + party["within"]
                if party["escalated"] or party["party"] == "user" or now_answered or deadline >= event.now:
                    continue
                party["escalated"] = True
                guardrail = next(one for one in system["guardrails"] if one["name"] == party["guardrail"])
                self.escalate(state, guardrail, open_ask["session"], deadline, event.now, open_ask["id"], escalations)

    def remember(self, event, state, slots, results, asks, verdict):
        denied = any(not result.shadow and (
            any(one["rule"]["verdict"] == "deny" and one["exception"] is None for one in result.fired) or
            any(one["verdict"] == "deny" for one in result.failures)) for result in results)
        denied = denied or any(ask["answer"] == "refused" for ask in asks)
        ahead = STRICTNESS.index(verdict) < STRICTNESS.index("ask")
        slots.apply(ahead, verdict == "deny" and denied)
        state.clock = event.now
        state.put(state.seen, (event.kind, event.id), (event.digest, verdict == "ask"))
        if event.kind == "call":
            state.put(state.calls, event.id, "ahead" if ahead else "not ahead")
        if event.kind == "result" and ahead:
            state.put(state.calls, event.id, "answered")
        before = state.asks.pop(event.digest, None)
        if verdict != "ask":
            return
        state.forget_asks(event.now)
        for ask in asks:
            for known in before["parties"] if before else []:
                same = all(known[name] == ask[name] for name in ("party", "guardrail", "within", "at"))
                ask["escalated"] = known["escalated"] if same else ask["escalated"]
        state.asks[event.digest] = {"id": event.id, "session": event.session, "parties": asks}

    # ---- Records

    def envelope(self, event):
        read = event.document if event is not None else {}
        session = read.get("session")
        record = {"event": plain(read.get("event")) or None, "event_id": plain(read.get("id")) or None,
                  "session": (plain(session.get("id")) if isinstance(session, dict) else None) or None}
        if getattr(event, "tool", None):
            record["tool"] = event.tool
        if event is not None and event.agent("id"):
            record["agent"] = event.agent("id")
        return record

    def bundle(self, event, system):
        read = event.document if event is not None else {}
        record = {"bundle": {"system": system["name"] if system else None, "digest": self.module["digest"],
                             "onus_version": self.module["onus_version"]}}
        if hasattr(event, "digest"):
            record["action_digest"] = event.digest
            if self.key:
                record["key_id"] = self.key["id"]
        time = getattr(event, "time", None)
        record["time"] = values.format_instant(time) if time is not None else None
        if time is not None and event.now != time:
            record["judged_at"] = values.format_instant(event.now)
        return record

    def layers(self, system):
        return {name: system[name] for name in ("operator", "business", "engineering", "security")}

    def answerable(self, event, system, result):
        entry, tool = self.layers(system), getattr(event, "described", None)
        if tool is not None:
            signed = [one["waiver"]["approved_by"] for one in tool.get("unguarded", [])
                      if one["event"] == event.kind and in_force(one["waiver"], event.now)]
            entry["exposure_approved_by"] = signed[0] if signed else tool["classified_by"]
        if result is None:
            return entry
        guardrail, sink = result.guardrail, self.sinks.get(result.guardrail["sink"])
        lifting = [one["exception"] for one in result.fired if one["exception"] is not None]
        if lifting:
            entry["exception_approved_by"] = lifting[0]["waiver"]["approved_by"]
        return {**entry, "guardrail": guardrail["name"], "control_owner": guardrail["owner"],
                "log_owner": sink["owner"] if sink else None, "rollback_by": guardrail["rollback"]["by"]}

    def accountability(self, event, system, results):
        live = [result for result in results if not result.shadow]
        involved = [result for result in live if result.fired or result.failures] or live
        entries = [self.answerable(event, system, result) for result in involved or [None]]
        controls = {(one["framework"], one["id"]): one for result in involved
                    for one in result.guardrail.get("controls", [])}
        return {"accountable": entries, "controls": [controls[key] for key in sorted(controls)],
                **self.bundle(event, system)}

    def log(self, result):
        sink = self.sinks.get(result.guardrail["sink"])
        entry = {"guardrail": result.guardrail["name"], "sink": result.guardrail["sink"],
                 "values": sorted(result.log, key=lambda one: one["path"])}
        return {**entry, "owner": sink["owner"]} if sink else entry

    def mask(self, value):
        """No key, no value."""
        if self.key is None:
            return {"withheld": True}
        return {"digest": values.digest(values.to_document(value), self.key)}

    def show(self, value, type_):
        """The value as a document, with each sensitive part masked."""
        if not holds_sensitive(type_):
            return values.to_document(value)
        if is_sensitive(type_):
            return self.mask(value)
        if isinstance(value, list):
            return [self.show(item, type_["of"]) for item in value]
        if not isinstance(value, dict):
            return self.show(value, type_["of"])
        fields = {field["name"]: field["type"] for field in type_.get("fields", [])}
        if type_["kind"] == "optional":
            return self.show(value, type_["of"])
        return {name: self.show(part, fields.get(name, type_.get("of", "json")))
                for name, part in value.items() if part is not ABSENT}


def is_active(person, at):
    day = at // MILLIS_PER_DAY
    since, until = person.get("active_from"), person.get("active_until")
    return not (since and values.parse_date(since) > day or until and values.parse_date(until) < day)


def read_by(guardrail):
    """The expressions that decide."""
    return [guardrail.get("lets", []), guardrail["rules"], guardrail.get("exceptions", [])]


def rules_of(results, shadow):
    fired, failures = [], []
    for result in results:
        if result.shadow != shadow:
            continue
        name = result.guardrail["name"]
        for one in result.fired:
            rule = one["rule"]
            entry = {"guardrail": name, "rule": rule.get("label") or None, "verdict": rule["verdict"],
                     "because": rule.get("because", ""), "span": rule["span"]}
            if one["exception"] is not None:
                waiver = one["exception"]["waiver"]
                entry["exception"] = {"name": one["exception"]["name"], "approved_by": waiver["approved_by"],
                                      "until": waiver["until"]}
            if one["failed_exceptions"]:
                entry["failed_exceptions"] = one["failed_exceptions"]
            fired.append(entry)
        for one in result.failures:
            rule = one["rule"]
            failures.append({"guardrail": name, "rule": (rule.get("label") or None) if rule else None,
                             "cause": one["cause"], "verdict": one["verdict"],
                             "span": rule["span"] if rule else result.guardrail["span"]})

    def order(entry):
        return entry["guardrail"], entry["rule"] or ""

    return {"fired": sorted(fired, key=order), "failures": sorted(failures, key=order)}


def merged(redactions):
    """An outer path swallows an inner one (S5)."""
    kept = []
    for pointer, pattern in sorted(set(redactions), key=lambda one: (one[0], one[1] or "")):
        swallowed = any(outer_pattern is None and (pointer.startswith(outer + "/") or pointer == outer and pattern)
                        for outer, outer_pattern in redactions)
        if not swallowed:
            kept.append({"pointer": pointer, **({"matching": pattern} if pattern else {})})
    return kept
