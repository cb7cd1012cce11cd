// SPDX-License-Identifier: Apache-2.0
#include "lint/places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// Last labels that hosts end in and files seldom do; those of which both is true (`.sh`, `.py`) are not among them.
constexpr llvm::StringLiteral lastLabels[] = {
    "ai",   "app",  "at",   "au",       "be",      "biz",   "br",  "ca",      "ch", "cloud", "cn",        "co",
    "com",  "de",   "dev",  "dk",       "edu",     "es",    "eu",  "example", "fi", "fr",    "gov",       "ie",
    "in",   "info", "int",  "internal", "invalid", "io",    "it",  "jp",      "kr", "local", "localhost", "mil",
    "net",  "nl",   "no",   "nz",       "online",  "onion", "org", "pt",      "ru", "se",    "sg",        "shop",
    "site", "tech", "test", "tr",       "tv",      "uk",    "us",  "xyz"};

bool isHostLetter(char letter) { return llvm::isAlnum(letter) || letter == '-' || letter == '.'; }

/// Labels with a known last one: `desk.example`.
bool isHost(llvm::StringRef text) {
  text.consume_back(".");
  if (!llvm::all_of(text, isHostLetter) || text.startswith(".") || text.contains(".."))
    return false;
  auto [first, last] = text.rsplit('.');
  return !first.empty() && !last.empty() && llvm::is_contained(lastLabels, last.lower());
}

bool isCapital(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// The words of a name: `webhookUrl` and `webhook_url` are `webhook` and `url`.
llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef name) {
  llvm::SmallVector<std::string, 4> words(1);
  char before = 0;
  for (char letter : name) {
    bool begins = !llvm::isAlnum(letter) || (isCapital(letter) && before >= 'a' && before <= 'z');
    before = letter;
    if (begins && !words.back().empty())
      words.emplace_back();
    if (llvm::isAlnum(letter))
      words.back() += llvm::toLower(letter);
  }
  return words;
}

template <typename Words>
bool endsInOneOf(llvm::StringRef name, const Words &wanted) {
  std::string last = wordsOf(name).back();
  return llvm::any_of(wanted, [&](llvm::StringRef word) { return last == word || last == (word + "s").str(); });
}

} // namespace

Place placeOf(llvm::StringRef text) {
  if (text.empty() || text.find_first_of(" \t\n") != llvm::StringRef::npos)
    return Place::None;
  if (text.contains("://"))
    return Place::Url;
  if (text.startswith("/") || text.startswith("~/") || text.startswith("./"))
    return Place::Path;
  auto [before, domain] = text.rsplit('@');
  if (text.contains('@'))
    return isHost(domain) ? Place::Mail : Place::None;
  llvm::StringRef host = text.split('/').first;
  while (host.consume_front("*") || host.consume_front(".")) {
  }
  host.consume_back("*");
  return isHost(host) ? Place::Host : Place::None;
}

bool holdsHost(llvm::StringRef text) {
  while (!text.empty()) {
    llvm::StringRef word = text.take_while(isHostLetter);
    if (isHost(word.trim('.')))
      return true;
    text = text.drop_front(std::max<size_t>(word.size(), 1));
  }
  return false;
}

bool namesUrl(llvm::StringRef member) {
  constexpr llvm::StringLiteral words[] = {"url", "uri", "link", "href", "endpoint", "webhook"};
  return endsInOneOf(member, words);
}

bool namesDestination(llvm::StringRef member) {
  constexpr llvm::StringLiteral alone[] = {"to", "cc", "bcc"}; // `in_reply_to` is an id
  constexpr llvm::StringLiteral filters[] = {"select", "include", "exclude", "allow", "block", "filter"};
  constexpr llvm::StringLiteral words[] = {"recipient", "url",      "uri",  "iban",   "payee", "beneficiary",
                                           "webhook",   "endpoint", "host", "domain", "path",  "destination"};
  std::string first = wordsOf(member).front();
  return llvm::is_contained(alone, member.lower()) ||
         (!llvm::is_contained(filters, first) && endsInOneOf(member, words));
}

bool namesTarget(llvm::StringRef member) {
  constexpr llvm::StringLiteral words[] = {"account", "address", "attendee",    "command", "email", "file",
                                           "folder",  "guest",   "id",          "invitee", "item",  "link",
                                           "member",  "message", "participant", "person",  "query", "user"};
  return namesDestination(member) || endsInOneOf(member, words);
}

} // namespace onus::lint
