// SPDX-License-Identifier: Apache-2.0
#include "scaffold/compare.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace onus::scaffold {

using check::surfaces::Annotations;
using check::surfaces::ManifestArgument;
using check::surfaces::ManifestTool;
using llvm::StringRef;

namespace {

std::string canonical(const json::Value &value) { return json::writeCanonical(value); }

std::string typeOf(const ir::Type *args, StringRef name) {
  const ir::Field *field = args && args->kind == ir::TypeKind::Record ? args->field(name) : nullptr;
  return field ? ir::print(field->type) : "json";
}

/// The members that two schemas do not share, with what each says: `minimum 1, maximum 10`.
std::string differing(const json::Value &one, const json::Value &other) {
  std::vector<std::string> parts;
  if (one.asObject())
    for (const auto &[name, value] : *one.asObject()) {
      const json::Value *same = other.get(name);
      if (!same || canonical(*same) != canonical(value))
        parts.push_back(name + " " + json::write(value));
    }
  return llvm::join(parts, ", ");
}

void compareArgument(const ManifestTool &old, const ManifestTool &now, StringRef name, std::vector<Change> &changes) {
  auto find = [&](const ManifestTool &tool) {
    auto found = llvm::find_if(tool.arguments, [&](const ManifestArgument &argument) { return argument.name == name; });
    return found == tool.arguments.end() ? nullptr : &*found;
  };
  const ManifestArgument *before = find(old), *after = find(now);
  std::string from = before ? typeOf(old.args, name) : "", to = after ? typeOf(now.args, name) : "";
  if (before && after) {
    if (canonical(before->schema) == canonical(after->schema) && before->required == after->required && from == to)
      return;
    if (from == to) {
      from = differing(before->schema, after->schema);
      to = differing(after->schema, before->schema);
    }
  }
  changes.push_back({"argument", name.str(), from, to});
}

std::string hint(std::optional<bool> value) { return !value ? "" : *value ? "true" : "false"; }

void compareAnnotations(const Annotations &old, const Annotations &now, std::vector<Change> &changes) {
  auto one = [&](const char *name, std::optional<bool> from, std::optional<bool> to) {
    if (from != to)
      changes.push_back({"annotation", name, hint(from), hint(to)});
  };
  one("readOnlyHint", old.readOnly, now.readOnly);
  one("destructiveHint", old.destructive, now.destructive);
  one("idempotentHint", old.idempotent, now.idempotent);
  one("openWorldHint", old.openWorld, now.openWorld);
}

std::vector<Change> compareTools(const ManifestTool &old, const ManifestTool &now) {
  std::vector<Change> changes;
  if (old.description != now.description)
    changes.push_back({"description", "", old.description, now.description});
  std::set<std::string> names;
  for (const ManifestTool *tool : {&old, &now})
    for (const ManifestArgument &argument : tool->arguments)
      if (names.insert(argument.name).second)
        compareArgument(old, now, argument.name, changes);
  bool inArguments = llvm::any_of(changes, [](const Change &change) { return change.what == "argument"; });
  if (!inArguments && canonical(old.identity) != canonical(now.identity))
    changes.push_back({"schema", "", differing(old.identity, now.identity), differing(now.identity, old.identity)});
  if (canonical(old.resultSchema) != canonical(now.resultSchema))
    changes.push_back(
        {"result", "", old.saysResult ? ir::print(old.result) : "", now.saysResult ? ir::print(now.result) : ""});
  compareAnnotations(old.annotations, now.annotations, changes);
  return changes;
}

/// A surface that lists its tools itself has names and types of arguments, and nothing else.
std::vector<Change> compareTypes(const ir::Type *old, const ManifestTool &now) {
  std::vector<Change> changes;
  bool records = old->kind == ir::TypeKind::Record && now.args->kind == ir::TypeKind::Record;
  if (!records) {
    if (ir::print(old) != ir::print(now.args))
      changes.push_back({"schema", "", ir::print(old), ir::print(now.args)});
    return changes;
  }
  for (const ir::Field &field : old->fields) {
    const ir::Field *same = now.args->field(field.name);
    std::string from = ir::print(field.type), to = same ? ir::print(same->type) : "";
    if (from != to)
      changes.push_back({"argument", field.name.str(), from, to});
  }
  for (const ir::Field &field : now.args->fields)
    if (!old->field(field.name))
      changes.push_back({"argument", field.name.str(), "", ir::print(field.type)});
  return changes;
}

std::vector<Change> changesOf(const KnownTool &known, const ManifestTool &now) {
  std::vector<Change> changes;
  if (known.described)
    changes = compareTools(*known.described, now);
  else if (known.args)
    changes = compareTypes(known.args, now);
  // The document beside the surface may be the new one already; what was approved is in the lock.
  if (changes.empty() && known.described && !known.approvedDigest.empty() && known.approvedDigest != now.digest)
    changes.push_back({"approval", "", known.approvedDigest, now.digest});
  return changes;
}

} // namespace

Comparison compare(const std::vector<KnownTool> &known, const std::vector<ManifestTool> &tools) {
  Comparison result;
  for (const ManifestTool &tool : tools) {
    auto same = llvm::find_if(known, [&](const KnownTool &other) { return other.name == tool.name; });
    if (same == known.end()) {
      result.added.push_back(&tool);
      continue;
    }
    if (!same->classified)
      result.unclassified.push_back(&tool);
    if (std::vector<Change> changes = changesOf(*same, tool); !changes.empty())
      result.changed.push_back({tool.name, std::move(changes)});
  }
  for (const KnownTool &tool : known)
    if (llvm::none_of(tools, [&](const ManifestTool &other) { return other.name == tool.name; }))
      result.removed.push_back(tool.name);
  return result;
}

} // namespace onus::scaffold
