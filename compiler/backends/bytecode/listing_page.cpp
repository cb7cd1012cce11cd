// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/listing_page.h"

#include "base/time.h"

namespace onus::backends::bytecode {

using rt::Section;

llvm::StringRef ListingPage::text(rt::TextRef ref) const {
  rt::Text text = bundle_.text(ref);
  return {text.data, text.size};
}

std::string ListingPage::quoted(rt::TextRef ref) const {
  std::string out = "\"";
  for (char letter : text(ref))
    if (letter == '\n')
      out += "\\n";
    else
      (letter == '"' || letter == '\\' ? out += '\\' : out) += letter;
  return out + "\"";
}

void ListingPage::clause(llvm::StringRef word, rt::TextRef text) {
  if (text.size)
    line(word, " ", this->text(text));
}

std::string ListingPage::titled(rt::TextRef name, rt::TextRef title) const {
  return title.size ? text(name).str() + " " + quoted(title) : text(name).str();
}

std::string ListingPage::texts(rt::Range range) const {
  std::string out;
  for (rt::TextRef ref : bundle_.rows<Section::TextRefs>(range))
    out += (out.empty() ? "" : ", ") + text(ref).str();
  return out;
}

std::string ListingPage::indexes(rt::Range range) const {
  std::string out;
  for (uint32_t index : bundle_.rows<Section::Indexes>(range))
    out += (out.empty() ? "" : ", ") + std::to_string(index);
  return out.empty() ? "-" : out;
}

std::string ListingPage::code(uint32_t index) const { return index == rt::none ? "-" : "@" + std::to_string(index); }

std::string ListingPage::codes(rt::Range range) const {
  std::string out;
  for (uint32_t index : bundle_.rows<Section::Operands>(range))
    out += (out.empty() ? "" : " ") + code(index);
  return out;
}

std::string ListingPage::type(uint32_t index) const {
  return index == rt::none ? "-" : text(bundle_.row<Section::Types>(index).print).str();
}

std::string ListingPage::span(const rt::SpanRow &row) const {
  if (!row.file.size)
    return {};
  return text(row.file).str() + ":" + std::to_string(row.line) + ":" + std::to_string(row.column) + "-" +
         std::to_string(row.endLine) + ":" + std::to_string(row.endColumn);
}

std::string ListingPage::waiver(uint32_t index) const {
  const rt::WaiverRow &row = bundle_.row<Section::Waivers>(index);
  std::string out = formatDay(row.on) + " until " + formatDay(row.until) + " because " + quoted(row.because) +
                    " requested by " + text(row.requestedBy).str() + " approved by " + text(row.approvedBy).str();
  return row.alsoApprovedBy.size ? out + " also approved by " + text(row.alsoApprovedBy).str() : out;
}

} // namespace onus::backends::bytecode
