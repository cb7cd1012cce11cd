// SPDX-License-Identifier: Apache-2.0
#include "driver/starter.h"

#include "format/format.h"
#include "starter/starter.h"
#include "syntax/token.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace onus::driver {

namespace {

/// The day on which the starter's own approvals are dated, and the last day of its waivers.
constexpr llvm::StringRef starterDay = "2026-01-01";
constexpr llvm::StringRef starterEnd = "2027-01-01";

/// Puts words in the place of others in one pass from left to right: what was put in is not looked at again. Of two
/// that begin at one place the first of the list is taken.
std::string substituted(llvm::StringRef text, const std::vector<std::pair<std::string, std::string>> &words) {
  std::string out;
  for (size_t place = 0; place < text.size();) {
    auto hit = std::find_if(words.begin(), words.end(),
                            [&](const auto &word) { return text.substr(place).startswith(word.first); });
    if (hit == words.end()) {
      out += text[place++];
    } else {
      out += hit->second;
      place += hit->first.size();
    }
  }
  return out;
}

/// As the inside of a string literal.
std::string escaped(const std::string &text) { return substituted(text, {{"\\", "\\\\"}, {"\"", "\\\""}}); }

/// Lower case, as `domain()` gives it.
std::string domainOf(const std::string &address) { return llvm::StringRef(address).rsplit('@').second.lower(); }

bool isAddress(const std::string &text) {
  size_t at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

} // namespace

std::string identifierFrom(const std::string &text) {
  std::string out;
  for (char c : text)
    out += llvm::isAlnum(c) ? llvm::toLower(c) : '_';
  if (out.empty() || llvm::isDigit(out.front()))
    out.insert(0, "p");
  return out;
}

std::string problemWith(const StarterWords &words) {
  if (words.name != identifierFrom(words.name))
    return "the name `" + words.name + "` is no identifier: use lower-case letters, digits and `_`, a letter first";
  if (syntax::isReserved(syntax::wordKind(words.name)))
    return "the name `" + words.name + "` is a reserved word";
  if (words.name == "std")
    return "the name `std` is the standard library's";
  if (words.organization.empty() ||
      std::any_of(words.organization.begin(), words.organization.end(), [](unsigned char c) { return c < ' '; }))
    return "the organization needs a title on one line";
  for (const std::string *address : {&words.business, &words.engineering, &words.security})
    if (!isAddress(*address))
      return "`" + *address + "` is no mail address";
  if (words.engineering == words.security)
    return "engineering and security are one person, who could then approve their own requests";
  return {};
}

std::vector<std::pair<std::string, std::string>> starterFiles(const StarterWords &words) {
  std::vector<std::pair<std::string, std::string>> table = {
      {"business@starter.example", words.business},
      {"engineering@starter.example", words.engineering},
      {"security@starter.example", words.security},
      {"Starter Organisation", escaped(words.organization)},
      {"\"starter.example\"", "\"" + domainOf(words.security) + "\""},
      {"@starter.example", "@" + domainOf(words.security)},
      {"starter", words.name},
      {starterDay.str(), formatDay(words.signedOn)},
      {starterEnd.str(), formatDay(words.signedOn + 365)},
  };
  std::vector<std::pair<std::string, std::string>> files;
  for (const starter::File &file : starter::files()) {
    std::string text = substituted(llvm::StringRef(file.text.data(), file.text.size()), table);
    // Names of other lengths move the columns.
    std::optional<std::string> formatted;
    if (llvm::StringRef(file.path).endswith(".onus"))
      formatted = format::format(text);
    files.emplace_back(file.path, formatted ? *formatted : text);
  }
  return files;
}

} // namespace onus::driver
