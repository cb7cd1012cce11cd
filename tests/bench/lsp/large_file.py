#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: large_file.py FILE: one more policy file for team 3 of a generated monorepo, of 2,000 lines."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "monorepo"))
import generate  # noqa: E402

FIRST = 1_000_000  # no other guardrail has these numbers
LINES = 2_000

head = "package mono.t3 owner desk_3\n\nuse mono.people.{desk_3, platform}\n\n"
text, number = head, FIRST
while text.count("\n") < LINES:
    text += generate.guardrail(3, number) + "\n"
    number += 1
Path(sys.argv[1]).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
