// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/protocol.h"

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace onus::lsp {

/// What a person chose; the section `onus` of the editor's configuration, and `initializationOptions`.
struct UserSettings {
  bool lint = true; ///< `lint`: show what the linter finds
  struct {
    bool owners = true, types = true, tools = true, expiry = true;
  } inlayHints; ///< `inlayHints.owners` …
  struct {
    bool tests = true, references = true, exceptions = true;
  } codeLens; ///< `codeLens.tests` …
};

/// The other side: what it can, what it wants, and a way to speak to it.
class Client {
public:
  using Send = std::function<void(json::Value message)>;
  explicit Client(Send send) : send_(std::move(send)) {}

  /// Takes what `initialize` says.
  void introduce(const json::Value &params);
  /// Takes a section `onus`; members that are missing or of another type change nothing.
  void configure(const json::Value &section);

  /// `supports({"textDocument", "rename", "prepareSupport"})`: a truth among the client's capabilities.
  bool supports(std::initializer_list<llvm::StringRef> names) const;
  /// A value among the client's capabilities, or null.
  const json::Value *capability(std::initializer_list<llvm::StringRef> names) const;
  /// It has a command of that name, which answers may name to it: `commands` of its `initializationOptions`.
  bool knows(llvm::StringRef command) const { return lists(&commands_, command); }
  Encoding encoding() const { return encoding_; }
  /// It asks for diagnostics, which are then not sent of our own accord. One that cannot be told to ask again (Neovim
  /// 0.10) would keep those that were known when it asked: it is sent them.
  bool pullsDiagnostics() const {
    return supports({"textDocument", "diagnostic"}) && supports({"workspace", "diagnostics", "refreshSupport"});
  }
  const UserSettings &settings() const { return settings_; }
  const std::vector<std::string> &folders() const { return folders_; } ///< absolute paths of workspace folders
  void changeFolders(const json::Value &event);
  int64_t process() const { return process_; } ///< the client's process, or 0; any thread may ask

  void notify(llvm::StringRef method, json::Value params);
  /// Asks the client something; the answer (null after an error) is given to `then`.
  void request(llvm::StringRef method, json::Value params, std::function<void(const json::Value &)> then = {});
  /// Takes the answer to such a request.
  void answered(const json::Value &message);

private:
  Send send_;
  json::Value capabilities_;
  json::Value commands_;
  Encoding encoding_ = Encoding::Utf16;
  UserSettings settings_;
  std::vector<std::string> folders_;
  std::atomic<int64_t> process_ = 0;
  int64_t lastId_ = 0;
  std::map<int64_t, std::function<void(const json::Value &)>> waiting_;
};

} // namespace onus::lsp
