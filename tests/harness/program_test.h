// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// Program tests: a policy, events, and what is expected of each decision. A folder holds
///   *.onus          the policy, with the people and sinks of ../prelude.onus
///   events.jsonl    one event a line, presented in order to the reference engine, and to the
///                   runtime, which must answer with the same record. `"of": "$action_digest"` is the
///                   digest of the record before that had the event's id. A line that begins with `//` is a comment;
///                   `//! restart` saves the state and goes on in a new engine, `//! restart FOLDER` with the policy of
///                   that folder beside this one, `//! forget` without the state, `//! stop {…}` with a stop list
///   expected.jsonl  one line for each event: members that its record must have (null: must not have), lists in full
///   settings.json   `key`, `system`, `max_event_bytes`, `open_asks`, `sessions`, `remembered_ids`; may be missing
namespace onus::harness {

struct ProgramOutcome {
  std::string name;
  std::string failure; ///< several lines; empty where it passed
};

/// Where `transcripts` names a folder, NAME.jsonl in it holds what the engine was asked and answered (transcript.h).
std::vector<ProgramOutcome> runPrograms(const std::string &folder, const std::string &filter,
                                        const std::string &transcripts = {});

} // namespace onus::harness
