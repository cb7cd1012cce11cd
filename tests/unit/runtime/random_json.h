// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "support.h"

/// Random JSON for the tests of the runtime: values, and texts that are nearly JSON.
namespace onus::rt {

class RandomJson {
public:
  explicit RandomJson(uint32_t seed) : random(seed) {}

  std::string number() {
    std::string text = random.oneIn(3) ? "-" : "";
    text += random.oneIn(4) ? "0" : std::to_string(1 + random.below(random.oneIn(2) ? 20 : 4'000'000));
    if (random.oneIn(8))
      text += text.back() == '0' && text.size() < 3 ? "" : random.text("0123456789", 20);
    if (random.oneIn(3))
      text += "." + random.text("0459", 3) + std::to_string(random.below(1000)) + random.text("0", 2);
    if (random.oneIn(5))
      text += (random.oneIn(2) ? "e" : "E") +
              std::string(random.oneIn(2)   ? "-"
                          : random.oneIn(2) ? "+"
                                            : "") +
              std::to_string(random.below(random.oneIn(3) ? 400 : 25));
    return text;
  }

  /// UTF-8 with letters of every length, and those that must be escaped.
  std::string string() {
    static const char *const pieces[] = {
        "a",    "B",          "name",   "0",  " ",    "\"", "\\",
        "/",    "\n",         "\t",     "\b", "\x01", "é",  "\x7f",
        "€",    "\U0001F600", "\uFFFD", "~",  "ab",   "cd", "plain text of some length",
        "\r\n", "\f",         "\uE000"};
    std::string text;
    for (size_t count = random.below(random.oneIn(6) ? 20 : 4); count > 0; --count)
      text += random.of(pieces);
    return text;
  }

  json::Value value(unsigned depth = 4) {
    switch (random.below(depth ? 9 : 5)) {
    case 0:
      return {};
    case 1:
      return random.oneIn(2);
    case 2:
    case 3:
      return json::Number{number()};
    case 4:
      return string();
    case 5:
    case 6: {
      json::Array items;
      for (size_t count = random.below(5); count > 0; --count)
        items.push_back(value(depth - 1));
      return items;
    }
    default:
      return object(random.oneIn(20) ? 40 : 5, depth - 1);
    }
  }

  json::Object object(size_t most, unsigned depth) {
    json::Object members;
    for (size_t count = random.below(most); count > 0; --count) {
      std::string name = string() + (most > 10 ? std::to_string(random.below(1000)) : "");
      bool taken = false;
      for (const json::Member &member : members)
        taken = taken || member.first == name;
      if (!taken)
        members.emplace_back(name, value(depth));
    }
    return members;
  }

  /// The value's text, with spaces and escapes that a writer need not have written so.
  std::string text(const json::Value &value) {
    std::string out = space();
    if (auto *array = value.asArray()) {
      out += '[';
      for (size_t at = 0; at < array->size(); ++at)
        out += (at ? "," : "") + text((*array)[at]);
      out += space() + ']';
    } else if (auto *object = value.asObject()) {
      out += '{';
      for (size_t at = 0; at < object->size(); ++at)
        out += (at ? "," : "") + space() + quoted((*object)[at].first) + space() + ':' + text((*object)[at].second);
      out += space() + '}';
    } else if (auto *string = value.asString()) {
      out += quoted(*string);
    } else {
      out += json::write(value);
    }
    return out + space();
  }

  Random random;

private:
  std::string space() { return random.oneIn(12) ? random.text(" \t\r\n", 12) : std::string(); }

  std::string quoted(const std::string &string) {
    std::string written = json::write(json::Value(string));
    if (!random.oneIn(4))
      return written;
    std::string out;
    for (size_t at = 0; at < written.size(); ++at) {
      char letter = written[at];
      bool isPlain = letter >= 0x20 && letter != '"' && letter != '\\' && (at == 0 || written[at - 1] != '\\');
      bool isEscapable =
          isPlain && at > 0 && written[at - 1] != 'u' && random.oneIn(3) && !isDigitOfEscape(written, at);
      static const char digits[] = "0123456789abcdef";
      if (isEscapable)
        out += std::string("\\u00") + digits[letter >> 4] + digits[letter & 15];
      else if (written.compare(at, 4, "\U0001F600") == 0) {
        out += "\\ud83D\\uDe00";
        at += 3;
      } else {
        out += letter;
      }
    }
    return out;
  }
  static bool isDigitOfEscape(const std::string &written, size_t at) {
    size_t begin = at < 6 ? 0 : at - 6;
    return written.find("\\u", begin) < at;
  }
};

} // namespace onus::rt
