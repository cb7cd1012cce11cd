// SPDX-License-Identifier: Apache-2.0
#include "ir/grammar.h"

#include "ir/address.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::ir {

namespace {

bool isLabel(llvm::StringRef label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return llvm::all_of(label, [](char letter) { return llvm::isAlnum(letter) || letter == '-' || letter == '_'; });
}

/// Readers take a host whose last label is a number for an IPv4 address, in forms that differ.
bool looksLikeNumber(llvm::StringRef label) {
  if (label.startswith_insensitive("0x"))
    return true;
  return llvm::all_of(label, llvm::isDigit);
}

std::optional<std::string> hostName(llvm::StringRef host) {
  if (host.empty() || host.size() > 253)
    return std::nullopt;
  llvm::SmallVector<llvm::StringRef, 8> labels;
  host.split(labels, '.');
  if (!llvm::all_of(labels, isLabel))
    return std::nullopt;
  if (looksLikeNumber(labels.back())) {
    auto address = IpAddress::parse(host);
    if (!address)
      return std::nullopt;
    return address->text();
  }
  return host.lower();
}

bool isPort(llvm::StringRef port) {
  unsigned value = 0;
  return !port.empty() && port.size() <= 5 && llvm::all_of(port, llvm::isDigit) && !port.getAsInteger(10, value) &&
         value <= 65535;
}

bool isScheme(llvm::StringRef scheme) {
  if (scheme.empty() || !llvm::isAlpha(scheme.front()))
    return false;
  return llvm::all_of(
      scheme, [](char letter) { return llvm::isAlnum(letter) || letter == '+' || letter == '-' || letter == '.'; });
}

/// `[::1]:443`
std::optional<std::string> bracketed(llvm::StringRef authority) {
  size_t end = authority.find(']');
  if (end == llvm::StringRef::npos)
    return std::nullopt;
  auto address = IpAddress::parse(authority.slice(1, end));
  llvm::StringRef rest = authority.drop_front(end + 1);
  if (!address || !address->v6 || (!rest.empty() && (!rest.consume_front(":") || !isPort(rest))))
    return std::nullopt;
  return "[" + address->text() + "]";
}

} // namespace

std::optional<std::string> hostOf(llvm::StringRef url) {
  size_t slashes = url.find("://");
  llvm::StringRef rest = url;
  if (slashes != llvm::StringRef::npos && url.find_first_of("/?#") == slashes + 1) {
    if (!isScheme(url.take_front(slashes)))
      return std::nullopt;
    rest = url.drop_front(slashes + 3);
  }
  llvm::StringRef authority = rest.take_front(rest.find_first_of("/?#"));
  if (authority.startswith("["))
    return bracketed(authority);
  auto [host, port] = authority.split(':');
  if (authority.contains(':') && !isPort(port))
    return std::nullopt;
  return hostName(host);
}

namespace {

bool isAtom(char letter) { return llvm::isAlnum(letter) || llvm::StringRef("!#$%&'*+-/=?^_`{|}~").contains(letter); }

bool isLocalPart(llvm::StringRef local) {
  llvm::SmallVector<llvm::StringRef, 4> atoms;
  local.split(atoms, '.');
  return !local.empty() && local.size() <= 64 &&
         llvm::all_of(atoms, [](llvm::StringRef atom) { return !atom.empty() && llvm::all_of(atom, isAtom); });
}

} // namespace

std::optional<std::string> domainOf(llvm::StringRef address) {
  auto [local, domain] = address.split('@');
  if (!isLocalPart(local) || domain.empty())
    return std::nullopt;
  llvm::SmallVector<llvm::StringRef, 8> labels;
  domain.split(labels, '.');
  if (looksLikeNumber(labels.back()))
    return std::nullopt;
  return hostName(domain);
}

namespace {

struct Path {
  bool absolute = false;
  llvm::SmallVector<llvm::StringRef, 16> steps;
};

std::optional<Path> resolvePath(llvm::StringRef text) {
  auto isOdd = [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F || letter == '\\';
  };
  if (text.empty() || text.front() == '~' || llvm::any_of(text, isOdd))
    return std::nullopt;
  Path path;
  path.absolute = text.front() == '/';
  llvm::SmallVector<llvm::StringRef, 16> parts;
  text.split(parts, '/');
  if (!path.absolute && parts.front().contains(':')) // a drive or a URL
    return std::nullopt;
  for (llvm::StringRef part : parts) {
    if (part.empty() || part == ".")
      continue;
    if (part != "..") {
      path.steps.push_back(part);
    } else if (!path.steps.empty()) {
      path.steps.pop_back();
    } else if (!path.absolute) { // above the root is the root; above a relative path is unknown
      return std::nullopt;
    }
  }
  return path;
}

} // namespace

std::optional<bool> isUnder(llvm::StringRef path, llvm::StringRef above) {
  auto low = resolvePath(path), high = resolvePath(above);
  if (!low || !high || low->absolute != high->absolute)
    return std::nullopt;
  return low->steps.size() >= high->steps.size() &&
         std::equal(high->steps.begin(), high->steps.end(), low->steps.begin());
}

} // namespace onus::ir
