// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/grammar.h"

#include "runtime/base/address.h"
#include "runtime/base/ascii.h"

namespace onus::rt {

namespace {

size_t find(Text text, char letter) {
  const void *found = text.size ? memchr(text.data, letter, text.size) : nullptr;
  return found ? static_cast<size_t>(static_cast<const char *>(found) - text.data) : SIZE_MAX;
}

/// Where the first slash, question mark or hash stands: an authority ends there.
size_t findEnd(Text text) {
  for (size_t at = 0; at < text.size; ++at)
    if (text[at] == '/' || text[at] == '?' || text[at] == '#')
      return at;
  return SIZE_MAX;
}

template <typename Test>
bool all(Text text, Test test) {
  for (char letter : text)
    if (!test(letter))
      return false;
  return true;
}

/// Takes what stands before the next `mark` off the front, and the mark; false once nothing was left to take.
struct Pieces {
  Text rest;
  char mark;
  bool done = false;
  bool next(Text &piece) {
    if (done)
      return false;
    size_t end = find(rest, mark);
    piece = rest.part(0, end);
    done = end == SIZE_MAX;
    rest = done ? Text() : rest.part(end + 1);
    return true;
  }
};

bool isLabel(Text label) {
  if (label.empty() || label.size > 63 || label[0] == '-' || label[label.size - 1] == '-')
    return false;
  return all(label, [](char letter) { return isAlnum(letter) || letter == '-' || letter == '_'; });
}

/// Readers take a host whose last label is a number for an IPv4 address, in forms that differ.
bool looksLikeNumber(Text label) {
  if (label.size >= 2 && label[0] == '0' && lowerOf(label[1]) == 'x')
    return true;
  return all(label, isDigit);
}

Text lastLabel(Text host) {
  size_t begin = host.size;
  while (begin > 0 && host[begin - 1] != '.')
    --begin;
  return host.part(begin);
}

bool writeHost(Text host, HostName &out) {
  if (host.empty() || host.size > 253)
    return false;
  Pieces labels{host, '.'};
  for (Text label; labels.next(label);)
    if (!isLabel(label))
      return false;
  if (looksLikeNumber(lastLabel(host))) {
    IpAddress address;
    if (!parseIp(host, address))
      return false;
  }
  // A strict dotted quad is its own canonical text.
  for (size_t at = 0; at < host.size; ++at)
    out.bytes[at] = lowerOf(host[at]);
  out.size = host.size;
  return true;
}

bool isPort(Text port) {
  if (port.empty() || port.size > 5 || !all(port, isDigit))
    return false;
  unsigned value = 0;
  for (char letter : port)
    value = value * 10 + static_cast<unsigned>(letter - '0');
  return value <= 65535;
}

bool isScheme(Text scheme) {
  if (scheme.empty() || !isAlpha(scheme[0]))
    return false;
  return all(scheme, [](char letter) { return isAlnum(letter) || letter == '+' || letter == '-' || letter == '.'; });
}

/// `[::1]:443`
bool writeBracketed(Text authority, HostName &out) {
  size_t end = find(authority, ']');
  IpAddress address;
  if (end == SIZE_MAX || !parseIp(authority.part(1, end - 1), address) || !address.v6)
    return false;
  Text rest = authority.part(end + 1);
  if (!rest.empty() && (rest[0] != ':' || !isPort(rest.part(1))))
    return false;
  char text[addressRoom];
  size_t size = formatIp(address, text);
  out.bytes[0] = '[';
  memcpy(out.bytes + 1, text, size);
  out.bytes[size + 1] = ']';
  out.size = size + 2;
  return true;
}

bool isAtom(char letter) { return isAlnum(letter) || (letter && memchr("!#$%&'*+-/=?^_`{|}~", letter, 19)); }

bool isLocalPart(Text local) {
  if (local.empty() || local.size > 64)
    return false;
  Pieces atoms{local, '.'};
  for (Text atom; atoms.next(atom);)
    if (atom.empty() || !all(atom, isAtom))
      return false;
  return true;
}

} // namespace

bool hostOf(Text url, HostName &host) {
  // A scheme ends in the first of the marks that could end the authority: `a?b://c` has none.
  size_t mark = findEnd(url);
  Text rest = url;
  if (mark != SIZE_MAX && mark > 0 && url.part(mark - 1).startsWith("://")) {
    if (!isScheme(url.part(0, mark - 1)))
      return false;
    rest = url.part(mark + 2);
  }
  Text authority = rest.part(0, findEnd(rest));
  if (authority.startsWith("["))
    return writeBracketed(authority, host);
  size_t colon = find(authority, ':');
  if (colon != SIZE_MAX && !isPort(authority.part(colon + 1)))
    return false;
  return writeHost(authority.part(0, colon), host);
}

bool domainOf(Text address, HostName &domain) {
  size_t at = find(address, '@');
  Text name = at == SIZE_MAX ? Text() : address.part(at + 1);
  if (name.empty() || !isLocalPart(address.part(0, at)) || looksLikeNumber(lastLabel(name)))
    return false;
  return writeHost(name, domain);
}

namespace {

/// A path's steps from the last to the first, each `..` taking the one before it.
class Steps {
public:
  explicit Steps(Text path) : path_(path), end_(path.size) {}
  bool next(Text &step) {
    while (!done_) {
      size_t begin = end_;
      while (begin > 0 && path_[begin - 1] != '/')
        --begin;
      step = path_.part(begin, end_ - begin);
      done_ = begin == 0;
      end_ = done_ ? 0 : begin - 1;
      if (step.empty() || step == Text("."))
        continue;
      if (step == Text(".."))
        ++up_;
      else if (up_ > 0)
        --up_;
      else
        return true;
    }
    return false;
  }

private:
  Text path_;
  size_t end_;
  size_t up_ = 0;
  bool done_ = false;
};

/// Whether a path is plain, and how many steps are left once `.` and `..` are resolved.
bool countSteps(Text path, size_t &count) {
  if (path.empty() || path[0] == '~')
    return false;
  if (!all(path,
           [](char letter) { return static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F && letter != '\\'; }))
    return false;
  bool absolute = path[0] == '/';
  if (!absolute && find(path.part(0, find(path, '/')), ':') != SIZE_MAX) // a drive or a URL
    return false;
  count = 0;
  Pieces pieces{path, '/'};
  for (Text piece; pieces.next(piece);) {
    if (piece.empty() || piece == Text("."))
      continue;
    if (piece != Text(".."))
      ++count;
    else if (count > 0)
      --count;
    else if (!absolute) // above the root is the root; above a relative path is unknown
      return false;
  }
  return true;
}

} // namespace

Under isUnder(Text path, Text above) {
  size_t low = 0, high = 0;
  if (!countSteps(path, low) || !countSteps(above, high) || (path[0] == '/') != (above[0] == '/'))
    return Under::Unknown;
  if (low < high)
    return Under::No;
  Steps lowSteps(path), highSteps(above);
  Text step, wanted;
  for (; low > high; --low)
    lowSteps.next(step);
  while (highSteps.next(wanted))
    if (!lowSteps.next(step) || !(step == wanted))
      return Under::No;
  return Under::Yes;
}

} // namespace onus::rt
