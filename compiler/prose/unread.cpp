// SPDX-License-Identifier: Apache-2.0
#include "prose/explainer.h"
#include "prose/reads.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

/// The forgotten argument: what of the selected tools no rule looks at.
namespace onus::prose {

namespace {

/// Which other guardrails of the system read a member of this event.
std::vector<std::string> otherReaders(const Setting &setting, const check::Tool &tool, ir::EventKind kind,
                                      const std::string &path) {
  std::vector<std::string> out;
  for (const check::TypedGuardrail &other : setting.system->guardrails) {
    bool selects = &other != setting.typed && llvm::any_of(other.on, [&](const check::TypedSelector &selector) {
      return selector.event == kind && llvm::is_contained(selector.tools, &tool);
    });
    if (!selects)
      continue;
    Reads reads = readsOf(*setting.system, other, tool, kind);
    if (Reads::touches(kind == ir::EventKind::Call ? reads.args : reads.result, path))
      out.push_back(other.guardrail->symbol->simpleName().str());
  }
  return out;
}

/// "`bcc` and `subject`; `memo` (which `x` reads)"
std::string described(const Setting &setting, const check::Tool &tool, ir::EventKind kind,
                      const std::vector<std::string> &paths) {
  std::vector<std::string> nobody, somebody;
  for (const std::string &path : paths) {
    std::vector<std::string> others = otherReaders(setting, tool, kind, path);
    if (others.empty())
      nobody.push_back(code(path));
    else
      somebody.push_back(code(path) + " (" + names(others) + (others.size() == 1 ? " does)" : " do)"));
  }
  std::string out;
  if (!nobody.empty())
    out = enumerate(nobody) + " (no guardrail of this system does)";
  if (!somebody.empty())
    out += (out.empty() ? "" : ", nor at ") + enumerate(somebody);
  return out;
}

} // namespace

std::vector<Item> Explainer::forgotten(const Setting &setting) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups; // the text, and the tools of which it is said
  auto say = [&](const std::string &text, const check::Tool &tool) {
    auto known = llvm::find_if(groups, [&](const auto &each) { return each.first == text; });
    if (known == groups.end())
      known = groups.insert(groups.end(), {text, {}});
    if (!llvm::is_contained(known->second, tool.qualified))
      known->second.push_back(tool.qualified);
  };
  for (const check::TypedSelector &selector : setting.typed->on)
    for (const check::Tool *tool : selector.tools) {
      Reads reads = readsOf(*setting.system, *setting.typed, *tool, selector.event);
      bool isCall = selector.event == ir::EventKind::Call;
      const ir::Type *type = isCall ? tool->args : tool->result;
      const std::set<std::string> &paths = isCall ? reads.args : reads.result;
      const ir::Type *record = type && type->isOptional() ? type->element : type;
      std::string all = isCall ? "arguments" : "result";
      if (!record || record->kind != ir::TypeKind::Record) {
        say(paths.empty() ? "it looks at nothing of the " + all : "it looks at the " + all, *tool);
        continue;
      }
      if (record->fields.empty())
        continue;
      std::vector<std::string> missed = unread(record, paths);
      if (missed.empty())
        say("it looks at every " + std::string(isCall ? "argument" : "part of the result"), *tool);
      else
        say("it does not look at " + described(setting, *tool, selector.event, missed), *tool);
    }
  std::vector<Item> items;
  for (const auto &[text, tools] : groups)
    items.push_back({"Of " + names(tools, "and", 40) + ", " + text + ".", {}});
  return items;
}

void Explainer::notLookedAt() {
  bool first = true;
  for (const Setting &setting : settings_) {
    std::vector<Item> items = forgotten(setting);
    if (items.empty())
      continue;
    if (first) {
      document_.heading(2, "What it does not look at");
      document_.paragraph("Whatever stands in what it does not look at, its rules decide the same.");
    }
    first = false;
    if (settings_.size() > 1)
      document_.paragraph("In " + code(setting.system->symbol->name) + ":");
    document_.list(std::move(items));
  }
}

} // namespace onus::prose
