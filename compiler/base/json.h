// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// JSON as Onus reads it: numbers keep their written text (a decimal must not pass through a double), members keep
/// their order and duplicates are refused, UTF-8 is checked. Made by `parse`; never changed afterwards.
namespace onus::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;
using Object = std::vector<Member>;

/// A number as it was written.
struct Number {
  std::string text;
};

class Value {
public:
  Value() = default;
  Value(bool value) : data_(value) {}
  Value(Number value) : data_(std::move(value)) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(Array value) : data_(std::make_shared<Array>(std::move(value))) {}
  Value(Object value) : data_(std::make_shared<Object>(std::move(value))) {}
  /// A literal would otherwise turn into a bool.
  Value(const char *value) : data_(std::string(value)) {}
  static Value integer(int64_t value) { return Number{std::to_string(value)}; }

  bool isNull() const { return std::holds_alternative<std::monostate>(data_); }
  const bool *asBool() const { return std::get_if<bool>(&data_); }
  const Number *asNumber() const { return std::get_if<Number>(&data_); }
  const std::string *asString() const { return std::get_if<std::string>(&data_); }
  const Array *asArray() const {
    auto *held = std::get_if<std::shared_ptr<Array>>(&data_);
    return held ? held->get() : nullptr;
  }
  const Object *asObject() const {
    auto *held = std::get_if<std::shared_ptr<Object>>(&data_);
    return held ? held->get() : nullptr;
  }
  /// The member of this name, or null where this is no object or has none.
  const Value *get(llvm::StringRef name) const;
  /// The member's string, or the fallback where there is none.
  llvm::StringRef string(llvm::StringRef name, llvm::StringRef fallback = {}) const;

private:
  std::variant<std::monostate, bool, Number, std::string, std::shared_ptr<Array>, std::shared_ptr<Object>> data_;
};

/// Why a text is not the JSON that Onus takes.
struct Error {
  std::string message; ///< lower case, no full stop
  size_t offset = 0;   ///< byte offset from the start of the text
};

struct Limits {
  unsigned depth = 64;
};

/// Reads one JSON value that fills the whole text. Never throws; never recurses deeper than the limit.
std::variant<Value, Error> parse(llvm::StringRef text, Limits limits = {});

/// Writes compact JSON; strings are escaped minimally, numbers as they were written.
std::string write(const Value &value);
/// Writes JSON indented by two spaces, ending in a newline.
std::string writePretty(const Value &value);
/// RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints them.
std::string writeCanonical(const Value &value);

} // namespace onus::json
