// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "evaluate/engine.h"

#include <map>
#include <set>

/// A scenario: an event to be decided and what happened before it, as one JSON document
/// `{"now": EVENT, "earlier": [{"times": N, "event": EVENT}]}`, so that a search can change it in any place. Events
/// have no id, time or session; whoever plays the scenario adds them.
namespace onus::prose {

/// Stands among the names of members that somebody reads: all of them are.
inline constexpr const char *everything = "*";

/// Member names, and positions in lists as decimal numbers.
using Steps = std::vector<std::string>;

/// The value at a place; null where there is none.
const json::Value *at(const json::Value &document, llvm::ArrayRef<std::string> steps);
/// The document with another value at a place; with nothing, without it. Members on the way are made.
json::Value with(const json::Value &document, llvm::ArrayRef<std::string> steps, std::optional<json::Value> value);

/// A place whose value may be changed.
struct Place {
  Steps steps;
  const ir::Type *type = nullptr; ///< without its Optional
  bool removable = false;         ///< an optional member, the entry of a map, an item of a list
  bool present = true;
};

/// Makes events that fit a system, and finds what may be changed in them.
class Casting {
public:
  /// `system` is borrowed. `names` are the members that somebody reads: other places stay as they are.
  /// `signals` are the detector answers that somebody reads: their keys and types.
  /// `agent` is the type of the agent where somebody reads it, else null.
  Casting(const ir::System &system, std::set<std::string> names, std::map<std::string, const ir::Type *> signals,
          const ir::Type *agent, Day day)
      : system_(system), names_(std::move(names)), signals_(std::move(signals)), agent_(agent), day_(day) {
    text_.kind = ir::TypeKind::String;
    number_.kind = ir::TypeKind::Int;
  }
  Casting(const Casting &) = delete;

  /// A value of a type; `name` is what it is called, for texts.
  json::Value sample(const ir::Type *type, llvm::StringRef name) const;
  /// The smallest event of a kind, with every detector answering; `tool` is null but for call and result.
  json::Value event(ir::EventKind kind, const ir::Tool *tool) const;
  /// An event's maps get an entry for each text among its arguments, so that what is looked up can be found.
  json::Value withEntries(const json::Value &event) const;
  /// The same for one value of a type; nothing where nothing is to be added.
  std::optional<json::Value> withEntries(const ir::Type *type, const json::Value &value, const json::Value &event,
                                         llvm::StringRef name) const;
  /// The places of a scenario that may be changed and that somebody reads.
  std::vector<Place> places(const json::Value &scenario) const;
  const ir::Tool *tool(llvm::StringRef name) const;

private:
  void eventPlaces(const json::Value &event, const Steps &prefix, std::vector<Place> &out) const;
  void valuePlaces(const ir::Type *type, const json::Value *value, Steps steps, bool removable, bool relevant,
                   std::vector<Place> &out) const;
  std::optional<json::Value> filled(const ir::Type *type, const json::Value &value, const std::set<std::string> &keys,
                                    llvm::StringRef name) const;

  const ir::System &system_;
  std::set<std::string> names_;
  std::map<std::string, const ir::Type *> signals_;
  const ir::Type *agent_ = nullptr;
  Day day_;
  ir::Type text_, number_; ///< of places that have no declared type
};

/// Every text that stands in a value.
void textsOf(const json::Value &value, std::set<std::string> &out);

} // namespace onus::prose
