// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"
#include "diagnostics/render/sarif_place.h"
#include "diagnostics/render/sarif_taxonomy.h"
#include "diagnostics/render/text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::diagnostics::render {

using json::Array;
using json::Object;
using json::Value;
using sarif::sentence;
using sarif::text;

namespace {

constexpr const char *schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// GitHub refuses a file with more, or leaves the rest away.
constexpr size_t mostResults = 25'000;
constexpr size_t mostLocations = 1'000;
constexpr size_t mostSteps = 10'000;
constexpr size_t longestDescription = 1024;

/// As many bytes of a text as fit, cut between characters.
std::string clipped(llvm::StringRef content) {
  if (content.size() <= longestDescription)
    return content.str();
  size_t end = longestDescription - 3;
  while (end > 0 && (static_cast<unsigned char>(content[end]) & 0xC0) == 0x80)
    --end;
  return content.take_front(end).str() + "...";
}

/// `OwnerMissing` of `owner-missing`: SARIF asks for names without dashes.
std::string pascalCase(llvm::StringRef name) {
  std::string out;
  bool upper = true;
  for (char c : name) {
    if (c != '-')
      out += upper ? llvm::toUpper(c) : c;
    upper = c == '-';
  }
  return out;
}

class Sarif {
public:
  explicit Sarif(const Report &report) : report_(report), places_(report), taxonomies_(report) {
    // The order of the codes, in which `driver` lists them.
    for (const auto &each : report.rules)
      ruleIndex_.emplace(&each.second, ruleIndex_.size());
  }

  Value log() {
    Array results = this->results();
    Object run{
        {"tool", Object{{"driver", driver()}}}, {"automationDetails", Object{{"id", "onus/" + report_.command + "/"}}},
        {"invocations", Array{invocation()}},   {"originalUriBaseIds", sarif::Places::bases()},
        {"columnKind", "unicodeCodePoints"},    {"artifacts", places_.artifacts()}};
    if (!taxonomies_.empty())
      run.emplace_back("taxonomies", taxonomies_.all());
    run.emplace_back("results", std::move(results));
    return Object{{"$schema", schema}, {"version", "2.1.0"}, {"runs", Array{std::move(run)}}};
  }

private:
  Value driver() const {
    Array rules;
    for (const auto &each : report_.rules)
      rules.push_back(rule(each.second));
    Object tool{{"name", "onus"},
                {"version", report_.version},
                {"semanticVersion", report_.version},
                {"shortDescription", text("Accountable guardrails for AI agents.")}};
    if (!taxonomies_.empty())
      tool.emplace_back("supportedTaxonomies", taxonomies_.supported());
    tool.emplace_back("rules", std::move(rules));
    return tool;
  }

  Value rule(const RuleInfo &rule) const {
    std::string about = firstParagraph(rule.markdown);
    if (about.empty())
      about = sentence(rule.summary);
    Object descriptor{{"id", rule.code}};
    // A name that says no more than the id is none.
    if (std::string name = pascalCase(rule.name); !llvm::StringRef(name).equals_insensitive(rule.code))
      descriptor.emplace_back("name", std::move(name));
    descriptor.emplace_back("shortDescription", text(clipped(sentence(rule.summary))));
    descriptor.emplace_back("fullDescription", text(clipped(about)));
    descriptor.emplace_back("help", Object{{"text", about + "\n\n`onus explain " + rule.code + "` shows examples."},
                                           {"markdown", rule.markdown.empty() ? about : rule.markdown}});
    descriptor.emplace_back("defaultConfiguration", Object{{"level", word(rule.severity).str()}});
    descriptor.emplace_back("properties", properties(rule));
    Value relationships = taxonomies_.relationships(rule);
    if (!relationships.asArray()->empty())
      descriptor.emplace_back("relationships", std::move(relationships));
    return descriptor;
  }

  /// What code scanning services sort and filter by.
  static Value properties(const RuleInfo &rule) {
    bool safety = rule.lint && rule.category == "safety";
    Array tags{rule.category};
    if (safety)
      tags.push_back("security");
    Object object{{"tags", std::move(tags)},
                  {"precision", !rule.lint                      ? "very-high"
                                : rule.category == "suspicious" ? "medium"
                                                                : "high"},
                  {"problem.severity", wordOf(rule.severity, "recommendation", "warning", "error").str()}};
    if (safety)
      object.emplace_back("security-severity", wordOf(rule.severity, "3.0", "6.0", "8.0").str());
    return object;
  }

  /// Findings that are too many are left away from the harmless end.
  Array results() {
    std::vector<const Finding *> list;
    for (const Finding &each : report_.findings)
      list.push_back(&each);
    if (report_.showSuppressed)
      for (const Finding &each : report_.suppressed)
        list.push_back(&each);
    if (list.size() > mostResults) {
      list = report_.worstFirst();
      omitted_ = list.size() - std::min(list.size(), mostResults);
      list.resize(std::min(list.size(), mostResults));
    }
    Array results;
    for (const Finding *each : list)
      results.push_back(result(*each));
    return results;
  }

  Value result(const Finding &finding) const {
    const Diagnostic &diagnostic = *finding.diagnostic;
    std::string message = sentence(diagnostic.message) + "\n" + remarks(diagnostic);
    Object place{{"physicalLocation", places_.physicalLocation(finding)}};
    if (!diagnostic.label.empty())
      place.emplace_back("message", text(sentence(diagnostic.label)));
    Object result{{"ruleId", finding.rule->code},
                  {"ruleIndex", Value::integer(static_cast<int64_t>(ruleIndex_.at(finding.rule)))},
                  {"level", word(diagnostic.severity).str()},
                  {"kind", "fail"},
                  {"message", text(llvm::StringRef(message).rtrim())},
                  {"locations", Array{std::move(place)}},
                  {"partialFingerprints",
                   Object{{"primaryLocationLineHash", finding.fingerprint}, {"onus/v1", finding.fingerprint}}}};
    auto add = [&](const char *name, Array list) {
      if (!list.empty())
        result.emplace_back(name, std::move(list));
    };
    add("relatedLocations", related(finding));
    add("codeFlows", flows(finding));
    add("fixes", fixes(finding));
    add("taxa", *taxonomies_.taxa(diagnostic).asArray());
    if (diagnostic.suppression)
      add("suppressions", Array{suppression(finding)});
    return result;
  }

  Array related(const Finding &finding) const {
    Array list;
    for (const Related &each : finding.diagnostic->related)
      if (list.size() < mostLocations)
        list.push_back(Object{{"id", Value::integer(static_cast<int64_t>(list.size() + 1))},
                              {"physicalLocation", places_.physicalLocation(*finding.sources, each.range)},
                              {"message", text(sentence(each.message))}});
    return list;
  }

  /// A step without a place of its own is shown where the finding is: services drop steps that are nowhere.
  Array flows(const Finding &finding) const {
    Array steps;
    for (const Related &each : finding.diagnostic->flow) {
      if (steps.size() == mostSteps)
        break;
      Value place = each.range.valid() ? places_.physicalLocation(*finding.sources, each.range)
                                       : places_.physicalLocation(finding);
      Object location{{"physicalLocation", std::move(place)}, {"message", text(sentence(each.message))}};
      steps.push_back(Object{{"executionOrder", Value::integer(static_cast<int64_t>(steps.size() + 1))},
                             {"location", std::move(location)}});
    }
    if (steps.empty())
      return {};
    return Array{Object{{"threadFlows", Array{Object{{"locations", std::move(steps)}}}}}};
  }

  Array fixes(const Finding &finding) const {
    Array list;
    for (const Fix &fix : finding.diagnostic->fixes) {
      std::map<uint32_t, Array> byFile;
      for (const Edit &edit : fix.edits)
        byFile[edit.range.file.index].push_back(Object{{"deletedRegion", places_.region(*finding.sources, edit.range)},
                                                       {"insertedContent", text(edit.text)}});
      Array changes;
      for (auto &[file, replacements] : byFile)
        changes.push_back(Object{{"artifactLocation", places_.artifactLocation(finding.sources->path({file}))},
                                 {"replacements", std::move(replacements)}});
      list.push_back(Object{{"description", text(sentence(fix.title))},
                            {"artifactChanges", std::move(changes)},
                            {"properties", Object{{"applicability", word(fix.applicability).str()}}}});
    }
    return list;
  }

  Value suppression(const Finding &finding) const {
    const Suppression &why = *finding.diagnostic->suppression;
    Object object{{"kind", why.where == Suppression::Where::Source ? "inSource" : "external"},
                  {"status", "accepted"},
                  {"justification", why.reason}};
    if (why.range.valid())
      object.emplace_back("location",
                          Object{{"physicalLocation", places_.physicalLocation(*finding.sources, why.range)}});
    return object;
  }

  static Value notification(llvm::StringRef level, const std::string &message) {
    return Object{{"level", level.str()}, {"message", text(sentence(message))}};
  }

  Value invocation() const {
    Array notifications;
    for (const Notification &each : report_.notifications)
      notifications.push_back(
          notification(word(each.severity), (each.path.empty() ? "" : each.path + ": ") + each.message));
    if (omitted_ > 0)
      notifications.push_back(notification("warning", std::to_string(omitted_) + " more findings are left out: " +
                                                          "code scanning takes " + std::to_string(mostResults)));
    return Object{{"executionSuccessful", report_.complete},
                  {"exitCode", Value::integer(report_.exitStatus)},
                  {"toolExecutionNotifications", std::move(notifications)}};
  }

  const Report &report_;
  sarif::Places places_;
  sarif::Taxonomies taxonomies_;
  std::map<const RuleInfo *, size_t> ruleIndex_;
  size_t omitted_ = 0;
};

} // namespace

std::string renderSarif(const Report &report, const Look &) { return json::writePretty(Sarif(report).log()); }

} // namespace onus::diagnostics::render
