// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/sarif_taxonomy.h"

#include "diagnostics/render/sarif_place.h"

#include <iterator>

namespace onus::diagnostics::render::sarif {

using json::Array;
using json::Object;
using json::Value;

Taxonomies::Taxonomies(const Report &report) {
  for (const auto *list : {&report.findings, &report.suppressed})
    for (const Finding &finding : *list)
      for (const Taxon &each : finding.diagnostic->controls) {
        Framework framework{each.framework, each.version};
        frameworks_[framework].emplace(each.id, each.title);
        of_[finding.rule].emplace(framework, each.id);
      }
}

namespace {

template <typename Map>
int64_t rank(const Map &map, const typename Map::key_type &key) {
  return std::distance(map.begin(), map.find(key));
}

} // namespace

Value Taxonomies::component(const Framework &framework) const {
  return Object{{"name", framework.first}, {"index", Value::integer(rank(frameworks_, framework))}};
}

Value Taxonomies::reference(const Framework &framework, const std::string &control) const {
  return Object{{"id", control},
                {"index", Value::integer(rank(frameworks_.at(framework), control))},
                {"toolComponent", component(framework)}};
}

Value Taxonomies::all() const {
  Array list;
  for (const auto &[framework, controls] : frameworks_) {
    Array taxa;
    for (const auto &[id, title] : controls)
      taxa.push_back(Object{{"id", id}, {"shortDescription", text(sentence(title))}});
    Object taxonomy{{"name", framework.first}};
    if (!framework.second.empty())
      taxonomy.emplace_back("version", framework.second);
    taxonomy.emplace_back("isComprehensive", false);
    taxonomy.emplace_back("taxa", std::move(taxa));
    list.push_back(std::move(taxonomy));
  }
  return list;
}

Value Taxonomies::supported() const {
  Array list;
  for (const auto &each : frameworks_)
    list.push_back(component(each.first));
  return list;
}

Value Taxonomies::taxa(const Diagnostic &diagnostic) const {
  Array list;
  for (const Taxon &each : diagnostic.controls)
    list.push_back(reference({each.framework, each.version}, each.id));
  return list;
}

Value Taxonomies::relationships(const RuleInfo &rule) const {
  Array list;
  if (auto found = of_.find(&rule); found != of_.end())
    for (const auto &[framework, control] : found->second)
      list.push_back(Object{{"target", reference(framework, control)}, {"kinds", Array{"relevant"}}});
  return list;
}

} // namespace onus::diagnostics::render::sarif
