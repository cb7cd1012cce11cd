// SPDX-License-Identifier: Apache-2.0
#include "check/lock.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace onus::check {
namespace {

using diagnostics::Kind;

constexpr int64_t lockVersion = 2;

std::string tomlQuoted(llvm::StringRef text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + "\"";
}

bool isDigest(llvm::StringRef text) {
  return text.consume_front("sha256:") && text.size() == 64 &&
         text.find_first_not_of("0123456789abcdef") == llvm::StringRef::npos;
}

void reportMissing(Context &context) {
  // The lock belongs to the whole project, so no place in a source text is to blame.
  if (context.program.options.locked)
    context.reporter.report<Kind::LockRequired>({}).help("run `onus lock` and commit the file");
  else
    context.reporter.report<Kind::LockMissing>({}).help("run `onus lock` and commit the file");
}

/// The approval of a tool's classification: its line's, else its surface's.
const syntax::Approval &approvalOf(const Tool &tool) {
  return tool.syntax && tool.syntax->approved ? tool.syntax->approved : tool.surface->decl->approved;
}

/// Somebody approved the tool since it was locked: on a later day that has come, or another party on the same day.
bool isApprovedAgain(const Program &program, const Tool &tool, const LockedTool &locked) {
  const syntax::Approval &approval = approvalOf(tool);
  if (!approval.on || !tool.approvedBy || approval.on.value > program.options.asOf)
    return false;
  return approval.on.value > locked.approved ||
         (approval.on.value == locked.approved && tool.approvedBy->name() != locked.by);
}

void reportChanged(const Program &program, const Tool &tool, const LockedTool &locked,
                   diagnostics::Reporter &reporter) {
  auto builder = reporter.report<Kind::ToolChanged>(tool.range, tool.qualified);
  builder.label("its description or its schema is not the approved one")
      .note("approved: " + locked.digest)
      .note("now: " + tool.digest);
  if (isApprovedAgain(program, tool, locked)) {
    builder.help("it was approved again since: run `onus lock`");
    return;
  }
  if (const syntax::Approval &approval = approvalOf(tool))
    builder.related(approval.range, "this approval is of the tool as it was");
  builder.help("look at what changed, have it approved again on its line, `approved by … on DATE` later than " +
               formatDay(locked.approved) + ", then run `onus lock`");
}

/// The locked tool; null where the lock does not have it.
const LockedTool *findLocked(const Lock &lock, const Tool &tool) {
  auto surface = lock.find(tool.surface->symbol->name);
  if (surface == lock.end())
    return nullptr;
  auto found = surface->second.find(tool.name);
  return found == surface->second.end() ? nullptr : &found->second;
}

void compare(Context &context, const Tool &tool, const Lock &lock) {
  if (tool.digest.empty() || !tool.syntax)
    return;
  const LockedTool *locked = findLocked(lock, tool);
  if (!locked)
    context.reporter.report<Kind::ToolUnlocked>(tool.range, tool.qualified)
        .label("not among the approved tools")
        .help("when its approval stands, run `onus lock`");
  else if (locked->digest != tool.digest)
    reportChanged(context.program, tool, *locked, context.reporter);
}

void reportStale(Context &context, const Lock &lock) {
  const Lock present = lockOf(context.program);
  for (const auto &[surface, tools] : lock)
    for (const auto &[tool, locked] : tools) {
      auto found = present.find(surface);
      if (found == present.end() || !found->second.count(tool))
        context.reporter.report<Kind::LockStale>({}, surface + "." + tool).help("run `onus lock` to drop it");
    }
}

std::variant<LockedTool, LockError> readTool(const toml::node &entry) {
  const toml::table *table = entry.as_table();
  if (!table)
    return LockError{"is no table of `digest`, `approved` and `by`"};
  LockedTool tool;
  tool.digest = (*table)["digest"].value_or(std::string());
  tool.by = (*table)["by"].value_or(std::string());
  auto day = parseDay((*table)["approved"].value_or(std::string()));
  if (!isDigest(tool.digest))
    return LockError{"has no digest"};
  if (!day || tool.by.empty())
    return LockError{"does not say who approved it, and when"};
  tool.approved = *day;
  return tool;
}

} // namespace

std::variant<Lock, LockError> readLock(llvm::StringRef text) {
  toml::parse_result parsed = toml::parse(std::string_view(text.data(), text.size()));
  if (!parsed)
    return LockError{"it is no TOML: " + std::string(parsed.error().description())};
  const toml::table &root = parsed.table();
  if (root["version"].value_or(int64_t{0}) != lockVersion)
    return LockError{"its `version` is not " + std::to_string(lockVersion)};
  Lock lock;
  const toml::table *surfaces = root["surface"].as_table();
  if (!surfaces)
    return lock;
  for (const auto &[surface, node] : *surfaces) {
    const toml::table *tools = node.as_table();
    if (!tools)
      return LockError{"`surface." + std::string(surface.str()) + "` is no table"};
    auto &locked = lock[std::string(surface.str())];
    for (const auto &[tool, entry] : *tools) {
      auto read = readTool(entry);
      if (auto *error = std::get_if<LockError>(&read))
        return LockError{"`" + std::string(tool.str()) + "` " + error->message};
      locked[std::string(tool.str())] = std::move(std::get<LockedTool>(read));
    }
  }
  return lock;
}

Lock lockOf(const Program &program) {
  Lock lock;
  for (const Surface &surface : program.surfaces)
    for (const Tool &tool : surface.tools)
      if (tool.syntax && !tool.digest.empty())
        lock[surface.symbol->name][tool.name] = {tool.digest, approvalOf(tool).on.value,
                                                 tool.approvedBy ? tool.approvedBy->name() : ""};
  return lock;
}

std::string writeLock(const Lock &lock) {
  std::string out =
      "# Written by `onus lock`: the tools as they were approved. Look at what changed before you renew it.\n";
  out += "version = " + std::to_string(lockVersion) + "\n";
  for (const auto &[surface, tools] : lock) {
    out += "\n[surface." + tomlQuoted(surface) + "]\n";
    for (const auto &[name, tool] : tools)
      out += tomlQuoted(name) + " = { digest = " + tomlQuoted(tool.digest) +
             ", approved = " + tomlQuoted(formatDay(tool.approved)) + ", by = " + tomlQuoted(tool.by) + " }\n";
  }
  return out;
}

void reportInvalidLock(const LockError &error, diagnostics::Reporter &reporter) {
  reporter.report<Kind::LockInvalid>({}, error.message)
      .help("take the version that was committed last; or delete it and write it anew with `onus lock`, so that the "
            "change shows in review");
}

void checkLock(Context &context) {
  if (context.program.surfaces.empty())
    return;
  std::string problem;
  auto text = context.files.read("", lockFileName, problem);
  if (!text) {
    reportMissing(context);
    return;
  }
  auto lock = readLock(*text);
  if (auto *error = std::get_if<LockError>(&lock)) {
    reportInvalidLock(*error, context.reporter);
    return;
  }
  const Lock &approved = std::get<Lock>(lock);
  for (const Surface &surface : context.program.surfaces)
    for (const Tool &tool : surface.tools)
      compare(context, tool, approved);
  reportStale(context, approved);
}

void checkRenewal(const Program &program, const Lock &old, diagnostics::Reporter &reporter) {
  for (const Surface &surface : program.surfaces)
    for (const Tool &tool : surface.tools) {
      const LockedTool *locked = tool.syntax ? findLocked(old, tool) : nullptr;
      if (locked && !tool.digest.empty() && locked->digest != tool.digest && !isApprovedAgain(program, tool, *locked))
        reportChanged(program, tool, *locked, reporter);
    }
}

} // namespace onus::check
