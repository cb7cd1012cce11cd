// SPDX-License-Identifier: Apache-2.0
#include "lsp/json_places.h"

#include "base/json.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

const JsonPlace::Member *JsonPlace::member(llvm::StringRef name) const {
  auto found = llvm::find_if(members, [&](const Member &each) { return each.name == name; });
  return found == members.end() ? nullptr : &*found;
}

const JsonPlace *JsonPlace::get(llvm::StringRef name) const {
  const Member *found = member(name);
  return found ? &found->value : nullptr;
}

llvm::StringRef JsonPlace::string(llvm::StringRef name) const {
  const JsonPlace *found = get(name);
  return found ? llvm::StringRef(found->text) : llvm::StringRef();
}

namespace {

/// Deeper than any document that the readers of manifests take.
constexpr unsigned deepest = 256;

/// Walks over a text that is known to be JSON, so that nothing of it can be missing.
class Walker {
public:
  explicit Walker(llvm::StringRef text) : text_(text) {}

  JsonPlace value() {
    skipBlanks();
    JsonPlace place;
    place.begin = at_;
    if (text_[at_] == '{') {
      members(place);
    } else if (text_[at_] == '[') {
      items(place);
    } else if (text_[at_] == '"') {
      place.text = string();
    } else {
      at_ += static_cast<uint32_t>(text_.substr(at_).find_first_of(",]} \t\r\n"));
      at_ = std::min(at_, static_cast<uint32_t>(text_.size()));
    }
    place.end = at_;
    return place;
  }

private:
  void skipBlanks() {
    while (at_ < text_.size() && llvm::StringRef(" \t\r\n").contains(text_[at_]))
      ++at_;
  }

  /// True where the list that was begun with a bracket goes on; else its end was passed.
  bool goesOn(char end) {
    skipBlanks();
    if (text_[at_] == ',')
      ++at_;
    skipBlanks();
    if (text_[at_] != end)
      return true;
    ++at_;
    return false;
  }

  void members(JsonPlace &place) {
    for (++at_; goesOn('}');) {
      JsonPlace::Member member;
      member.begin = at_ + 1;
      member.name = string();
      member.end = at_ - 1;
      skipBlanks();
      ++at_; // the colon
      member.value = value();
      place.members.push_back(std::move(member));
    }
  }

  void items(JsonPlace &place) {
    for (++at_; goesOn(']');)
      place.items.push_back(value());
  }

  std::string string() {
    uint32_t begin = at_++;
    while (text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2 : 1;
    ++at_;
    auto read = json::parse(text_.slice(begin, at_));
    return *std::get<json::Value>(read).asString();
  }

  llvm::StringRef text_;
  uint32_t at_ = 0;
};

} // namespace

std::optional<JsonPlace> jsonPlaces(llvm::StringRef text) {
  if (std::holds_alternative<json::Error>(json::parse(text, {deepest})))
    return std::nullopt;
  return Walker(text).value();
}

} // namespace onus::lsp
