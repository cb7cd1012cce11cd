// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/xml.h"

#include "diagnostics/render/cells.h"

namespace onus::diagnostics::render {

namespace {

/// U+FFFE and U+FFFF are Unicode and yet no characters of XML.
constexpr llvm::StringLiteral noncharacters[] = {"\xEF\xBF\xBE", "\xEF\xBF\xBF"};

std::string escaped(llvm::StringRef text, bool attribute) {
  std::string out;
  for (std::string readable = printable(text); char c : readable) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += attribute ? "&quot;" : "\"";
      break;
    case '\n': // a reader makes a blank of it where it stands in an attribute
      out += attribute ? "&#10;" : "\n";
      break;
    default:
      out += c;
    }
  }
  for (llvm::StringRef each : noncharacters)
    for (size_t at; (at = out.find(each.str())) != std::string::npos;)
      out.replace(at, each.size(), "\xEF\xBF\xBD");
  return out;
}

} // namespace

void Xml::begin(llvm::StringRef element, const Attributes &attributes) {
  out_ += std::string(2 * open_.size(), ' ') + "<" + element.str();
  for (const auto &[name, value] : attributes)
    out_ += " " + name.str() + "=\"" + escaped(value, true) + "\"";
}

void Xml::open(llvm::StringRef element, const Attributes &attributes) {
  begin(element, attributes);
  out_ += ">\n";
  open_.push_back(element.str());
}

void Xml::close() {
  std::string element = std::move(open_.back());
  open_.pop_back();
  out_ += std::string(2 * open_.size(), ' ') + "</" + element + ">\n";
}

void Xml::empty(llvm::StringRef element, const Attributes &attributes) {
  begin(element, attributes);
  out_ += "/>\n";
}

void Xml::text(llvm::StringRef element, const Attributes &attributes, llvm::StringRef content) {
  begin(element, attributes);
  out_ += ">" + escaped(content, false) + "</" + element.str() + ">\n";
}

} // namespace onus::diagnostics::render
