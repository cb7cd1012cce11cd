// SPDX-License-Identifier: Apache-2.0
#include "lsp/inbox.h"

#include "lsp/protocol.h"

namespace onus::lsp {

void Inbox::put(json::Value message) {
  std::lock_guard lock(mutex_);
  const json::Value *id = message.get("id");
  if (message.string("method") == "$/cancelRequest") {
    const json::Value *meant = dig(message, {"params", "id"});
    if (meant && asked_.count(json::write(*meant)))
      cancelled_.insert(json::write(*meant));
    return;
  }
  if (id && message.get("method"))
    asked_.insert(json::write(*id));
  items_.push_back(std::move(message));
  changed_.notify_one();
}

void Inbox::put(Work work) {
  std::lock_guard lock(mutex_);
  items_.push_back(std::move(work));
  changed_.notify_one();
}

void Inbox::close() {
  std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_one();
}

std::optional<Inbox::Item> Inbox::next(std::optional<Clock::time_point> until) {
  std::unique_lock lock(mutex_);
  auto ready = [&] { return !items_.empty() || closed_; };
  if (until)
    changed_.wait_until(lock, *until, ready);
  else
    changed_.wait(lock, ready);
  if (items_.empty())
    return std::nullopt;
  Item item = std::move(items_.front());
  items_.pop_front();
  return item;
}

bool Inbox::isEmpty() const {
  std::lock_guard lock(mutex_);
  return items_.empty();
}

bool Inbox::isOver() const {
  std::lock_guard lock(mutex_);
  return closed_ && items_.empty();
}

bool Inbox::isCancelled(const std::string &id) const {
  std::lock_guard lock(mutex_);
  return cancelled_.count(id) > 0;
}

void Inbox::forget(const std::string &id) {
  std::lock_guard lock(mutex_);
  asked_.erase(id);
  cancelled_.erase(id);
}

} // namespace onus::lsp
