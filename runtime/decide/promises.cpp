// SPDX-License-Identifier: Apache-2.0
// What a policy needs of the engine that runs it, against what the engine says that it brings (S15).
#include "runtime/decide/engine.h"
#include "runtime/decide/words.h"
#include "runtime/interpret/why.h"
#include "runtime/json/read.h"
#include "runtime/value/access.h"

namespace onus::rt {

namespace {

class Promises {
public:
  Promises(const Bundle &bundle, Arena &arena, Text &missing) : bundle_(bundle), arena_(arena), missing_(missing) {}

  bool read(Text json) {
    JsonError error;
    Text kept = arena_.copy(json);
    if (!readJson(kept, arena_, document_, error) || document_.kind != Kind::JsonObject)
      return fail("what the engine delivers is no JSON object");
    const Cell *parts = document_.pointer<Cell>();
    for (size_t at = 0; at < document_.size; ++at) {
      Text name(parts[2 * at].pointer<char>(), parts[2 * at].size);
      bool isKnown = name == Text("events") || name == Text("context") || name == Text("detectors");
      if (!isKnown || parts[2 * at + 1].kind != Kind::JsonArray)
        return fail(composed(arena_, {"`", name, "` is no list of events, context or detectors that are delivered"}));
    }
    return true;
  }

  bool cover(const SystemRow &system) {
    name_ = bundle_.text(system.name);
    return coverEvents(system) && coverContext(system) && coverDetectors(system);
  }

private:
  bool fail(Text why) {
    missing_ = why;
    return false;
  }
  bool lacks(Text what, Text name) {
    return fail(composed(
        arena_, {"the system `", name_, "` needs ", what, " `", name, "`, which the engine does not deliver"}));
  }

  bool brings(Text list, Text name) const {
    const Cell *names = member({}, document_, list);
    const Cell *items = names ? names->pointer<Cell>() : nullptr;
    for (size_t at = 0; names && at < names->size; ++at)
      if (items[at].kind == Kind::JsonString && Text(items[at].pointer<char>(), items[at].size) == name)
        return true;
    return false;
  }

  /// A kind is needed where a guardrail selects one of its events, or history counts them.
  bool coverEvents(const SystemRow &system) {
    bool needed[eventKinds] = {};
    Span<DispatchRow> rows = bundle_.rows<Section::Dispatch>(system.dispatch);
    for (size_t at = 0; at < rows.size; ++at) {
      size_t other = at < 2 * size_t{system.tools.count} ? 0 : at - 2 * size_t{system.tools.count};
      size_t kind = at < 2 * size_t{system.tools.count}            ? static_cast<size_t>(EventKind::Call) + at % 2
                    : other < static_cast<size_t>(EventKind::Call) ? other
                                                                   : other + 2;
      if (kind < eventKinds)
        needed[kind] |= rows[at].guardrails.count > 0 || rows[at].recording.count > 0;
    }
    for (size_t kind = 0; kind < eventKinds; ++kind)
      if (needed[kind] && !brings("events", kindWords[kind]))
        return lacks("events of the kind", kindWords[kind]);
    return true;
  }

  /// Members that need not be there are no promise.
  bool coverContext(const SystemRow &system) {
    for (const ContextRow &row : bundle_.rows<Section::Context>(system.context)) {
      bool isOptional = bundle_.row<Section::Types>(row.type).kind == TypeKind::Optional;
      if (!isOptional && !brings("context", bundle_.text(row.name)))
        return lacks("the context", bundle_.text(row.name));
    }
    return true;
  }

  bool coverDetectors(const SystemRow &system) {
    for (const DetectorRow &row : bundle_.rows<Section::Detectors>(system.detectors))
      if (row.terms.count > 0 && !brings("detectors", bundle_.text(row.name)))
        return lacks("the detector", bundle_.text(row.name));
    return true;
  }

  const Bundle &bundle_;
  Arena &arena_;
  Text &missing_;
  Text name_;
  Cell document_;
};

} // namespace

bool deliversAll(const Bundle &bundle, uint32_t system, Text delivers, Arena &arena, Text &missing) {
  Promises promises(bundle, arena, missing);
  if (!promises.read(delivers))
    return false;
  Span<SystemRow> systems = bundle.rows<Section::Systems>();
  for (uint32_t place = 0; place < systems.size; ++place)
    if ((system == none || system == place) && !promises.cover(systems[place]))
      return false;
  return true;
}

} // namespace onus::rt
