// SPDX-License-Identifier: Apache-2.0
#include "pattern_generator.h"

#include "runtime/base/utf8.h"

namespace onus::test {

namespace {

/// Few, so that parts of a pattern often take the same; some are only alike.
constexpr const char *letters[] = {"a",
                                   "b",
                                   "c",
                                   "A",
                                   "_",
                                   "1",
                                   " ",
                                   "-",
                                   "\n",
                                   "\xC3\xA9",
                                   "\xE2\x82\xAC",
                                   "\xE2\x84\xAA" /* the Kelvin sign */,
                                   "\xF0\x9F\x98\x80"};
constexpr const char *classItems[] = {"a",
                                      "b",
                                      "c",
                                      "A",
                                      "_",
                                      "1",
                                      " ",
                                      "a-b",
                                      "a-z",
                                      "A-Z",
                                      "0-9",
                                      "\\d",
                                      "\\w",
                                      "\\s",
                                      "\\W",
                                      "\\S",
                                      "\\D",
                                      "\xC3\xA9",
                                      "\\-",
                                      "\\n",
                                      "\\x41",
                                      "\\x{20AC}",
                                      "\\x{80}-\\x{FFFF}",
                                      "\xC3\xA9-\xE2\x82\xAC"};
constexpr const char *escapes[] = {"\\d", "\\w",   "\\s",        "\\D", "\\W", "\\S",
                                   "\\n", "\\x61", "\\x{1F600}", "\\.", "\\-"};

void append(std::string &out, uint32_t scalar) {
  char bytes[4];
  out.append(bytes, rt::encodeUtf8(scalar, bytes));
}

size_t boundary(const std::string &text, size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
    ++at;
  return at;
}

} // namespace

std::string PatternGenerator::letter() { return letters[below(std::size(letters))]; }

std::string PatternGenerator::pattern() { return (oneIn(5) ? "(?i)" : "") + alternatives(0); }

std::string PatternGenerator::alternatives(unsigned depth) {
  std::string out = sequence(depth);
  while (oneIn(4))
    out += "|" + (oneIn(8) ? "" : sequence(depth));
  return out;
}

std::string PatternGenerator::sequence(unsigned depth) {
  std::string out;
  for (unsigned count = oneIn(15) ? 0 : 1 + below(depth < 2 ? 5 : 3); count > 0; --count)
    out += atom(depth) + repetition();
  return out;
}

std::string PatternGenerator::atom(unsigned depth) {
  switch (below(depth < 4 ? 12 : 8)) {
  case 0:
    return charClass();
  case 1:
    return ".";
  case 2:
    return oneIn(3) ? "\\B" : "\\b";
  case 3:
    return escapes[below(std::size(escapes))];
  case 8:
  case 9:
    return "(" + alternatives(depth + 1) + ")";
  case 10:
  case 11:
    return "(?:" + alternatives(depth + 1) + ")";
  default:
    return letter();
  }
}

std::string PatternGenerator::charClass() {
  std::string out = oneIn(3) ? "[^" : "[";
  for (unsigned count = 1 + below(3); count > 0; --count)
    out += classItems[below(std::size(classItems))];
  return out + "]";
}

std::string PatternGenerator::repetition() {
  static constexpr const char *fixed[] = {"*", "+", "?", "*", "?"};
  std::string out;
  unsigned least = below(4), more = oneIn(12) ? below(30) : below(4);
  switch (below(12)) {
  case 0:
  case 1:
  case 2:
    out = fixed[below(std::size(fixed))];
    break;
  case 3:
    out = "{" + std::to_string(least) + "," + std::to_string(std::max(1u, least + more)) + "}";
    break;
  case 4:
    out = oneIn(2) ? "{" + std::to_string(least) + ",}" : "{" + std::to_string(least + 1) + "}";
    break;
  default:
    return "";
  }
  return out + (oneIn(3) ? "?" : "");
}

void PatternGenerator::takeOne(const ir::RegexNode &node, std::string &out) {
  for (unsigned tries = 0; tries < 8 && !oneIn(6); ++tries) {
    std::string one = letter();
    uint32_t scalar = static_cast<unsigned char>(one[0]);
    if (one.size() == 1 && std::any_of(node.ranges.begin(), node.ranges.end(), [&](ir::CodeRange range) {
          return range.first <= scalar && scalar <= range.last;
        })) {
      out += one;
      return;
    }
  }
  ir::CodeRange range = node.ranges[below(static_cast<unsigned>(node.ranges.size()))];
  uint32_t scalar = oneIn(2) ? range.first : range.first + below(std::min(range.last - range.first + 1, 200u));
  if (scalar < 0xD800 || scalar >= 0xE000)
    append(out, scalar);
}

/// A text that the part matches, as far as boundaries allow it.
void PatternGenerator::sample(const ir::RegexNode &node, std::string &out) {
  using Kind = ir::RegexNode::Kind;
  if (out.size() > 200)
    return;
  switch (node.kind) {
  case Kind::Take:
    if (!node.ranges.empty())
      takeOne(node, out);
    return;
  case Kind::Boundary:
  case Kind::NoBoundary:
    return;
  case Kind::Sequence:
    for (const ir::RegexNode &part : node.parts)
      sample(part, out);
    return;
  case Kind::Alternatives:
    return sample(node.parts[below(static_cast<unsigned>(node.parts.size()))], out);
  case Kind::Repeat:
    unsigned most = node.open ? node.least + 3 : node.most;
    for (unsigned count = node.least + below(most - node.least + 1); count > 0; --count)
      sample(node.parts.front(), out);
    return;
  }
}

void PatternGenerator::mutate(std::string &text) {
  size_t from = boundary(text, text.empty() ? 0 : below(static_cast<unsigned>(text.size())));
  size_t to = boundary(text, std::min(text.size(), from + 1 + (oneIn(4) ? below(8) : 0)));
  switch (below(4)) {
  case 0:
    text.erase(from, to - from);
    return;
  case 1:
    text.insert(from, letter());
    return;
  case 2:
    text.replace(from, to - from, letter());
    return;
  default:
    text.insert(from, text.substr(from, to - from));
    return;
  }
}

std::string PatternGenerator::near(std::string text) {
  for (unsigned count = 1 + below(3); count > 0; --count)
    mutate(text);
  return text;
}

std::string PatternGenerator::subject(const ir::RegexNode &pattern) {
  std::string text;
  for (unsigned count = oneIn(3) ? 1 : below(4); count > 0; --count) {
    sample(pattern, text);
    if (oneIn(3))
      text += letter();
  }
  for (unsigned count = oneIn(2) ? 0 : below(6); count > 0; --count)
    mutate(text);
  if (oneIn(3))
    text = letter() + text + letter();
  return text;
}

} // namespace onus::test
