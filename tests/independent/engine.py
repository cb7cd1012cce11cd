# SPDX-License-Identifier: Apache-2.0
"""A second engine for the policy IR, written from docs/policy-ir.md, docs/records.md and the rules of the language. It
knows nothing of the compiler, and is compared with it record by record: where they differ, one of them or the page is
wrong. It gives of each record what an engine decides and who answers for it; texts for people are left out."""
import history
import values
from event import Event, Refused, Roots, plain
from guardrail import MILLIS_PER_DAY, Judge, Result, failed, in_force, in_shadow
from masking import Masker
from record import merged, rules_of
from state import SystemState

STRICTNESS = ["allow", "flag", "redact", "ask", "deny"]
KINDS = ("start", "input", "prompt", "completion", "call", "result", "output", "handoff", "memory")
LIMITS = {"max_event_bytes": 1 << 20, "depth": 64, "sessions": 100_000, "open_asks": 100_000, "remembered_ids": 100_000}


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
        self.masker = Masker(self.key)
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
            result = Judge(self.data, self.masker, guardrail, roots, slots).run() if selected else Result(
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
        escalations.sort(key=lambda one: (one["guardrail"], one["by"], one["party"], one.get("unanswered") or ""))
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


def is_active(person, at):
    day = at // MILLIS_PER_DAY
    since, until = person.get("active_from"), person.get("active_until")
    return not (since and values.parse_date(since) > day or until and values.parse_date(until) < day)


def read_by(guardrail):
    """The expressions that decide."""
    return [guardrail.get("lets", []), guardrail["rules"], guardrail.get("exceptions", [])]
