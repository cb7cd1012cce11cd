// SPDX-License-Identifier: Apache-2.0
#include "lint/baseline.h"

#include "base/json.h"
#include "diagnostics/fingerprint.h"
#include "lint/facts.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::lint {

extern const Rule stale_baseline;

namespace {

constexpr int64_t formatVersion = 1;

using Error = Baseline::Error;

/// Where a member's text stands, for whoever has to find it in the file; the start where it cannot be told.
size_t offsetOf(llvm::StringRef text, llvm::StringRef value) {
  size_t found = value.empty() ? llvm::StringRef::npos : text.find("\"" + value.str() + "\"");
  return found == llvm::StringRef::npos ? 0 : found;
}

std::variant<BaselineEntry, Error> entryOf(const json::Value &item, llvm::StringRef text) {
  BaselineEntry entry;
  entry.fingerprint = item.string("fingerprint").str();
  size_t offset = offsetOf(text, entry.fingerprint);
  for (auto [name, member] : {std::pair("fingerprint", &entry.fingerprint), std::pair("rule", &entry.rule),
                              std::pair("file", &entry.file), std::pair("message", &entry.message)}) {
    const json::Value *value = item.get(name);
    if (!value || !value->asString())
      return Error{"a finding has no `" + std::string(name) + "` that is a string", offset};
    *member = *value->asString();
  }
  if (entry.fingerprint.size() != 32 || entry.fingerprint.find_first_not_of("0123456789abcdef") != std::string::npos)
    return Error{"`" + entry.fingerprint + "` is no fingerprint of 32 hexadecimal digits", offset};
  return entry;
}

auto sortKey(const BaselineEntry &entry) { return std::tie(entry.file, entry.rule, entry.fingerprint); }

} // namespace

std::variant<Baseline, Error> Baseline::parse(llvm::StringRef text) {
  auto parsed = json::parse(text);
  if (auto *error = std::get_if<json::Error>(&parsed))
    return Error{error->message, error->offset};
  const json::Value &document = std::get<json::Value>(parsed);
  const json::Value *version = document.get("version"), *findings = document.get("findings");
  if (!version || !version->asNumber() || version->asNumber()->text != std::to_string(formatVersion))
    return Error{"this is no baseline of version " + std::to_string(formatVersion), 0};
  if (!findings || !findings->asArray())
    return Error{"`findings` is no list", 0};
  Baseline baseline;
  for (const json::Value &item : *findings->asArray()) {
    auto entry = entryOf(item, text);
    if (auto *error = std::get_if<Error>(&entry))
      return *error;
    baseline.add(std::move(std::get<BaselineEntry>(entry)));
  }
  return baseline;
}

Baseline Baseline::of(const diagnostics::Reporter &reporter, const source::SourceManager &sources,
                      const Levels &levels) {
  Baseline baseline;
  std::vector<std::string> prints = diagnostics::fingerprints(reporter.all(), sources);
  for (size_t i = 0; i < prints.size(); ++i) {
    const diagnostics::Diagnostic &each = *reporter.all()[i];
    if (each.kind != diagnostics::Kind::Lint || !each.range.valid())
      continue;
    const Rule *rule = findRule(each.rule->name);
    if (levels.at(*rule, each.range.file) != Level::Forbid)
      baseline.add({prints[i], std::string(rule->name), sources.projectPath(each.range.file).str(), each.message});
  }
  return baseline;
}

void Baseline::add(BaselineEntry entry) {
  if (known_.insert(entry.fingerprint).second)
    entries_.push_back(std::move(entry));
}

std::string Baseline::text() const {
  std::vector<BaselineEntry> sorted = entries_;
  llvm::sort(sorted, [](const auto &left, const auto &right) { return sortKey(left) < sortKey(right); });
  json::Array findings;
  for (BaselineEntry &each : sorted)
    findings.push_back(json::Object{
        {"fingerprint", each.fingerprint}, {"rule", each.rule}, {"file", each.file}, {"message", each.message}});
  return json::writePretty(
      json::Object{{"version", json::Value::integer(formatVersion)}, {"findings", std::move(findings)}});
}

Looked::Looked(const check::Program &program, const Levels &levels) : sources_(*program.sources), levels_(levels) {
  Facts facts(program);
  for (const syntax::File *file : facts.files())
    files_.emplace_back(sources_.projectPath(file->id).str(), file->id);
  llvm::sort(files_, [](const auto &left, const auto &right) { return left.first < right.first; });
}

bool Looked::at(const BaselineEntry &entry) const {
  const Rule *rule = findRule(entry.rule);
  auto file = llvm::partition_point(files_, [&](const auto &each) { return each.first < entry.file; });
  bool gone = !rule || file == files_.end() || file->first != entry.file;
  return gone || levels_.at(*rule, file->second) != Level::Off;
}

void applyBaseline(const Baseline &baseline, source::FileId file, const check::Program &program, const Levels &levels,
                   diagnostics::Reporter &reporter) {
  const source::SourceManager &sources = *program.sources;
  std::vector<std::string> prints = diagnostics::fingerprints(reporter.all(), sources);
  std::map<const diagnostics::Diagnostic *, std::string> printOf;
  for (size_t i = 0; i < prints.size(); ++i)
    printOf[reporter.all()[i].get()] = prints[i];
  std::set<std::string> found, forbidden;
  reporter.suppress([&](const diagnostics::Diagnostic &each) -> std::optional<diagnostics::Suppression> {
    const std::string &print = printOf[&each];
    if (each.kind != diagnostics::Kind::Lint || !baseline.has(print))
      return std::nullopt;
    found.insert(print);
    if (levels.at(*findRule(each.rule->name), each.range.file) == Level::Forbid) {
      forbidden.insert(print);
      return std::nullopt;
    }
    return diagnostics::Suppression{diagnostics::Suppression::Where::Baseline, "it was there before", {}};
  });
  Level level = levels.at(stale_baseline, file);
  if (level == Level::Off)
    return;
  Looked looked(program, levels);
  for (const BaselineEntry &entry : baseline.entries()) {
    if ((found.count(entry.fingerprint) && !forbidden.count(entry.fingerprint)) || !looked.at(entry))
      continue;
    auto begin = static_cast<uint32_t>(offsetOf(sources.text(file), entry.fingerprint));
    source::Range range{file, begin, begin + static_cast<uint32_t>(entry.fingerprint.size()) + 2};
    bool forbids = forbidden.count(entry.fingerprint) > 0;
    reporter
        .report(kindInfo(stale_baseline), severity(level), range,
                "the baseline lists a finding of `" + entry.rule + "` in " + entry.file +
                    (forbids ? " that nobody may excuse" : " that is no longer there"))
        .note("it said: " + entry.message)
        .help(forbids ? "the rule is at `forbid` there: mend what it finds, then renew the baseline"
                      : "`onus lint --write-baseline` takes it out, so that it cannot come back unseen");
  }
}

} // namespace onus::lint
