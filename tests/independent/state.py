# SPDX-License-Identifier: Apache-2.0
"""What an engine remembers between two decisions."""
import collections

import history


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
