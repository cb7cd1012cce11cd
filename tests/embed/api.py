#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: api.py FOLDER-OF-THE-MODULE LIBRARY TRANSCRIPTS

What the Python wrapper does besides deciding: errors, limits, closing, threads, memory, finding its library.
TRANSCRIPTS holds stream.refunds.onusb and its events.
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import threading
import unittest

MODULE, LIBRARY, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
sys.path.insert(0, MODULE)
import onus_runtime  # noqa: E402  pylint: disable=import-error,wrong-import-position
from onus_runtime import Bundle, Engine, OnusError, Verdict  # noqa: E402  pylint: disable=import-error,wrong-import-position

onus_runtime.load_library(LIBRARY)
PATH = FOLDER / "stream.refunds.onusb"
BYTES = PATH.read_bytes()
LINES = [json.loads(line)["event"] for line in
         (FOLDER / "stream.refunds.jsonl").read_text(encoding="utf-8").split("\n")[1:-1]]
KEY = "0123456789abcdef"


class ApiTest(unittest.TestCase):
    def refuses(self, code, work, says=""):
        with self.assertRaises(OnusError) as caught:
            work()
        self.assertEqual(caught.exception.code, code)
        self.assertTrue(str(caught.exception))
        self.assertIn(says, str(caught.exception))

    def test_bundles(self):
        with Bundle.open(PATH) as mapped, Bundle.open(BYTES) as copied, Bundle.open(bytearray(BYTES)) as other:
            self.assertRegex(mapped.digest, "^sha256:[0-9a-f]{64}$")
            self.assertEqual(mapped.digest, copied.digest)
            self.assertEqual(mapped.systems, other.systems)
            self.assertGreater(mapped.systems[0].worst_cost, 0)
            self.assertEqual(Engine(mapped).decide(LINES[0]), Engine(copied).decide(LINES[0]))
        self.refuses("no_file", lambda: Bundle.open(FOLDER / "nowhere.onusb"))
        for bad in (b"", b"nonsense" * 99, BYTES[:-8]):
            self.refuses("bad_bundle", lambda bytes_=bad: Bundle.open(bytes_))

    def test_settings(self):
        with Bundle.open(BYTES) as bundle:
            self.refuses("bad_settings", lambda: Engine(bundle, key="short", key_id="k"))
            self.refuses("bad_settings", lambda: Engine(bundle, system="acme.nowhere"), "nowhere")
            self.refuses("bad_settings", lambda: Engine(bundle, stop={"tools": [3]}))
            self.refuses("bad_settings", lambda: Engine(bundle, delivers={"events": []}))
            self.refuses("bad_settings", lambda: Engine(bundle, sessions=-1), "sessions")
            with self.assertRaises(TypeError):
                Engine(bundle, stop=3)
            for key in (KEY, KEY.encode()):
                self.assertIn("hmac-sha256:k:", Engine(bundle, key=key, key_id="k").decide(LINES[0]).record)

    def test_events(self):
        with Bundle.open(BYTES) as bundle:
            text = json.dumps(json.loads(LINES[0]))
            expected = Engine(bundle).decide(text)
            self.assertGreater(len(expected.record), 100)
            for event in (text.encode(), bytearray(text.encode()), memoryview(text.encode()), json.loads(text)):
                self.assertEqual(Engine(bundle).decide(event), expected)
            bare = Engine(bundle).decide(text, record=False, redacted=False)
            self.assertEqual((bare.record, bare.verdict), ("", expected.verdict))
            for bad in (None, 3, [1]):
                with self.assertRaises(TypeError):
                    Engine(bundle).decide(bad)
            with self.assertRaises(ValueError):
                Engine(bundle).decide({"amount": float("nan")})

    def test_no_event_is_taken_for_another(self):
        with Bundle.open(BYTES) as bundle, Engine(bundle, max_event_bytes=5000) as engine:
            for broken in ("", "{", "null", LINES[0] + "x", LINES[0].replace('"id":"', '"id":"\ud800', 1),
                           b"{\xff}", {"id": "\ud800"}):
                decision = engine.decide(broken)
                self.assertEqual((decision.verdict, decision.reason, decision.goes_ahead),
                                 (Verdict.DENY, "malformed_event", False), broken)
            self.assertEqual(engine.decide("x" * 5001).reason, "too_large")
            self.assertNotEqual(engine.decide(LINES[0]).reason, "too_large")

    def test_state_and_stop_list(self):
        with Bundle.open(BYTES) as bundle:
            before, after = Engine(bundle), Engine(bundle)
            before.decide(LINES[0])
            state = before.save()
            after.load(state)
            self.assertEqual(after.save(), state)
            self.refuses("bad_state", lambda: after.load(b"?????"))
            self.refuses("bad_state", lambda: after.load(state[:len(state) // 2]))
            self.assertEqual(after.save(), state)
            self.assertEqual(after.decide(LINES[1]), before.decide(LINES[1]))
            after.stop({"tools": [json.loads(LINES[2])["tool"]]})
            self.refuses("bad_settings", lambda: after.stop("{"))
            self.assertEqual(after.decide(LINES[2]).reason, "disabled")

    def test_closing(self):
        bundle = Bundle.open(BYTES)
        one, two = Engine(bundle), Engine(bundle)
        one.close()
        one.close()
        self.refuses("closed", lambda: one.decide(LINES[0]), "engine")
        two.decide(LINES[0])
        bundle.close()
        bundle.close()
        for work in (lambda: two.decide(LINES[0]), two.save, lambda: Engine(bundle), lambda: bundle.digest):
            self.refuses("closed", work)

    def test_threads(self):
        with Bundle.open(BYTES) as bundle, Engine(bundle) as shared:
            expected = {}
            for number in range(400):
                expected[number] = Engine(bundle).decide(self.numbered(number)).verdict
            got = {}

            def work(first):
                own = Engine(bundle)
                for number in range(first, 400, 4):
                    got[number] = own.decide(self.numbered(number)).verdict
                    record = json.loads(shared.decide(self.numbered(number)).record)
                    assert record["event_id"] == str(number), record

            threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(got, expected)

    @staticmethod
    def numbered(number, session=None):
        event = json.loads(LINES[0])
        return json.dumps({**event, "id": str(number), "session": {"id": f"s{session or number}", "turn": 1}})

    def test_nothing_leaks(self):
        with Bundle.open(BYTES) as bundle:
            engine = Engine(bundle, remembered_ids=100, open_asks=100, sessions=100)

            def work(first, last):
                for number in range(first, last):
                    engine.decide(self.numbered(number, session=1))
                    if number % 50 == 0:
                        with Bundle.open(BYTES) as other, Engine(other, key=KEY, key_id="k") as short_lived:
                            short_lived.decide(LINES[0])
                            short_lived.save()

            work(0, 5000)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            work(5000, 50000)
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            self.assertLess(grown, 4096, "KiB more after 45,000 further decisions")

    def test_the_library_is_found(self):
        program = "import onus_runtime as o; print(len(o.Bundle.open(__import__('sys').argv[1]).systems))"

        def run(folder, **variables):
            environment = {**os.environ, "PYTHONPATH": os.fspath(folder), **variables}
            if not variables:
                environment.pop("ONUS_RUNTIME_LIBRARY", None)
            return subprocess.run([sys.executable, "-c", program, PATH], cwd=folder, text=True, capture_output=True,
                                  check=False, env=environment)

        self.assertEqual(run(MODULE, ONUS_RUNTIME_LIBRARY=LIBRARY).returncode, 0)
        missing = run(MODULE, ONUS_RUNTIME_LIBRARY="/nowhere/libonus_runtime.so")
        self.assertIn("/nowhere/libonus_runtime.so", missing.stderr)
        beside = FOLDER / "beside"
        beside.mkdir(exist_ok=True)
        shutil.copy(pathlib.Path(MODULE) / "onus_runtime.py", beside)
        shutil.copy(LIBRARY, beside / "libonus_runtime.so.1")
        found = run(beside)
        self.assertEqual(found.returncode, 0, found.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
