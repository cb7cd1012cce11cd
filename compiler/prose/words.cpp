// SPDX-License-Identifier: Apache-2.0
#include "prose/words.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::prose {

std::string quote(llvm::StringRef text, size_t most) {
  std::string out = "\"";
  size_t taken = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && taken++ == most)
      return out + "…\" (" + std::to_string(text.size()) + " bytes in all)";
    if (text[at] == '\n')
      out += "\\n";
    else
      out += text[at];
  }
  return out + "\"";
}

std::string enumerate(llvm::ArrayRef<std::string> items, llvm::StringRef word) {
  std::string out;
  for (size_t index = 0; index < items.size(); ++index)
    out += (index == 0 ? "" : index + 1 == items.size() ? " " + word.str() + " " : ", ") + items[index];
  return out;
}

std::string names(llvm::ArrayRef<std::string> items, llvm::StringRef word, size_t most) {
  std::vector<std::string> shown;
  for (const std::string &item : items)
    if (shown.size() < most)
      shown.push_back(code(item));
  if (items.size() > most)
    shown.push_back(counted(static_cast<int64_t>(items.size() - most), "other"));
  return enumerate(shown, word);
}

std::string counted(int64_t count, llvm::StringRef noun, llvm::StringRef plural) {
  std::string many = plural.empty() ? noun.str() + "s" : plural.str();
  return std::to_string(count) + " " + (count == 1 ? noun.str() : many);
}

std::string duration(Millis duration) {
  struct Unit {
    Millis size;
    const char *name;
  };
  static constexpr Unit units[] = {
      {millisPerDay, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}, {1, "millisecond"}};
  std::string sign = duration < 0 ? "minus " : "";
  uint64_t rest = duration < 0 ? 0 - static_cast<uint64_t>(duration) : static_cast<uint64_t>(duration);
  // What is written as 24h or 36h is a day and a half to nobody: up to two days stay hours.
  std::vector<std::string> parts;
  for (const Unit &unit : units) {
    auto size = static_cast<uint64_t>(unit.size);
    if (unit.size == millisPerDay && rest <= 2 * size)
      continue;
    if (rest >= size)
      parts.push_back(counted(static_cast<int64_t>(rest / size), unit.name));
    rest %= size;
  }
  return parts.empty() ? "no time" : sign + enumerate(parts);
}

std::string decimal(int64_t scaled) {
  std::string text = Decimal{scaled}.text();
  size_t point = text.find('.');
  if (point == std::string::npos)
    return text + ".00";
  return text.size() - point == 2 ? text + "0" : text;
}

std::string sentence(std::string text) {
  if (!text.empty())
    text[0] = llvm::toUpper(text[0]);
  return text;
}

std::string documentation(llvm::StringRef doc) {
  std::string out;
  for (char letter : doc.trim())
    out += letter == '\n' ? ' ' : letter;
  if (!out.empty() && !llvm::StringRef(".!?:").contains(out.back()))
    out += ".";
  return out;
}

std::string daysLeft(Day until, Day asOf) {
  if (until > asOf)
    return counted(until - asOf, "day") + " left";
  return until == asOf ? "it ends today" : "it ended " + counted(asOf - until, "day") + " ago";
}

std::string named(const check::Party *party) {
  if (!party)
    return "nobody";
  llvm::StringRef title = party->decl->title.value;
  std::string name = code(party->symbol->simpleName());
  return title.empty() ? name : title.str() + " (" + name + ")";
}

std::string titled(const check::Party *party) {
  if (!party)
    return "nobody";
  llvm::StringRef title = party->decl->title.value;
  return title.empty() ? code(party->symbol->simpleName()) : title.str();
}

std::string place(const check::Program &program, source::Range range) {
  if (!range.valid())
    return "an unknown place";
  source::Position start = program.sources->start(range);
  return program.sources->projectPath(range.file).str() + ":" + std::to_string(start.line);
}

} // namespace onus::prose
