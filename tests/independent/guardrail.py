# SPDX-License-Identifier: Apache-2.0
"""One guardrail and one event (docs/policy-ir.md, section 3)."""
import expressions
import texts
import values
from expressions import Evaluator, Scope, lazy
from masking import holds_sensitive, is_sensitive, reads_sensitive
from values import ABSENT, Failed

MILLIS_PER_DAY = 86_400_000


def in_force(waiver, now):
    today = now // MILLIS_PER_DAY
    return values.parse_date(waiver["on"]) <= today <= values.parse_date(waiver["until"])


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


class Result:
    """What one guardrail made of an event."""

    def __init__(self, guardrail, selected, shadow):
        self.guardrail, self.selected, self.shadow = guardrail, selected, shadow
        self.fired, self.failures, self.log = [], [], []


class Judge:
    """Section 3: one guardrail, one event."""

    def __init__(self, data, masker, guardrail, roots, slots):
        self.data, self.masker, self.guardrail, self.roots = data, masker, guardrail, roots
        self.now = roots.event.now
        self.evaluator = Evaluator(data, roots, slots)
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
            return self.masker.mask(value)
        if item["value"]["op"] == "effect":
            return self.parameter(item["value"], value)
        if is_sensitive(type_):
            return self.masker.mask(value)
        return {"value": self.masker.show(value, type_)}

    def parameter(self, expr, value):
        """Each element by the argument that it came from."""
        binding = self.roots.binding(expr["effect"], expr["parameter"])
        masked = []
        if binding and "value" in binding:
            self.mask_parts(binding["value"], masked)
        if not isinstance(value, list):
            return self.masker.mask(value) if any(masked) else {"value": values.to_document(value)}
        return {"value": [self.masker.mask(item) if hidden else values.to_document(item)
                          for item, hidden in zip(value, masked)]}

    def mask_parts(self, expr, masked):
        parts = {"list": expr.get("items"), "+": [expr.get("left"), expr.get("right")]}.get(expr["op"])
        if parts is None:
            value = Evaluator(self.data, self.roots, None).value(expr)
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
