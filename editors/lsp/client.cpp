// SPDX-License-Identifier: Apache-2.0
#include "lsp/client.h"

#include "lsp/documents.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

void take(const json::Value &section, llvm::StringRef name, bool &setting) {
  setting = readBool(section, name, setting);
}

/// The paths of a list of `{"uri"}`; those that are no files are left out.
std::vector<std::string> pathsOf(const json::Value *folders) {
  std::vector<std::string> paths;
  if (folders && folders->asArray())
    for (const json::Value &folder : *folders->asArray())
      if (auto path = pathOf(folder.string("uri")))
        paths.push_back(*path);
  return paths;
}

} // namespace

void Client::introduce(const json::Value &params) {
  if (const json::Value *capabilities = params.get("capabilities"))
    capabilities_ = *capabilities;
  const json::Value *encodings = capability({"general", "positionEncodings"});
  // Some clients take UTF-8 without saying so, and some that do not say so cannot: only the list counts.
  encoding_ = lists(encodings, "utf-8") ? Encoding::Utf8 : Encoding::Utf16;
  if (const json::Value *options = params.get("initializationOptions")) {
    configure(*options);
    if (const json::Value *commands = options->get("commands"))
      commands_ = *commands;
  }
  folders_ = pathsOf(params.get("workspaceFolders"));
  if (folders_.empty())
    if (auto root = pathOf(params.string("rootUri")))
      folders_.push_back(*root);
  if (const json::Value *process = params.get("processId"))
    process_ = readInteger(*process).value_or(0);
}

void Client::configure(const json::Value &section) {
  take(section, "lint", settings_.lint);
  if (const json::Value *hints = section.get("inlayHints")) {
    take(*hints, "owners", settings_.inlayHints.owners);
    take(*hints, "types", settings_.inlayHints.types);
    take(*hints, "tools", settings_.inlayHints.tools);
    take(*hints, "expiry", settings_.inlayHints.expiry);
  }
  if (const json::Value *lenses = section.get("codeLens")) {
    take(*lenses, "tests", settings_.codeLens.tests);
    take(*lenses, "references", settings_.codeLens.references);
    take(*lenses, "exceptions", settings_.codeLens.exceptions);
  }
}

bool Client::supports(std::initializer_list<llvm::StringRef> names) const {
  const json::Value *found = capability(names);
  return found && (found->asObject() || (found->asBool() && *found->asBool()));
}

const json::Value *Client::capability(std::initializer_list<llvm::StringRef> names) const {
  return dig(capabilities_, names);
}

void Client::changeFolders(const json::Value &event) {
  for (const std::string &gone : pathsOf(event.get("removed")))
    llvm::erase_value(folders_, gone);
  for (std::string &added : pathsOf(event.get("added")))
    if (!llvm::is_contained(folders_, added))
      folders_.push_back(std::move(added));
}

void Client::notify(llvm::StringRef method, json::Value params) {
  send_(json::Object{{"jsonrpc", "2.0"}, {"method", method.str()}, {"params", std::move(params)}});
}

void Client::request(llvm::StringRef method, json::Value params, std::function<void(const json::Value &)> then) {
  int64_t id = ++lastId_;
  if (then)
    waiting_[id] = std::move(then);
  send_(json::Object{
      {"jsonrpc", "2.0"}, {"id", json::Value::integer(id)}, {"method", method.str()}, {"params", std::move(params)}});
}

void Client::answered(const json::Value &message) {
  const json::Value *id = message.get("id");
  auto number = id ? readInteger(*id) : std::nullopt;
  auto waiting = number ? waiting_.find(*number) : waiting_.end();
  if (waiting == waiting_.end())
    return;
  auto then = std::move(waiting->second);
  waiting_.erase(waiting);
  const json::Value *result = message.get("result");
  then(result ? *result : json::Value());
}

} // namespace onus::lsp
