// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "diagnostics/render/report.h"

#include <set>

namespace onus::diagnostics::render::sarif {

/// The frameworks whose controls the findings of a report concern. SARIF calls a framework a taxonomy and a control a
/// taxon.
class Taxonomies {
public:
  explicit Taxonomies(const Report &report);

  bool empty() const { return frameworks_.empty(); }
  /// The frameworks, each with those of its controls that are concerned.
  json::Value all() const;
  /// Names the frameworks for the tool that uses them.
  json::Value supported() const;
  /// The controls that a finding concerns.
  json::Value taxa(const Diagnostic &diagnostic) const;
  /// The controls that the findings of a rule concern.
  json::Value relationships(const RuleInfo &rule) const;

private:
  using Framework = std::pair<std::string, std::string>; ///< its name and version
  json::Value component(const Framework &framework) const;
  json::Value reference(const Framework &framework, const std::string &control) const;

  std::map<Framework, std::map<std::string, std::string>> frameworks_;         ///< id of a control → its title
  std::map<const RuleInfo *, std::set<std::pair<Framework, std::string>>> of_; ///< the controls of a rule's findings
};

} // namespace onus::diagnostics::render::sarif
