# SPDX-License-Identifier: Apache-2.0
"""Expressions of the policy IR (docs/policy-ir.md, section 5)."""
import texts
import values
from values import ABSENT, Date, Dec, Duration, Failed, Instant, Json


class Scope:
    """Locals: lazy values and items of quantifiers, innermost first."""

    def __init__(self, local, thunk, outer):
        self.local, self.thunk, self.outer = local, thunk, outer

    def read(self, local):
        scope = self
        while scope is not None and scope.local != local:
            scope = scope.outer
        if scope is None:
            raise Failed("engine", "no such local")
        return scope.thunk()


def lazy(compute):
    """Computes at the first reading, and remembers a failure too."""
    memory = []

    def read():
        if not memory:
            try:
                memory.append((compute(), None))
            except Failed as failure:
                memory.append((None, failure))
        value, failure = memory[0]
        if failure is not None:
            raise failure
        return value

    return read


class Evaluator:
    """`roots` answers for the event, `history` for slots (or None where there is none)."""

    def __init__(self, data, roots, history):
        self.data, self.roots, self.history = data, roots, history

    def value(self, expr, scope=None):
        """The value of an expression, ABSENT, or Failed."""
        return getattr(self, "op_" + NAMES.get(expr["op"], expr["op"]))(expr, scope)

    def present(self, expr, scope):
        value = self.value(expr, scope)
        if value is ABSENT:
            raise Failed("content", "is not there")
        return value

    def all_present(self, exprs, scope):
        found, failures = [], []
        for expr in exprs:
            try:
                found.append(self.present(expr, scope))
            except Failed as failure:
                failures.append(failure)
        if failures:
            raise strictest(failures)
        return found

    def sides(self, expr, scope):
        return self.all_present([expr["left"], expr["right"]], scope)

    # ---- Constants

    def op_bool(self, expr, _):
        return expr["value"]

    def op_int(self, expr, _):
        return int(expr["value"])

    def op_decimal(self, expr, _):
        return values.parse_decimal(str(expr["value"]))

    def op_string(self, expr, _):
        return expr["value"]

    op_pattern = op_string

    def op_duration(self, expr, _):
        return Duration(int(expr["value"]))

    def op_date(self, expr, _):
        return values.parse_date(expr["value"])

    def op_instant(self, expr, _):
        return values.parse_instant(expr["value"])

    def op_ip(self, expr, _):
        return values.parse_ip(expr["value"])

    def op_cidr(self, expr, _):
        return values.parse_cidr(expr["value"])

    def op_list(self, expr, scope):
        return self.all_present(expr["items"], scope)

    def op_record(self, expr, scope):
        return {member["name"]: self.value(member["value"], scope) for member in expr["members"]}

    def op_absent(self, *_):
        return ABSENT

    def op_data(self, expr, _):
        return self.data[expr["name"]]

    # ---- What is read

    def op_root(self, expr, _):
        return self.roots.root(expr)

    def op_effect(self, expr, scope):
        return self.roots.parameter(expr, self)

    def op_local(self, expr, scope):
        if scope is None:
            raise Failed("engine", "no such local")
        return scope.read(expr["local"])

    def op_let(self, expr, scope):
        return self.value(expr["body"], Scope(expr["local"], lazy(lambda: self.value(expr["value"], scope)), scope))

    def op_member(self, expr, scope):
        base = expr["of"]
        if base["op"] == "root":
            return self.roots.member(base, expr["name"])
        of = self.value(base, scope)
        return member(of, expr["name"])

    def op_index(self, expr, scope):
        of = self.value(expr["of"], scope)
        key = self.present(expr["key"], scope)
        if of is ABSENT:
            return ABSENT
        if isinstance(of, Json) and isinstance(of.value, dict) or isinstance(of, dict):
            return member(of, key)
        items = of.value if isinstance(of, Json) else of
        if isinstance(items, list) and isinstance(key, int) and 0 <= key < len(items):
            return Json(items[key]) if isinstance(of, Json) else items[key]
        return ABSENT

    def op_project(self, expr, scope):
        found, failures = [], []
        for item in self.present(expr["list"], scope):
            try:
                found.append(self.value(expr["body"], self.item(expr, item, scope)))
            except Failed as failure:
                failures.append(failure)
        if failures:
            raise strictest(failures)
        wanted = expr["type"]["of"]
        if any(isinstance(item, list) for item in found) and values.kind_of(wanted) != "list":
            return flattened(found)
        if values.kind_of(wanted) != "optional":
            found = [item for item in found if item is not ABSENT]
        return found

    def item(self, expr, item, scope):
        return Scope(expr["local"], lambda: item, scope)

    def op_has(self, expr, scope):
        return self.value(expr["of"], scope) is not ABSENT

    def op_coalesce(self, expr, scope):
        value = self.value(expr["of"], scope)
        return self.value(expr["fallback"], scope) if value is ABSENT else value

    def op_as(self, expr, scope):
        value = self.value(expr["of"], scope)
        if not isinstance(value, Json):
            return value
        try:
            return values.fit(value.value, expr["type"]["of"])
        except values.Misfit:
            return ABSENT

    def op_history(self, expr, scope):
        if self.history is None:
            raise Failed("engine", "no history here")
        found, failures = [], []
        for argument in expr["arguments"]:
            try:
                found.append(self.value(argument, scope))
            except Failed as failure:
                failures.append(failure)
        if failures:
            raise strictest(failures)
        return self.history.read(expr["slot"], found)

    def op_signal(self, expr, _):
        return self.roots.signal(expr)

    # ---- Conditions

    def outcomes(self, exprs, scope):
        """Of each condition: True, False or the failure."""
        found = []
        for expr in exprs:
            try:
                found.append(self.present(expr, scope))
            except Failed as failure:
                found.append(failure)
        return found

    def op_not(self, expr, scope):
        return not self.present(expr["of"], scope)

    def op_and(self, expr, scope):
        return decided(self.outcomes(expr["of"], scope), False)

    def op_or(self, expr, scope):
        return decided(self.outcomes(expr["of"], scope), True)

    def each(self, expr, body, scope):
        found = []
        for item in self.present(expr["list"], scope):
            found.extend(self.outcomes([body], self.item(expr, item, scope)))
        return found

    def op_any(self, expr, scope):
        return decided(self.each(expr, expr["body"], scope), True)

    def op_all(self, expr, scope):
        return decided(self.each(expr, expr["body"], scope), False)

    def op_equal(self, expr, scope):
        left, right = self.sides(expr, scope)
        return values.equal(left, right)

    def op_unequal(self, expr, scope):
        return not self.op_equal(expr, scope)

    def compared(self, expr, scope):
        left, right = self.sides(expr, scope)
        if values.is_number(left) and values.is_number(right):
            return values.scaled(left), values.scaled(right)
        return int(left), int(right)

    def op_less(self, expr, scope):
        left, right = self.compared(expr, scope)
        return left < right

    def op_less_equal(self, expr, scope):
        left, right = self.compared(expr, scope)
        return left <= right

    def op_greater(self, expr, scope):
        left, right = self.compared(expr, scope)
        return left > right

    def op_greater_equal(self, expr, scope):
        left, right = self.compared(expr, scope)
        return left >= right

    def op_in(self, expr, scope):
        left, right = self.sides(expr, scope)
        if isinstance(right, list):
            return any(values.equal(left, item) for item in right)
        if isinstance(right, dict):
            return left in right
        return left.version == right.version and left in right

    def op_like(self, expr, scope):
        return texts.like(searched(expr["of"], self.present(expr["of"], scope)), expr["glob"])

    def op_matches(self, expr, scope):
        text, source = self.all_present([expr["of"], expr["pattern"]], scope)
        return texts.pattern(source).fullmatch(searched(expr["of"], text)) is not None

    # ---- Values

    def op_negate(self, expr, scope):
        value = self.present(expr["of"], scope)
        return bounded(type(value)(-value))

    def op_add(self, expr, scope):
        left, right = self.sides(expr, scope)
        if isinstance(left, (str, list)):
            return left + right
        kind = Instant if isinstance(right, Instant) else type(left)
        return bounded(kind(int(left) + int(right)))

    def op_subtract(self, expr, scope):
        left, right = self.sides(expr, scope)
        kind = Duration if isinstance(right, Instant) else type(left)
        return bounded(kind(int(left) - int(right)))

    def op_multiply(self, expr, scope):
        left, right = self.sides(expr, scope)
        return bounded(type(left)(int(left) * int(right)))

    def op_if(self, expr, scope):
        return self.value(expr["then" if self.present(expr["condition"], scope) else "else"], scope)

    def op_count_of(self, expr, scope):
        found = self.each(expr, expr["condition"], scope)
        failures = [one for one in found if isinstance(one, Failed)]
        if failures:
            raise strictest(failures)
        return sum(found)

    def op_sum_of(self, expr, scope):
        total, failures = None, []
        for item in self.present(expr["list"], scope):
            inner = self.item(expr, item, scope)
            try:
                if not self.present(expr["condition"], inner):
                    continue
                value = self.present(expr["value"], inner)
                total = value if total is None else bounded(type(value)(int(total) + int(value)))
            except Failed as failure:
                failures.append(failure)
        if failures:
            raise strictest(failures)
        if total is None:
            return {"decimal": Dec, "duration": Duration}.get(values.kind_of(expr["type"]), int)(0)
        return total

    # ---- Built-ins

    def op_call(self, expr, scope):
        arguments = expr["arguments"]
        if expr["function"] == "text":
            if arguments[0]["op"] == "root":
                return self.roots.text(arguments[0])
            return values.text_of(self.present(arguments[0], scope))
        found = self.all_present(arguments, scope)
        return getattr(self, "call_" + expr["function"])(found, arguments)

    def call_size(self, found, _):
        value = found[0].value if isinstance(found[0], Json) else found[0]
        return len(value)

    def call_lower(self, found, _):
        return texts.ascii_lower(found[0])

    def call_starts_with(self, found, arguments):
        return searched(arguments[0], found[0]).startswith(found[1])

    def call_ends_with(self, found, arguments):
        return searched(arguments[0], found[0]).endswith(found[1])

    def call_contains(self, found, arguments):
        if isinstance(found[0], list):
            return any(values.equal(found[1], item) for item in found[0])
        text = searched(arguments[0], found[0])
        if values.kind_of(arguments[1]["type"]) == "pattern":
            return texts.pattern(found[1]).search(text) is not None
        return found[1] in text

    def call_mentions(self, found, arguments):
        return texts.mentions(searched(arguments[0], found[0]), found[1])

    def call_find(self, found, arguments):
        matches = [one[0] for one in texts.pattern(found[1]).finditer(searched(arguments[0], found[0]))]
        if len(matches) > 1024:
            raise Failed("content", "finds too much")
        return matches

    def call_host(self, found, _):
        return known(texts.host(found[0]))

    def call_domain(self, found, _):
        return known(texts.domain(found[0]))

    def call_under(self, found, arguments):
        return known(texts.under(searched(arguments[0], found[0]), found[1]))

    def call_zip(self, found, _):
        if len(found[0]) != len(found[1]):
            raise Failed("content", "unequal lengths")
        return [{"first": first, "second": second} for first, second in zip(*found)]

    def call_date(self, found, _):
        if isinstance(found[0], Instant):
            return Date(found[0] // 86_400_000)
        return known(values.parse_date(found[0]))

    def call_instant(self, found, _):
        return known(values.parse_instant(found[0]))

    def call_decimal(self, found, _):
        if isinstance(found[0], str):
            return known(values.parse_decimal(found[0]))
        return bounded(Dec(found[0] * 10_000))

    def call_int(self, found, _):
        return known(values.parse_int(found[0]))

    def call_ip(self, found, _):
        return known(values.parse_ip(found[0]))


NAMES = {
    "==": "equal", "!=": "unequal", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal",
    "+": "add", "-": "subtract", "*": "multiply",
}

strictest = values.strictest


def decided(outcomes, by):
    """S1: one operand that is `by` decides; else a failure does; else the other."""
    if any(one is by for one in outcomes):
        return by
    failures = [one for one in outcomes if isinstance(one, Failed)]
    if failures:
        raise strictest(failures)
    return not by


def known(value):
    if value is None:
        raise Failed("content", "is none")
    return value


def bounded(value):
    if int(value) not in (values.WRITABLE if isinstance(value, Instant) else values.INT64):
        raise Failed("content", "overflow")
    return value


def member(of, name):
    if of is ABSENT:
        return ABSENT
    if isinstance(of, Json):
        inside = of.value
        return Json(inside[name]) if isinstance(inside, dict) and name in inside else ABSENT
    return of.get(name, ABSENT)


def flattened(value):
    """A list parameter: lists within lists are joined, what is absent is left out."""
    if isinstance(value, list):
        return [part for item in value for part in flattened(item)]
    return [] if value is ABSENT else [value]


def searched(expr, text):
    """A string that is searched has at most so many bytes (S38)."""
    if not isinstance(text, str):
        raise Failed("engine", "is no string")
    type_ = expr["type"]
    limit = type_.get("max", values.DEFAULT_TEXT) if isinstance(type_, dict) else values.DEFAULT_TEXT
    if len(text.encode("utf-8")) > limit:
        raise Failed("content", "is too long to be searched")
    return text
