// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/digest.h"

#include "runtime/json/canonical.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"

namespace onus::rt {

void writeDigest(Text bytes, const Key &key, Buffer &out) {
  Digest digest;
  if (key.isSet()) {
    HmacSha256 keyed(key.secret, key.means);
    keyed.update(bytes);
    digest = keyed.finish();
    out.append("hmac-sha256:");
    out.append(key.id);
    out.append(':');
  } else {
    digest = sha256(bytes, key.means);
    out.append("sha256:");
  }
  out.appendHex(digest.bytes, sizeof digest.bytes);
}

namespace {

/// Writes the action's members in the order of their names, as the canonical form has them.
class ActionWriter {
public:
  ActionWriter(const Event &event, Arena &arena, Buffer &out) : event_(event), arena_(arena), out_(out) {}

  void write(Text system) {
    const Pool none;
    const Cell *agent = event_.agent ? member(none, *event_.agent, "id") : nullptr;
    if (agent) {
      name("agent");
      out_.append("{\"id\":");
      writeCanonical(none, *agent, arena_, out_);
      out_.append('}');
    }
    exact("args", event_.args);
    text("event", event_.kindWord);
    text("id", event_.id);
    name("session");
    out_.append("{\"id\":");
    writeJsonString(event_.session, out_);
    out_.append('}');
    text("system", system);
    exact("text", event_.text);
    exact("tool", member(none, event_.document, "tool"));
    out_.append('}');
  }

private:
  void name(Text of) {
    out_.append(first_ ? '{' : ',');
    first_ = false;
    writeJsonString(of, out_);
    out_.append(':');
  }
  void text(Text of, Text value) {
    name(of);
    writeJsonString(value, out_);
  }
  void exact(Text of, const Cell *value) {
    if (!value)
      return;
    name(of);
    writeCanonical({}, *value, arena_, out_, Numbers::Exact);
  }

  const Event &event_;
  Arena &arena_;
  Buffer &out_;
  bool first_ = true;
};

} // namespace

Text actionDigest(const Event &event, Text system, const Key &key, Arena &arena, Buffer &scratch) {
  scratch.clear();
  ActionWriter(event, arena, scratch).write(system);
  Buffer digest(arena);
  if (!scratch.failed())
    writeDigest(scratch.text(), key, digest);
  return digest.failed() ? Text() : digest.text();
}

} // namespace onus::rt
