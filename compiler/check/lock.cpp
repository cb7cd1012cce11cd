// SPDX-License-Identifier: Apache-2.0
#include "check/lock.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace onus::check {
namespace {

using diagnostics::Kind;

constexpr int64_t lockVersion = 1;

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

void compare(Context &context, const Tool &tool, const std::map<std::string, std::string> *locked) {
  if (tool.digest.empty() || !tool.syntax)
    return;
  auto found = locked ? locked->find(tool.name) : decltype(locked->find(tool.name)){};
  if (!locked || found == locked->end()) {
    context.reporter.report<Kind::ToolUnlocked>(tool.range, tool.qualified)
        .label("not among the approved tools")
        .help("when its approval stands, run `onus lock`");
  } else if (found->second != tool.digest) {
    context.reporter.report<Kind::ToolChanged>(tool.range, tool.qualified)
        .label("its description or its schema is not the approved one")
        .note("approved: " + found->second)
        .note("now: " + tool.digest)
        .help("look at what changed, have it approved again, then run `onus lock`");
  }
}

void reportStale(Context &context, const Lock &lock) {
  const Lock present = lockOf(context.program);
  for (const auto &[surface, tools] : lock)
    for (const auto &[tool, digest] : tools) {
      auto found = present.find(surface);
      if (found == present.end() || !found->second.count(tool))
        context.reporter.report<Kind::LockStale>({}, surface + "." + tool).help("run `onus lock` to drop it");
    }
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
    for (const auto &[tool, digest] : *tools) {
      std::string value = digest.value_or(std::string());
      if (!isDigest(value))
        return LockError{"`" + std::string(tool.str()) + "` has no digest"};
      locked[std::string(tool.str())] = value;
    }
  }
  return lock;
}

Lock lockOf(const Program &program) {
  Lock lock;
  for (const Surface &surface : program.surfaces)
    for (const Tool &tool : surface.tools)
      if (tool.syntax && !tool.digest.empty())
        lock[surface.symbol->name][tool.name] = tool.digest;
  return lock;
}

std::string writeLock(const Lock &lock) {
  std::string out =
      "# Written by `onus lock`: the tools as they were approved. Look at what changed before you renew it.\n";
  out += "version = " + std::to_string(lockVersion) + "\n";
  for (const auto &[surface, tools] : lock) {
    out += "\n[surface." + tomlQuoted(surface) + "]\n";
    for (const auto &[tool, digest] : tools)
      out += tomlQuoted(tool) + " = " + tomlQuoted(digest) + "\n";
  }
  return out;
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
    context.reporter.report<Kind::LockInvalid>({}, error->message).help("write it anew with `onus lock`");
    return;
  }
  const Lock &approved = std::get<Lock>(lock);
  for (const Surface &surface : context.program.surfaces) {
    auto found = approved.find(surface.symbol->name);
    for (const Tool &tool : surface.tools)
      compare(context, tool, found == approved.end() ? nullptr : &found->second);
  }
  reportStale(context, approved);
}

} // namespace onus::check
