// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"

#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace onus {

/// A bump arena: everything made in it lives as long as the arena does and is never destroyed one by one, so only
/// trivially destructible values may be made. Not thread-safe; one arena per file or per module.
class Arena {
public:
  Arena() = default;
  Arena(Arena &&) = default;
  Arena &operator=(Arena &&) = default;

  /// Makes a T that the arena owns. The pointer stays valid for the arena's life.
  template <typename T, typename... Args>
  T *make(Args &&...args) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena never runs destructors");
    return new (allocator_->Allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// Copies a list into the arena.
  template <typename T>
  llvm::ArrayRef<T> copy(llvm::ArrayRef<T> items) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena never runs destructors");
    if (items.empty())
      return {};
    T *room = static_cast<T *>(allocator_->Allocate(sizeof(T) * items.size(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), room);
    return {room, items.size()};
  }
  template <typename T>
  llvm::ArrayRef<T> copy(const std::vector<T> &items) {
    return copy(llvm::ArrayRef<T>(items));
  }

  /// Copies text into the arena.
  llvm::StringRef text(llvm::StringRef value) {
    if (value.empty())
      return {"", 0};
    char *room = static_cast<char *>(allocator_->Allocate(value.size(), 1));
    std::memcpy(room, value.data(), value.size());
    return {room, value.size()};
  }

private:
  std::unique_ptr<llvm::BumpPtrAllocator> allocator_ = std::make_unique<llvm::BumpPtrAllocator>();
};

} // namespace onus
