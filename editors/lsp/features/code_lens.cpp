// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

#include "lsp/tests_of.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

/// What stands above guardrails and tests: what tests a guardrail, what names it, what lifts it, and a way to run
/// tests. What a lens says is found out when it is about to be seen.
namespace onus::lsp {

namespace {

constexpr llvm::StringLiteral testsOf = "tests", referencesOf = "references", exceptionsOf = "exceptions";

/// A command of the client where it has one, else the server's own.
json::Value runTests(const Client &client, std::string title, const std::string &uri, json::Value test,
                     json::Value guardrail) {
  return json::Object{{"title", std::move(title)},
                      {"command", client.knows("onus.runTests") ? "onus.runTests" : "onus.server.runTests"},
                      {"arguments", json::Array{uri, std::move(test), std::move(guardrail)}}};
}

/// Only the client can show places; one that cannot still sees how many there are.
json::Value showPlaces(const Client &client, std::string title, const json::Value &lens, json::Array locations) {
  json::Object command{{"title", std::move(title)}, {"command", ""}};
  if (client.knows("onus.showReferences") && !locations.empty()) {
    command[1].second = "onus.showReferences";
    command.emplace_back("arguments", json::Array{required(required(lens, "data"), "uri"),
                                                  required(required(lens, "range"), "start"), std::move(locations)});
  }
  return command;
}

class LensCollector {
public:
  LensCollector(const Session &session, const View &view, const Document &document)
      : session_(session), settings_(session.client.settings().codeLens), view_(view), document_(document) {}

  json::Array collect(const syntax::File &tree) {
    bool hasTests = llvm::any_of(tree.decls, [](const auto *decl) { return llvm::isa<syntax::TestDecl>(decl); });
    if (hasTests && settings_.tests)
      add(tree.package ? tree.package.range : tree.range,
          runTests(session_.client, "run all tests", document_.uri, {}, {}));
    for (const syntax::Decl *decl : tree.decls) {
      if (const auto *test = llvm::dyn_cast<syntax::TestDecl>(decl); test && settings_.tests)
        add(test->what.range, runTests(session_.client, "run", document_.uri, test->what.value.str(), {}));
      if (llvm::isa<syntax::GuardrailDecl>(decl))
        guardrail(*decl);
    }
    return std::move(lenses_);
  }

private:
  void guardrail(const syntax::Decl &decl) {
    const resolve::Symbol *symbol = view_.names().symbolOf(&decl);
    const check::Guardrail *known = view_.program().guardrail(symbol);
    if (!known)
      return;
    auto later = [&](llvm::StringRef kind) {
      add(decl.name.range, {}, json::Object{{"uri", document_.uri}, {"kind", kind.str()}, {"guardrail", symbol->name}});
    };
    if (settings_.tests)
      later(testsOf);
    if (settings_.references)
      later(referencesOf);
    if (settings_.exceptions && !known->exceptions.empty())
      later(exceptionsOf);
  }

  void add(source::Range range, json::Value command, json::Value data = {}) {
    auto span = session_.workspace.span(view_, range);
    if (!span)
      return;
    json::Object lens{{"range", toJson(*span)}};
    if (!command.isNull())
      lens.emplace_back("command", std::move(command));
    if (!data.isNull())
      lens.emplace_back("data", std::move(data));
    lenses_.push_back(std::move(lens));
  }

  const Session &session_;
  const decltype(UserSettings::codeLens) &settings_;
  const View &view_;
  const Document &document_;
  json::Array lenses_;
};

json::Value lenses(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  ViewPtr view = session.workspace.view(*document);
  auto file = view ? session.workspace.fileOf(*view, *document) : std::nullopt;
  const syntax::File *tree = file ? view->tree(*file) : nullptr;
  return tree ? LensCollector(session, *view, *document).collect(*tree) : json::Array();
}

/// Says what a lens about a guardrail is to say.
class LensWriter {
public:
  LensWriter(const Session &session, const View &view, const check::Guardrail &guardrail, const json::Value &lens)
      : session_(session), view_(view), guardrail_(guardrail), lens_(lens) {}

  json::Value tests() const {
    size_t count = testsNaming(view_.program(), guardrail_).size();
    std::string title = count ? prose::counted(static_cast<int64_t>(count), "test") : "no tests";
    if (count == 0)
      return showPlaces(session_.client, std::move(title), lens_, {});
    return runTests(session_.client, std::move(title), required(lens_, "data").string("uri").str(), {},
                    guardrail_.name());
  }

  json::Value references() const {
    json::Array locations;
    for (const syntax::File *file : view_.compilation().files)
      for (const check::Reference &each : view_.references(file->id))
        if (each.symbol == guardrail_.symbol && !each.inUse)
          if (auto location = session_.workspace.location(view_, each.range))
            locations.push_back(std::move(*location));
    std::string title = prose::counted(static_cast<int64_t>(locations.size()), "reference");
    return showPlaces(session_.client, std::move(title), lens_, std::move(locations));
  }

  json::Value exceptions() const {
    json::Array locations;
    const check::Exception *next = nullptr;
    for (const check::Exception &each : guardrail_.exceptions) {
      if (auto location = session_.workspace.location(view_, each.decl->name.range))
        locations.push_back(std::move(*location));
      if (each.decl->waiver.until && (!next || each.decl->waiver.until.value < next->decl->waiver.until.value))
        next = &each;
    }
    std::string title = prose::counted(static_cast<int64_t>(guardrail_.exceptions.size()), "exception");
    if (next)
      title += ": " + prose::daysLeft(next->decl->waiver.until.value, view_.program().options.asOf);
    return showPlaces(session_.client, std::move(title), lens_, std::move(locations));
  }

private:
  const Session &session_;
  const View &view_;
  const check::Guardrail &guardrail_;
  const json::Value &lens_;
};

json::Value resolve(Session &session, const json::Value &lens) {
  json::Object resolved = lens.asObject() ? *lens.asObject() : json::Object();
  const json::Value *data = lens.get("data");
  if (!data)
    return resolved;
  auto document = session.documents.find(data->string("uri"));
  // A client that asks again once the whole project was looked at need not wait for that now.
  bool again = session.client.supports({"workspace", "codeLens", "refreshSupport"});
  ViewPtr view = document && again ? session.workspace.lastWholeView(*document) : nullptr;
  if (document && !view)
    view = session.workspace.wholeView(*document);
  const check::Guardrail *guardrail = view ? guardrailNamed(view->program(), data->string("guardrail")) : nullptr;
  if (!guardrail)
    throw RequestError(ErrorCode::ContentModified, "the guardrail of this lens is not known");
  LensWriter writer(session, *view, *guardrail, lens);
  llvm::StringRef kind = data->string("kind");
  resolved.emplace_back("command", kind == testsOf        ? writer.tests()
                                   : kind == referencesOf ? writer.references()
                                                          : writer.exceptions());
  return resolved;
}

void offer(json::Object &capabilities, const Client &) {
  capabilities.emplace_back("codeLensProvider", json::Object{{"resolveProvider", true}});
}

} // namespace

const Feature codeLens = {.offer = offer,
                          .methods = {{"textDocument/codeLens", lenses}, {"codeLens/resolve", resolve}}};

} // namespace onus::lsp
