// SPDX-License-Identifier: Apache-2.0
#include "lsp/protocol.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

json::Value toJson(Position position) {
  return json::Object{{"line", json::Value::integer(position.line)},
                      {"character", json::Value::integer(position.character)}};
}

json::Value toJson(Span span) { return json::Object{{"start", toJson(span.start)}, {"end", toJson(span.end)}}; }

namespace {

uint32_t readCount(const json::Value &object, llvm::StringRef name) {
  auto number = readInteger(required(object, name));
  if (!number || *number < 0 || *number > UINT32_MAX)
    throw RequestError(ErrorCode::InvalidParams, "`" + name.str() + "` is not a number of a line or character");
  return static_cast<uint32_t>(*number);
}

} // namespace

Position readPosition(const json::Value &value) { return {readCount(value, "line"), readCount(value, "character")}; }

Span readSpan(const json::Value &value) {
  Span span{readPosition(required(value, "start")), readPosition(required(value, "end"))};
  auto key = [](Position position) { return std::make_pair(position.line, position.character); };
  if (key(span.end) < key(span.start))
    throw RequestError(ErrorCode::InvalidParams, "a range ends before it begins");
  return span;
}

const json::Value &required(const json::Value &object, llvm::StringRef name) {
  if (const json::Value *member = object.get(name))
    return *member;
  throw RequestError(ErrorCode::InvalidParams, "`" + name.str() + "` is missing");
}

std::optional<int64_t> readInteger(const json::Value &value) {
  const json::Number *number = value.asNumber();
  int64_t result = 0;
  if (!number || llvm::StringRef(number->text).getAsInteger(10, result))
    return std::nullopt;
  return result;
}

bool readBool(const json::Value &object, llvm::StringRef name, bool fallback) {
  const json::Value *member = object.get(name);
  const bool *truth = member ? member->asBool() : nullptr;
  return truth ? *truth : fallback;
}

const json::Value *dig(const json::Value &object, std::initializer_list<llvm::StringRef> names) {
  const json::Value *at = &object;
  for (llvm::StringRef name : names)
    if (!(at = at->get(name)))
      return nullptr;
  return at;
}

bool lists(const json::Value *array, llvm::StringRef word) {
  return array && array->asArray() && llvm::any_of(*array->asArray(), [&](const json::Value &each) {
           return each.asString() && *each.asString() == word;
         });
}

json::Value textEdit(Span span, std::string text) {
  return json::Object{{"range", toJson(span)}, {"newText", std::move(text)}};
}

json::Value markdown(std::string text) { return json::Object{{"kind", "markdown"}, {"value", std::move(text)}}; }

} // namespace onus::lsp
