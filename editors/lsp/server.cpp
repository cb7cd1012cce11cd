// SPDX-License-Identifier: Apache-2.0
#include "lsp/server.h"

#include "driver/version.h"
#include "lsp/diagnostics.h"
#include "lsp/feature.h"
#include "lsp/inbox.h"
#include "lsp/transport.h"

#include "llvm/ADT/StringSet.h"

#include <cerrno>
#include <csignal>
#include <thread>
#include <unistd.h>

namespace onus::lsp {

namespace {

/// One conversation with a client.
class Server {
public:
  Server()
      : writer_(STDOUT_FILENO), client_([this](json::Value message) { writer_.write(message); }),
        workspace_(documents_, inbox_), session_{client_, documents_, workspace_, [this] { return isCancelled(); }} {
    for (const Feature *feature : allFeatures()) {
      for (const Method &method : feature->methods)
        handlers_[method.name] = method.handler;
      for (const Method &command : feature->commands)
        commands_[command.name] = command.handler;
    }
  }

  int run();

private:
  using Notified = void (Server::*)(const json::Value &params);

  void listen();
  void take(Inbox::Item &item);
  void rest();
  void log(const std::string &message);
  void handle(const json::Value &message);
  void answer(const json::Value &id, const std::string &method, const json::Value &params);
  void fail(const json::Value &id, ErrorCode code, const std::string &message);
  json::Value result(const std::string &method, const json::Value &params);
  json::Value initialize(const json::Value &params);
  json::Value execute(const json::Value &params);
  json::Value settle();
  void notified(const std::string &method, const json::Value &params);
  void initialized(const json::Value &params);
  void didOpen(const json::Value &params);
  void didChange(const json::Value &params);
  void didClose(const json::Value &params);
  void didChangeOnDisk(const json::Value &params);
  void didRenameFiles(const json::Value &params);
  void didConfigure(const json::Value &params);
  void didChangeFolders(const json::Value &params);
  void askConfiguration();
  void configureWith(const json::Value &section);
  void refreshNotes();
  void tell();
  void showProgress();
  bool isCancelled() const { return !answering_.empty() && inbox_.isCancelled(answering_); }

  Inbox inbox_;
  MessageWriter writer_;
  Client client_;
  Documents documents_;
  Workspace workspace_;
  Session session_;
  Publisher publisher_;
  llvm::StringMap<Handler> handlers_, commands_;
  enum class State { Waiting, Running, ShutDown } state_ = State::Waiting;
  bool exiting_ = false;
  std::string answering_; ///< the id of the request that is being answered, as JSON
  bool untold_ = false;   ///< something happened after which other things may be to be said
  std::optional<int64_t> progress_;
  int64_t progresses_ = 0;
};

/// Puts what the client sends into the inbox, until it is gone.
void Server::listen() {
  MessageReader reader(STDIN_FILENO);
  std::string body;
  while (true) {
    auto status = reader.next(body);
    if (status == MessageReader::Status::End)
      break;
    if (status == MessageReader::Status::Silence) {
      // A client that was killed cannot say goodbye, and its pipe may be held open by others.
      if (pid_t client = static_cast<pid_t>(client_.process()); client > 0 && kill(client, 0) != 0 && errno == ESRCH)
        break;
      continue;
    }
    auto refuse = [&](ErrorCode code, std::string why) {
      inbox_.put([this, code, why = std::move(why)] { fail(json::Value(), code, why); });
    };
    if (status == MessageReader::Status::Skipped) {
      refuse(ErrorCode::InvalidRequest, body);
      continue;
    }
    auto parsed = json::parse(body, {512});
    if (auto *error = std::get_if<json::Error>(&parsed))
      refuse(ErrorCode::ParseError, error->message);
    else if (!std::get<json::Value>(parsed).asObject())
      refuse(ErrorCode::InvalidRequest, "a message is an object");
    else
      inbox_.put(std::move(std::get<json::Value>(parsed)));
  }
  inbox_.close();
}

int Server::run() {
  std::signal(SIGPIPE, SIG_IGN);
  std::thread listener([this] { listen(); });
  listener.detach(); // It waits for a client that may never say more.
  while (!exiting_ && !inbox_.isOver()) {
    auto item = inbox_.next(untold_ ? std::optional(Clock::now()) : workspace_.due());
    try {
      if (item)
        take(*item);
      else
        rest();
    } catch (const std::exception &error) {
      log(std::string("a defect of onus itself: ") + error.what());
    }
  }
  return state_ == State::ShutDown ? 0 : 1;
}

void Server::take(Inbox::Item &item) {
  if (auto *message = std::get_if<json::Value>(&item))
    return handle(*message);
  untold_ = true;
  std::get<Inbox::Work>(item)();
  refreshNotes();
}

/// What is done while nobody wants anything.
void Server::rest() {
  if (untold_)
    tell();
  workspace_.startDue();
  showProgress();
}

void Server::log(const std::string &message) {
  client_.notify("window/logMessage", json::Object{{"type", json::Value::integer(1)}, {"message", message}});
}

/// Says what is to be said now, once nothing waits to be heard.
void Server::tell() {
  untold_ = false;
  if (state_ != State::Running)
    return;
  workspace_.update();
  if (!client_.pullsDiagnostics())
    publisher_.publish(session_);
  else
    client_.request("workspace/diagnostic/refresh", json::Value());
}

/// A client sees that large projects are being read.
void Server::showProgress() {
  bool busy = workspace_.isBusy();
  if (busy == progress_.has_value() || !client_.supports({"window", "workDoneProgress"}))
    return;
  if (busy) {
    progress_ = ++progresses_;
    json::Value token = "onus/" + std::to_string(*progress_);
    client_.request("window/workDoneProgress/create", json::Object{{"token", token}});
    client_.notify("$/progress", json::Object{{"token", token},
                                              {"value", json::Object{{"kind", "begin"}, {"title", "Onus: checking"}}}});
  } else {
    json::Value token = "onus/" + std::to_string(*progress_);
    client_.notify("$/progress", json::Object{{"token", token}, {"value", json::Object{{"kind", "end"}}}});
    progress_.reset();
  }
}

void Server::handle(const json::Value &message) {
  const json::Value *id = message.get("id"), *method = message.get("method"), *given = message.get("params");
  static const json::Value none = json::Object();
  const json::Value &params = given && !given->isNull() ? *given : none;
  if (!method || !method->asString()) {
    if (id && (message.get("result") || message.get("error")))
      client_.answered(message);
    else
      fail(id ? *id : json::Value(), ErrorCode::InvalidRequest, "a message without a method");
    return;
  }
  if (id && !id->asString() && !id->asNumber()) {
    fail(json::Value(), ErrorCode::InvalidRequest, "an id is a text or a number");
    return;
  }
  if (id) {
    answer(*id, *method->asString(), params);
    return;
  }
  try {
    notified(*method->asString(), params);
  } catch (const RequestError &error) {
    log(*method->asString() + ": " + error.what());
  }
}

void Server::fail(const json::Value &id, ErrorCode code, const std::string &message) {
  writer_.write(json::Object{
      {"jsonrpc", "2.0"},
      {"id", id},
      {"error", json::Object{{"code", json::Value::integer(static_cast<int>(code))}, {"message", message}}}});
}

void Server::answer(const json::Value &id, const std::string &method, const json::Value &params) {
  answering_ = json::write(id);
  try {
    if (isCancelled())
      throw RequestError(ErrorCode::RequestCancelled, "the request was taken back");
    json::Value value = result(method, params);
    writer_.write(json::Object{{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(value)}});
  } catch (const RequestError &error) {
    fail(id, error.code, error.what());
  } catch (const std::exception &error) {
    fail(id, ErrorCode::InternalError, std::string("a defect of onus itself: ") + error.what());
  }
  inbox_.forget(answering_);
  answering_.clear();
}

json::Value Server::result(const std::string &method, const json::Value &params) {
  if (method == "initialize")
    return initialize(params);
  if (state_ == State::Waiting)
    throw RequestError(ErrorCode::ServerNotInitialized, "`initialize` comes first");
  if (state_ == State::ShutDown)
    throw RequestError(ErrorCode::InvalidRequest, "the server was shut down");
  if (method == "shutdown") {
    state_ = State::ShutDown;
    return {};
  }
  if (method == "workspace/executeCommand")
    return execute(params);
  if (method == "onus/settle")
    return settle();
  if (Handler handler = handlers_.lookup(method))
    return handler(session_, params);
  throw RequestError(ErrorCode::MethodNotFound, "there is no method `" + method + "`");
}

json::Value Server::initialize(const json::Value &params) {
  if (state_ != State::Waiting)
    throw RequestError(ErrorCode::InvalidRequest, "`initialize` was said before");
  state_ = State::Running;
  client_.introduce(params);
  documents_.setEncoding(client_.encoding());
  workspace_.setLint(client_.settings().lint);
  workspace_.setFolders(client_.folders());
  json::Object capabilities{
      {"positionEncoding", client_.encoding() == Encoding::Utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync",
       json::Object{{"openClose", true}, {"change", json::Value::integer(2)}, {"save", json::Object{}}}},
      {"workspace",
       json::Object{{"workspaceFolders", json::Object{{"supported", true}, {"changeNotifications", true}}}}}};
  for (const Feature *feature : allFeatures())
    feature->offer(capabilities, client_);
  json::Array commands;
  for (const auto &command : commands_)
    commands.push_back(command.getKey().str());
  if (!commands.empty())
    capabilities.push_back({"executeCommandProvider", json::Object{{"commands", std::move(commands)}}});
  return json::Object{{"capabilities", std::move(capabilities)},
                      {"serverInfo", json::Object{{"name", "onus"}, {"version", driver::version}}}};
}

json::Value Server::execute(const json::Value &params) {
  const std::string *name = required(params, "command").asString();
  Handler handler = name ? commands_.lookup(*name) : nullptr;
  if (!handler)
    throw RequestError(ErrorCode::InvalidParams, "there is no such command");
  const json::Value *arguments = params.get("arguments");
  return handler(session_, arguments ? *arguments : json::Value(json::Array()));
}

/// For whoever must know that nothing is left to be found out: does all that would be done later, and tells it.
json::Value Server::settle() {
  workspace_.settle();
  tell();
  return {};
}

void Server::notified(const std::string &method, const json::Value &params) {
  static const std::map<std::string, Notified> known = {
      {"initialized", &Server::initialized},
      {"textDocument/didOpen", &Server::didOpen},
      {"textDocument/didChange", &Server::didChange},
      {"textDocument/didClose", &Server::didClose},
      {"workspace/didChangeWatchedFiles", &Server::didChangeOnDisk},
      {"workspace/didRenameFiles", &Server::didRenameFiles},
      {"workspace/didChangeConfiguration", &Server::didConfigure},
      {"workspace/didChangeWorkspaceFolders", &Server::didChangeFolders},
  };
  if (method == "exit") {
    exiting_ = true;
    return;
  }
  auto handler = known.find(method);
  if (handler == known.end() || state_ != State::Running)
    return;
  (this->*handler->second)(params);
  untold_ = true;
}

void Server::initialized(const json::Value &) {
  if (client_.supports({"workspace", "didChangeWatchedFiles", "dynamicRegistration"}))
    client_.request(
        "client/registerCapability",
        json::Object{
            {"registrations",
             json::Array{json::Object{
                 {"id", "onus-files"},
                 {"method", "workspace/didChangeWatchedFiles"},
                 {"registerOptions",
                  json::Object{
                      {"watchers", json::Array{json::Object{{"globPattern", "**/*.onus"}},
                                               json::Object{{"globPattern", "**/onus.{toml,lock}"}},
                                               json::Object{{"globPattern", "**/*.{json,yaml,yml,csv,txt}"}}}}}}}}}});
  askConfiguration();
}

void Server::askConfiguration() {
  if (client_.supports({"workspace", "configuration"}))
    client_.request("workspace/configuration", json::Object{{"items", json::Array{json::Object{{"section", "onus"}}}}},
                    [this](const json::Value &answer) {
                      if (const json::Array *sections = answer.asArray(); sections && !sections->empty())
                        configureWith(sections->front());
                    });
}

void Server::configureWith(const json::Value &section) {
  client_.configure(section);
  workspace_.setLint(client_.settings().lint);
  untold_ = true;
  refreshNotes();
}

/// What stands between and above the lines may be other by now.
void Server::refreshNotes() {
  for (auto [area, method] :
       {std::pair("inlayHint", "workspace/inlayHint/refresh"), std::pair("codeLens", "workspace/codeLens/refresh")})
    if (client_.supports({"workspace", area, "refreshSupport"}))
      client_.request(method, json::Value());
}

void Server::didConfigure(const json::Value &params) {
  if (client_.supports({"workspace", "configuration"}))
    askConfiguration();
  else if (const json::Value *section = dig(params, {"settings", "onus"}))
    configureWith(*section);
}

void Server::didChangeFolders(const json::Value &params) {
  client_.changeFolders(required(params, "event"));
  workspace_.setFolders(client_.folders());
}

void Server::didOpen(const json::Value &params) {
  const json::Value &item = required(params, "textDocument");
  const std::string *uri = required(item, "uri").asString(), *text = required(item, "text").asString();
  if (!uri || !text)
    throw RequestError(ErrorCode::InvalidParams, "a document has a URI and a text");
  auto version = readInteger(required(item, "version"));
  documents_.open(*uri, version.value_or(0), *text);
  workspace_.opened(*documents_.find(*uri));
}

void Server::didChange(const json::Value &params) {
  const json::Value &item = required(params, "textDocument");
  const std::string *uri = required(item, "uri").asString();
  const json::Array *changes = required(params, "contentChanges").asArray();
  if (!uri || !changes)
    throw RequestError(ErrorCode::InvalidParams, "a change names a document, and lists what was changed");
  const json::Value *version = item.get("version");
  documents_.change(*uri, version ? readInteger(*version).value_or(0) : 0, *changes);
  workspace_.changed(*documents_.find(*uri));
}

void Server::didClose(const json::Value &params) {
  auto document = documentOf(session_, params);
  documents_.close(document->uri);
  workspace_.closed(document->path);
}

void Server::didChangeOnDisk(const json::Value &params) {
  std::vector<std::string> paths;
  if (const json::Array *changes = required(params, "changes").asArray())
    for (const json::Value &change : *changes)
      if (auto path = pathOf(change.string("uri")))
        paths.push_back(*path);
  workspace_.changedOnDisk(paths);
}

void Server::didRenameFiles(const json::Value &params) {
  std::vector<std::string> paths;
  if (const json::Array *files = required(params, "files").asArray())
    for (const json::Value &file : *files)
      for (const char *end : {"oldUri", "newUri"})
        if (auto path = pathOf(file.string(end)))
          paths.push_back(*path);
  workspace_.changedOnDisk(paths);
}

} // namespace

int serve() {
  // What is left on other threads has no say in when the program ends; the process takes its memory along.
  auto *server = new Server;
  return server->run();
}

} // namespace onus::lsp
