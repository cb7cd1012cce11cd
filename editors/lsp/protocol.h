// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "source/source_manager.h"

#include <optional>
#include <stdexcept>

/// The protocol's words for what the server works with. Lines and characters count from 0; what a character is was
/// agreed upon when the client and the server met.
namespace onus::lsp {

/// What the protocol counts in a line.
enum class Encoding { Utf8, Utf16, Utf32 };

/// A place in a text, as the protocol says it.
struct Position {
  uint32_t line = 0;
  uint32_t character = 0; ///< in units of the encoding
  bool operator==(const Position &) const = default;
};

/// Half-open.
struct Span {
  Position start, end;
  bool operator==(const Span &) const = default;
};

/// Numbers of errors that the protocol and JSON-RPC define.
enum class ErrorCode {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  ServerNotInitialized = -32002,
  RequestFailed = -32803,
  ContentModified = -32801,
  RequestCancelled = -32800,
};

/// Thrown by whoever answers a request, to answer with an error. The message is for a person: a whole phrase, in lower
/// case, without a full stop.
struct RequestError : std::runtime_error {
  RequestError(ErrorCode number, const std::string &message) : std::runtime_error(message), code(number) {}
  ErrorCode code;
};

json::Value toJson(Position position);
json::Value toJson(Span span);
/// Reads `{"line", "character"}`; throws InvalidParams.
Position readPosition(const json::Value &value);
/// Reads `{"start", "end"}`; throws InvalidParams.
Span readSpan(const json::Value &value);

/// The member of an object; throws InvalidParams where it is missing.
const json::Value &required(const json::Value &object, llvm::StringRef name);
/// A whole number that fits; nothing where it is none.
std::optional<int64_t> readInteger(const json::Value &value);
/// The member's truth, or the fallback where there is none.
bool readBool(const json::Value &object, llvm::StringRef name, bool fallback = false);
/// Follows members from object to object; null where one is missing.
const json::Value *dig(const json::Value &object, std::initializer_list<llvm::StringRef> names);
/// True where the member is a list of strings that has the word.
bool lists(const json::Value *array, llvm::StringRef word);

/// `{"range", "newText"}`
json::Value textEdit(Span span, std::string text);
/// `{"kind": "markdown", "value"}`
json::Value markdown(std::string text);

} // namespace onus::lsp
