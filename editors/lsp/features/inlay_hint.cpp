// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

#include "check/selectors.h"
#include "lsp/ends_in.h"
#include "lsp/heads.h"
#include "lsp/selectors_in.h"
#include "lsp/tell/markup.h"
#include "lsp/written_types.h"
#include "prose/words.h"
#include "syntax/walk.h"

#include "llvm/ADT/STLExtras.h"

/// What a text leaves unsaid and a reader would look up: who owns a guardrail that does not say it, the types of names,
/// the tools that a selector selects, the days that are left.
namespace onus::lsp {

namespace {

enum class HintKind { Type = 1, Parameter = 2 };

/// A piece of a hint, and the declaration that it names.
struct HintPart {
  std::string text;
  source::Range target;
};

struct Hint {
  uint32_t place = 0; ///< in the view's text
  std::vector<HintPart> parts;
  std::optional<HintKind> kind;
  bool padded = true;  ///< a blank stands before it
  std::string tooltip; ///< prose
};

class HintCollector {
public:
  HintCollector(const Session &session, const View &view, const syntax::File &file)
      : settings_(session.client.settings()), view_(view), program_(view.program()), file_(file) {}

  /// In order of place.
  std::vector<Hint> collect() {
    for (const syntax::Decl *decl : file_.decls) {
      if (settings_.inlayHints.owners)
        owner(*decl);
      if (settings_.inlayHints.types)
        types(*decl);
      if (settings_.inlayHints.tools)
        for (const syntax::Selector *selector : selectorsIn(*decl))
          tools(*selector);
      if (settings_.inlayHints.expiry)
        for (const syntax::DateLit *until : endsIn(*decl))
          add(until->range.end, {{prose::daysLeft(until->value, program_.options.asOf), {}}}, {});
    }
    llvm::stable_sort(hints_, [](const Hint &a, const Hint &b) { return a.place < b.place; });
    return std::move(hints_);
  }

private:
  Hint &add(uint32_t place, std::vector<HintPart> parts, std::string tooltip) {
    return hints_.emplace_back(Hint{place, std::move(parts), std::nullopt, true, std::move(tooltip)});
  }

  void owner(const syntax::Decl &decl) {
    const auto *written = llvm::dyn_cast<syntax::GuardrailDecl>(&decl);
    const check::Guardrail *guardrail = written ? program_.guardrail(view_.names().symbolOf(written)) : nullptr;
    if (!guardrail || !guardrail->owner || !written->clauses.owners.empty())
      return;
    const syntax::PartyDecl &owner = *guardrail->owner->decl;
    std::string from = guardrail->ownerOrigin == check::Origin::Package ? "the head of the package"
                       : guardrail->pattern                             ? "its pattern"
                                                                        : "elsewhere";
    add(headOf(view_, decl).end, {{"owner ", {}}, {owner.name.text.str(), owner.name.range}},
        "Owned by " + prose::named(guardrail->owner) + ", from " + from + ".");
  }

  void type(uint32_t place, const ir::Type *type) {
    if (!type)
      return;
    Hint &hint = add(place, {{": " + shortened(ir::print(type)), {}}}, "`" + ir::print(type) + "`");
    hint.kind = HintKind::Type;
    hint.padded = false;
  }

  static std::string shortened(std::string text) {
    constexpr size_t most = 40;
    return text.size() > most ? text.substr(0, text.find_last_of(" ,", most)) + " …" : text;
  }

  const WrittenTypes &types() {
    if (!types_)
      types_.emplace(view_, file_.id);
    return *types_;
  }

  void types(const syntax::Decl &decl) {
    if (const auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl); let && !let->type)
      type(typePlace(view_, *let), types().declaredBy(let->name));
    for (const syntax::LocalLet &let : letsOf(decl))
      if (!view_.text(file_.id).slice(let.name.range.end, let.value->range.begin).contains(':'))
        type(let.name.range.end, types().declaredBy(let.name));
    syntax::walk(decl, [&](const syntax::Expr &expr) {
      if (const auto *quantifier = llvm::dyn_cast<syntax::QuantifierExpr>(&expr))
        type(quantifier->variable.range.end, types().declaredBy(quantifier->variable));
      if (const auto *call = llvm::dyn_cast<syntax::CallExpr>(&expr))
        for (const syntax::Argument &argument : call->arguments)
          if (argument.variable)
            type(argument.variable.range.end, types().declaredBy(argument.variable));
    });
  }

  static llvm::ArrayRef<syntax::LocalLet> letsOf(const syntax::Decl &decl) {
    if (const auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl))
      return guardrail->clauses.lets;
    if (const auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl))
      return pattern->clauses.lets;
    return {};
  }

  /// The tools that a selector selects in any system; those of one that names its tool are seen.
  void tools(const syntax::Selector &selector) {
    if (!check::hasTools(selector.event) || selector.form == syntax::Selector::Form::Tool)
      return;
    std::vector<const check::Tool *> selected;
    for (const auto *systems : {&program_.systems, &program_.standIns})
      for (const check::System &system : *systems) {
        diagnostics::Reporter nobody;
        if (auto meaning = check::resolveSelector(program_, nobody, file_, system, selector))
          for (const check::Tool *tool : meaning->typed.tools)
            if (!llvm::is_contained(selected, tool))
              selected.push_back(tool);
      }
    if (selected.empty())
      return;
    constexpr size_t most = 3;
    std::vector<HintPart> parts{{"= ", {}}};
    std::vector<std::string> names;
    for (const check::Tool *tool : selected) {
      names.push_back(tool->qualified);
      if (names.size() <= most)
        parts.push_back({(names.size() == 1 ? "" : ", ") + tool->qualified, tool->range});
    }
    if (names.size() > most)
      parts.push_back({" +" + std::to_string(names.size() - most), {}});
    add(selector.range.end, std::move(parts), "Selects " + prose::names(names, "and", 40) + ".");
  }

  const UserSettings &settings_;
  const View &view_;
  const check::Program &program_;
  const syntax::File &file_;
  std::optional<WrittenTypes> types_;
  std::vector<Hint> hints_;
};

/// Writes hints as the client takes them.
class HintWriter {
public:
  HintWriter(const Session &session, const View &view, const Document &document)
      : session_(session), view_(view), document_(document),
        lazy_(lists(session.client.capability({"textDocument", "inlayHint", "resolveSupport", "properties"}),
                    "tooltip")) {}

  /// Nothing where the text there is another by now.
  std::optional<json::Value> write(source::FileId file, const Hint &hint) const {
    auto span = session_.workspace.span(view_, {file, hint.place, hint.place});
    if (!span)
      return std::nullopt;
    json::Object made{{"position", toJson(span->start)}, {"label", label(hint)}};
    if (hint.kind)
      made.emplace_back("kind", json::Value::integer(static_cast<int64_t>(*hint.kind)));
    if (hint.padded)
      made.emplace_back("paddingLeft", true);
    if (lazy_)
      made.emplace_back("data", json::Object{{"uri", document_.uri}});
    else if (!hint.tooltip.empty())
      made.emplace_back("tooltip", tooltip(hint));
    return json::Value(std::move(made));
  }

  static json::Value tooltip(const Hint &hint) {
    Markup out(/*markdown=*/true);
    out.paragraph(out.text(hint.tooltip));
    return out.content();
  }

private:
  json::Value label(const Hint &hint) const {
    json::Array parts;
    std::string text;
    for (const HintPart &part : hint.parts) {
      text += part.text;
      json::Object made{{"value", part.text}};
      auto location = part.target.valid() ? session_.workspace.location(view_, part.target) : std::nullopt;
      if (location)
        made.emplace_back("location", *location);
      parts.push_back(std::move(made));
    }
    bool clicks = llvm::any_of(hint.parts, [](const HintPart &part) { return part.target.valid(); });
    return clicks && session_.client.supports({"textDocument", "inlayHint"}) ? json::Value(std::move(parts))
                                                                             : json::Value(std::move(text));
  }

  const Session &session_;
  const View &view_;
  const Document &document_;
  bool lazy_;
};

/// Gives each hint of a document, in the places that it has now, to `take`.
void eachHint(const Session &session, const Document &document,
              llvm::function_ref<void(const Hint &, json::Value)> take) {
  ViewPtr view = session.workspace.view(document);
  auto file = view ? session.workspace.fileOf(*view, document) : std::nullopt;
  const syntax::File *tree = file ? view->tree(*file) : nullptr;
  if (!tree)
    return;
  HintWriter writer(session, *view, document);
  for (const Hint &hint : HintCollector(session, *view, *tree).collect())
    if (auto written = writer.write(*file, hint))
      take(hint, std::move(*written));
}

json::Value hints(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  Span asked = readSpan(required(params, "range"));
  auto key = [](Position place) { return std::make_pair(place.line, place.character); };
  json::Array found;
  eachHint(session, *document, [&](const Hint &, json::Value written) {
    Position place = readPosition(required(written, "position"));
    if (key(asked.start) <= key(place) && key(place) <= key(asked.end))
      found.push_back(std::move(written));
  });
  return found;
}

/// The hint as it was given, with its tooltip.
json::Value resolve(Session &session, const json::Value &params) {
  const json::Value *uri = dig(params, {"data", "uri"});
  auto document = uri && uri->asString() ? session.documents.find(*uri->asString()) : nullptr;
  json::Object resolved = params.asObject() ? *params.asObject() : json::Object();
  if (!document)
    return resolved;
  Position place = readPosition(required(params, "position"));
  const std::string label = json::write(required(params, "label"));
  eachHint(session, *document, [&](const Hint &hint, json::Value written) {
    bool same =
        readPosition(required(written, "position")) == place && json::write(required(written, "label")) == label;
    if (same && !hint.tooltip.empty() && !params.get("tooltip"))
      resolved.emplace_back("tooltip", HintWriter::tooltip(hint));
  });
  return resolved;
}

void offer(json::Object &capabilities, const Client &) {
  capabilities.emplace_back("inlayHintProvider", json::Object{{"resolveProvider", true}});
}

} // namespace

const Feature inlayHint = {.offer = offer,
                           .methods = {{"textDocument/inlayHint", hints}, {"inlayHint/resolve", resolve}}};

} // namespace onus::lsp
