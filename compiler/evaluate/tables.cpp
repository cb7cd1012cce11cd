// SPDX-License-Identifier: Apache-2.0
#include "evaluate/tables.h"

#include "evaluate/fit.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

/// The strings of a list or the keys of a map; nothing where there are others.
std::optional<llvm::StringSet<>> stringsOf(const Value &value) {
  llvm::StringSet<> found;
  if (const Members *members = value.asRecord()) {
    for (const Member &member : *members)
      found.insert(member.first);
    return found;
  }
  const Items *items = value.asList();
  if (!items || !llvm::all_of(*items, [](const Value &item) { return item.asString() != nullptr; }))
    return std::nullopt;
  for (const Value &item : *items)
    found.insert(*item.asString());
  return found;
}

} // namespace

Tables::Tables(const ir::Module &module) {
  for (const ir::Data &data : module.data) {
    auto fitted = fit(data.value, *data.type, data.name, {.limited = false});
    auto *value = std::get_if<Value>(&fitted);
    if (!value)
      continue;
    if (auto strings = stringsOf(*value))
      indexes_[data.name] = std::move(*strings);
    data_[data.name] = std::move(*value);
  }
  for (const ir::Party &party : module.parties)
    parties_[party.name] = &party;
  for (const ir::Sink &sink : module.sinks)
    sinks_[sink.name] = &sink;
}

const Value *Tables::data(llvm::StringRef name) const {
  auto found = data_.find(name);
  return found == data_.end() ? nullptr : &found->second;
}

const llvm::StringSet<> *Tables::index(llvm::StringRef name) const {
  auto found = indexes_.find(name);
  return found == indexes_.end() ? nullptr : &found->second;
}

const ir::Regex *Tables::regex(llvm::StringRef pattern) {
  auto [found, added] = regexes_.try_emplace(pattern);
  if (added) {
    auto compiled = ir::Regex::compile(pattern);
    if (auto *regex = std::get_if<ir::Regex>(&compiled))
      found->second = std::move(*regex);
  }
  return found->second ? &*found->second : nullptr;
}

const ir::Party *Tables::party(llvm::StringRef name) const { return parties_.lookup(name); }
const ir::Sink *Tables::sink(llvm::StringRef name) const { return sinks_.lookup(name); }

} // namespace onus::evaluate
