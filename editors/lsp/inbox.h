// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <variant>

namespace onus::lsp {

using Clock = std::chrono::steady_clock;

/// What came in and was not looked at yet: messages of the client, and work that other threads leave for the server's.
/// Which requests the client takes back is known at once, before their turn.
class Inbox {
public:
  using Work = std::function<void()>;
  using Item = std::variant<json::Value, Work>;

  void put(json::Value message);
  void put(Work work);
  /// Nothing more will come.
  void close();
  /// Waits for the next item until a moment, or for as long as it takes; nothing when that passed or all is over.
  std::optional<Item> next(std::optional<Clock::time_point> until);
  bool isEmpty() const;
  bool isOver() const;
  /// The client took the request with that id (as JSON) back.
  bool isCancelled(const std::string &id) const;
  /// The request was answered.
  void forget(const std::string &id);

private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  std::set<std::string> asked_;     ///< requests that wait or are being answered
  std::set<std::string> cancelled_; ///< those of them that were taken back
  bool closed_ = false;
};

} // namespace onus::lsp
