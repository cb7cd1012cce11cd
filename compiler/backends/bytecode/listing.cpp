// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/listing.h"

#include "backends/bytecode/listing_page.h"
#include "backends/bytecode/rows.h"
#include "base/time.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::backends::bytecode {

using rt::Section;

namespace {

std::string number(uint64_t value) { return std::to_string(value); }

void listHead(ListingPage &page) {
  const rt::Header &header = page.bundle().header();
  page.line("bundle of format ", number(header.version), ", ", number(header.size),
            " bytes, sha256:", llvm::toHex(llvm::ArrayRef<uint8_t>(header.digest), /*LowerCase=*/true));
  page.line("policy ", page.text(header.policyDigest), ", onus ", page.text(header.onusVersion), ", worst cost ",
            std::to_string(header.worstCost));
  for (const rt::SourceRow &row : page.bundle().rows<Section::Sources>())
    page.line("source ", page.text(row.path), " ", page.text(row.digest));
}

void listSections(ListingPage &page) {
#define ONUS_SECTION(NAME, ROW, DOC)                                                                                   \
  if (size_t count = page.bundle().rows<Section::NAME>().size)                                                         \
    page.line("section ", nameOf(Section::NAME), " ", number(count), " of ",                                           \
              number(sizeof(rt::RowOf<Section::NAME>::Type)));
#include "runtime/format/sections.def"
}

void listParties(ListingPage &page) {
  static constexpr llvm::StringLiteral kinds[] = {"organization", "person", "team", "vendor"};
  const rt::Bundle &bundle = page.bundle();
  uint32_t place = 0;
  for (const rt::PartyRow &row : bundle.rows<Section::Parties>()) {
    std::string out = "party " + number(place++) + " " + kinds[static_cast<size_t>(row.kind)].str() + " " +
                      page.titled(row.name, row.title);
    out += row.email.size ? ", email " + page.text(row.email).str() : "";
    out += row.lead == rt::none ? "" : ", lead " + number(row.lead);
    out += row.members.count ? ", members " + page.indexes(row.members) : "";
    out += row.answersTo.size ? ", answers to " + page.text(row.answersTo).str() : "";
    out += row.contacts.count ? ", contacts " + page.texts(row.contacts) : "";
    out += row.activeFrom == rt::noDay ? "" : ", from " + formatDay(row.activeFrom);
    out += row.activeUntil == rt::noDay ? "" : ", until " + formatDay(row.activeUntil);
    page.line(out);
  }
  for (const rt::SinkRow &row : bundle.rows<Section::Sinks>())
    page.line("sink ", page.text(row.name), " owner ", page.text(row.owner), " keep ", formatDuration(row.keep));
  place = 0;
  for (const rt::ControlRow &row : bundle.rows<Section::Controls>())
    page.line("control ", number(place++), " ", page.text(row.framework), " ", page.quoted(row.version), " ",
              page.quoted(row.id), " ", page.quoted(row.title));
}

std::string automaton(const ListingPage &page, llvm::StringRef use, uint32_t index) {
  if (index == rt::none)
    return {};
  return ", " + use.str() + " " + number(page.bundle().row<Section::Automata>(index).size) + " bytes";
}

void listTables(ListingPage &page) {
  const rt::Bundle &bundle = page.bundle();
  uint32_t place = 0;
  for (const rt::PatternRow &row : bundle.rows<Section::Patterns>())
    page.line("pattern ", number(place++), automaton(page, "whole", row.whole), automaton(page, "search", row.search),
              automaton(page, "find", row.find), "  r\"", page.text(row.source), "\"");
  place = 0;
  for (const rt::DataRow &row : bundle.rows<Section::Data>()) {
    const rt::Cell &cell = bundle.row<Section::Constants>(row.constant);
    page.line("data ", number(place++), " ", page.text(row.name), ", constant ", number(row.constant), ", ",
              number(cell.size), " items", row.set == rt::none ? "" : ", set " + number(row.set), " ",
              page.text(row.digest));
  }
  place = 0;
  for (const rt::SetRow &row : bundle.rows<Section::Sets>())
    page.line("set ", number(place++), ", ", number(row.keys.count), " keys, seed ", number(row.seed), ", ",
              number(row.displacements.count), " buckets", row.values.count ? ", with values" : "");
}

} // namespace

std::string list(const rt::Bundle &bundle) {
  ListingPage page(bundle);
  listHead(page);
  listSections(page);
  listParties(page);
  listTables(page);
  for (const rt::SystemRow &system : bundle.rows<Section::Systems>())
    listSystem(page, system);
  listCodes(page);
  return page.take();
}

} // namespace onus::backends::bytecode
