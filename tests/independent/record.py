# SPDX-License-Identifier: Apache-2.0
"""Parts of a decision record (docs/records.md)."""


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
