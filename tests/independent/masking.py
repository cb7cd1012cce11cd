# SPDX-License-Identifier: Apache-2.0
"""What a record may show of a value (S45, S46)."""
import values
from values import ABSENT


class Masker:
    """`key` as the engine has it, or None."""

    def __init__(self, key):
        self.key = key

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
