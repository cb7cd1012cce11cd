// SPDX-License-Identifier: Apache-2.0
#include "prose/guardrail.h"

#include "prose/explainer.h"
#include "prose/lexicon.h"
#include "prose/words.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

using Form = syntax::Selector::Form;

namespace {

bool hasTools(ir::EventKind kind) { return kind == ir::EventKind::Call || kind == ir::EventKind::Result; }

std::vector<Setting> settingsOf(const check::Program &program, const check::Guardrail &guardrail) {
  std::vector<Setting> found;
  auto look = [&](const std::deque<check::System> &systems) {
    for (const check::System &system : systems)
      for (const check::TypedGuardrail &typed : system.guardrails)
        if (typed.guardrail == &guardrail && !(system.symbol && system.symbol->testOnly))
          found.push_back({&system, &typed});
  };
  look(program.systems);
  if (found.empty()) {
    look(program.standIns);
    found.resize(std::min<size_t>(found.size(), 1));
  }
  return found;
}

std::string systemName(const Setting &setting) {
  llvm::StringRef title = setting.system->decl->title.value;
  return (title.empty() ? "" : title.str() + " ") + "(" + code(setting.system->symbol->name) + ")";
}

} // namespace

Explainer::Explainer(const Project &project, const check::Guardrail &guardrail)
    : project_(project), program_(project.program), guardrail_(guardrail),
      settings_(settingsOf(project.program, guardrail)) {
  if (settings_.empty())
    return;
  speaker_ = std::make_unique<Speaker>(program_, *first().system, project.index);
  for (const check::TypedLocal &local : first().typed->lets)
    speaker_->let(local);
}

Document Explainer::write() {
  llvm::StringRef title = guardrail_.decl->title.value;
  document_.heading(1, (title.empty() ? "" : title.str() + " ") + "(" + code(guardrail_.name()) + ")");
  document_.paragraph(documentation(guardrail_.decl->doc));
  if (settings_.empty()) {
    document_.paragraph("Nothing could be said about this guardrail's rules, because no system enforces it.");
    return std::move(document_);
  }
  glance();
  whenItLooks();
  rules();
  exceptions();
  words();
  notLookedAt();
  failures();
  answers();
  controls();
  return std::move(document_);
}

void Explainer::glance() {
  std::vector<Item> items;
  items.push_back({"Owner: " + named(guardrail_.owner) + ".", {}});
  std::string severity = "Severity: " + ir::word(first().typed->severity).str();
  const syntax::Clauses &own = guardrail_.decl->clauses;
  if (guardrail_.severity)
    severity += own.severity ? ", as the guardrail says itself." : ", as its pattern says.";
  else
    severity += ", taken from the effects of the tools that it looks at.";
  items.push_back({severity, {}});
  std::vector<std::string> systems;
  for (const Setting &setting : settings_)
    if (setting.enforced())
      systems.push_back(systemName(setting));
  items.push_back(
      {systems.empty() ? "No system enforces it: nothing is stopped by it." : "Enforced in " + enumerate(systems) + ".",
       {}});
  if (guardrail_.pattern)
    items.push_back({"Its rules are those of the pattern " + code(guardrail_.pattern->name) + " (" +
                         place(program_, guardrail_.pattern->decl->name.range) + ").",
                     {}});
  if (guardrail_.shadow) {
    Day until = guardrail_.shadow->syntax->until.value;
    bool on = check::inShadow(guardrail_, program_.options.asOf);
    items.push_back(
        {on ? "On trial (shadow): until " + formatDay(until) + " (" + daysLeft(until, program_.options.asOf) +
                  ") its rules are evaluated and recorded, but stop nothing. After that day they are enforced."
            : "Its trial ended on " + formatDay(until) + "; since then it is enforced.",
         waiver(*guardrail_.shadow, guardrail_.owner)});
  }
  items.push_back({"Written at " + place(program_, guardrail_.decl->name.range) + ", judged as of " +
                       formatDay(program_.options.asOf) + ".",
                   {}});
  document_.list(std::move(items));
}

// ---- When it looks

void Explainer::whenItLooks() {
  document_.heading(2, "When it looks");
  if (settings_.size() == 1) {
    document_.list(selectors(first()));
    return;
  }
  for (const Setting &setting : settings_) {
    document_.paragraph("In " + systemName(setting) + ":");
    document_.list(selectors(setting));
  }
}

std::vector<Item> Explainer::selectors(const Setting &setting) {
  std::vector<Item> items;
  for (const check::TypedSelector &each : setting.typed->on)
    items.push_back(selector(setting, each));
  return items;
}

Item Explainer::selector(const Setting &setting, const check::TypedSelector &selector) {
  std::vector<std::string> tools;
  for (const check::Tool *tool : selector.tools)
    tools.push_back(tool->qualified);
  if (!hasTools(selector.event))
    return {"At " + one(selector.event) + ".", {}};
  std::string when = selector.event == ir::EventKind::Call ? "Before a call goes out"
                                                           : "Before the result of a call reaches the model";
  Item item;
  switch (selector.form) {
  case Form::Kind:
  case Form::All:
    item.text = when + ", whichever the tool: " + names(tools, "and", 6) + ".";
    break;
  case Form::Tool:
    item.text = when + ", of " + names(tools) + ".";
    break;
  case Form::Surface:
    item.text =
        when + ", of any tool of the surface " + code(selector.syntax->target.text()) + ": " + names(tools) + ".";
    break;
  case Form::Effects: {
    std::vector<std::string> effects;
    for (const syntax::Path &path : selector.syntax->effects)
      effects.push_back(path.names.back().text.str());
    item.text = when + ", of every tool that " + names(effects) + ". Today that is " + names(tools) +
                "; a tool that is added with " + (effects.size() == 1 ? "that effect" : "these effects") +
                " is looked at too.";
    break;
  }
  }
  item.items = untouched(setting, selector);
  return item;
}

/// What a reader might take to be looked at, and is not: tools that share an effect with the selected ones.
std::vector<Item> Explainer::untouched(const Setting &setting, const check::TypedSelector &selector) {
  std::vector<Item> items;
  std::set<const check::Effect *> effects;
  auto selected = [&](const check::Tool &tool) {
    return llvm::any_of(setting.typed->on, [&](const check::TypedSelector &each) {
      return each.event == selector.event && llvm::is_contained(each.tools, &tool);
    });
  };
  if (selector.form != Form::Tool && selector.form != Form::Effects)
    return items;
  // By effect, what has one of the effects but not all is near; by name, what does the same as the named tool.
  auto isNamed = [&](const check::Effect *effect) {
    return llvm::any_of(selector.syntax->effects, [&](const syntax::Path &path) {
      return path.names.back().text == effect->symbol->simpleName();
    });
  };
  for (const check::Tool *tool : selector.tools)
    for (const check::ToolEffect &effect : tool->effects)
      if (effect.effect && (selector.form == Form::Tool || isNamed(effect.effect)))
        effects.insert(effect.effect);
  std::vector<std::pair<std::string, std::string>> others;
  for (const check::Surface *surface : setting.system->surfaces)
    for (const check::Tool &tool : surface->tools) {
      std::vector<std::string> shared;
      for (const check::ToolEffect &effect : tool.effects)
        if (effect.effect && effects.count(effect.effect))
          shared.push_back(effect.effect->symbol->simpleName().str());
      if (!shared.empty() && !selected(tool))
        others.emplace_back(tool.qualified, names(shared));
    }
  if (others.empty())
    return items;
  std::map<std::string, std::vector<std::string>> byEffects;
  for (const auto &[tool, shared] : others)
    byEffects[shared].push_back(tool);
  for (const auto &[shared, tools] : byEffects)
    items.push_back({"It does not look at " + names(tools) + ", although " + (tools.size() == 1 ? "it " : "they ") +
                         (tools.size() == 1 ? "has the effect " : "have the effect ") + shared + " too.",
                     {}});
  return items;
}

// ---- Words and controls

namespace {

/// The arguments that fill a parameter; true where one of them may be missing.
bool fillers(Speaker &speaker, const ir::Expr *value, std::vector<std::string> &out) {
  auto isEmpty = [](const ir::Expr *expr) { return expr->kind == ir::ExprKind::List && expr->operands.empty(); };
  switch (value->kind) {
  case ir::ExprKind::Add:
    if (value->type->kind == ir::TypeKind::List) {
      bool left = fillers(speaker, value->operand(0), out), right = fillers(speaker, value->operand(1), out);
      return left || right;
    }
    break;
  case ir::ExprKind::List: {
    bool missing = false;
    for (const ir::Expr *item : value->operands)
      missing |= fillers(speaker, item, out);
    return missing;
  }
  case ir::ExprKind::Coalesce:
    if (isEmpty(value->operand(1)))
      return fillers(speaker, value->operand(0), out), true;
    break;
  case ir::ExprKind::If:
    if (value->operand(0)->kind == ir::ExprKind::Has && isEmpty(value->operand(2)))
      return fillers(speaker, value->operand(1), out), true;
    break;
  default:
    break;
  }
  out.push_back(speaker.noun(value));
  return false;
}

} // namespace

/// What an effect's parameter stands for, tool by tool.
Item Explainer::parameterMeaning(llvm::StringRef effectName, llvm::StringRef name) {
  std::vector<std::pair<std::string, std::vector<std::string>>> meanings; // in order of first sight
  for (const Setting &setting : settings_)
    for (const check::TypedSelector &selector : setting.typed->on)
      for (const check::Tool *tool : selector.tools)
        for (const check::ToolEffect &effect : tool->effects)
          for (const check::EffectBinding &binding : effect.bindings) {
            if (effect.effect->symbol->name != effectName || binding.parameter->name != name)
              continue;
            std::string text = "none";
            if (!binding.none) {
              std::vector<std::string> parts;
              bool missing = fillers(*speaker_, binding.value, parts);
              text = enumerate(parts) + (missing ? " (what is missing counts as none)" : "");
            } else if (binding.syntax->because) {
              text += ", because " + quote(binding.syntax->because.value);
            }
            auto known = llvm::find_if(meanings, [&](const auto &each) { return each.first == text; });
            if (known == meanings.end())
              known = meanings.insert(meanings.end(), {text, {}});
            if (!llvm::is_contained(known->second, tool->qualified))
              known->second.push_back(tool->qualified);
          }
  Item item{code(effectName.rsplit('.').second.str() + "." + name.str()) + " stands for:", {}};
  for (const auto &[text, tools] : meanings)
    item.items.push_back({"for " + names(tools, "and", 40) + ": " + text, {}});
  return item;
}

void Explainer::words() {
  std::vector<Item> items;
  std::set<std::string> parameters;
  auto look = [&](const ir::Expr *expr) {
    ir::walk(expr, [&](const ir::Expr *part) {
      if (part->kind == ir::ExprKind::EffectParameter)
        parameters.insert(part->text.str() + " " + part->names[0].str());
    });
  };
  for (const check::TypedRule &rule : first().typed->rules)
    if (rule.condition)
      look(rule.condition);
  for (const check::TypedLocal &local : first().typed->lets)
    if (local.value)
      look(local.value);
  for (const std::string &parameter : parameters) {
    auto [effect, name] = llvm::StringRef(parameter).split(' ');
    items.push_back(parameterMeaning(effect, name));
  }
  // Only now everything that needs explaining has been said.
  std::vector<Item> all;
  for (const Item &definition : speaker_->definitions())
    if (llvm::none_of(all, [&](const Item &known) { return known.text == definition.text; }))
      all.push_back(definition);
  items.insert(items.begin(), all.begin(), all.end());
  if (items.empty())
    return;
  document_.heading(2, "The words that its rules use");
  document_.list(std::move(items));
}

void Explainer::controls() {
  if (guardrail_.controls.empty())
    return;
  document_.heading(2, "Which controls it serves");
  std::vector<Item> items;
  for (const check::MappedControl &control : guardrail_.controls) {
    const syntax::FrameworkDecl &framework = *control.framework->decl;
    std::string title = control.control ? control.control->decl->title.value.str() : "";
    items.push_back({control.id + (title.empty() ? "" : ": " + title) + " (" + framework.title.value.str() + ", " +
                         framework.version.value.str() + ").",
                     {}});
  }
  document_.list(std::move(items));
}

Document explain(const Project &project, const check::Guardrail &guardrail) {
  return Explainer(project, guardrail).write();
}

} // namespace onus::prose
