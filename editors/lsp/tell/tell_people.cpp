// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/teller.h"

#include "check/control_ids.h"
#include "prose/parties.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// People and what rests on them, systems, and what is taken from elsewhere: detectors, frameworks.
namespace onus::lsp {

void Teller::party(const check::Party &party) {
  const syntax::PartyDecl &decl = *party.decl;
  if (decl.email)
    fact("Email", out_.text(decl.email.value));
  std::vector<std::string> contacts;
  for (const syntax::Contact &contact : decl.contacts)
    contacts.push_back(contact.channel.text.str() + " " + contact.address.value.str());
  if (!contacts.empty())
    fact("Contact", out_.text(llvm::join(contacts, ", ")));
  if (party.lead)
    fact("Lead", named(party.lead));
  std::vector<std::string> members;
  for (const check::Party *each : party.members)
    members.push_back(named(each));
  if (!members.empty())
    fact("Members", llvm::join(members, ", "));
  if (party.answersTo)
    fact("Answers to", named(party.answersTo));
  if (decl.activeUntil)
    fact("Active until", ends(decl.activeUntil));
  auto all = prose::burdensOf(program());
  auto own = llvm::find_if(all, [&](const prose::PartyBurdens &each) { return each.party == &party; });
  if (own == all.end())
    return;
  constexpr size_t most = 8; // of one role
  for (size_t begin = 0, end = 0; begin < own->burdens.size(); begin = end) {
    std::vector<std::string> things;
    const std::string &role = own->burdens[begin].role;
    for (; end < own->burdens.size() && own->burdens[end].role == role; ++end)
      if (things.size() < most)
        things.push_back(name(own->burdens[end].what));
    if (end - begin > most)
      things.push_back(out_.text(prose::counted(static_cast<int64_t>(end - begin - most), "other")));
    fact(prose::sentence(role), llvm::join(things, ", "));
  }
}

void Teller::sink(const check::Sink &sink) {
  fact("Owner", named(sink.owner), sink.decl->owner.range);
  fact("Kept for", out_.text(prose::duration(sink.decl->keep.value)), sink.decl->keep.range);
}

void Teller::system(const check::System &system) {
  const syntax::SystemDecl &decl = *system.decl;
  fact("Operator", named(system.operatorParty), decl.operatorParty.range);
  fact("Business (approved the use)", named(system.business), decl.business.range);
  fact("Engineering (integrated it)", named(system.engineering), decl.engineering.range);
  fact("Security (defined the policy)", named(system.security), decl.security.range);
  if (system.model)
    fact("Model", named(system.model) + out_.text(" " + decl.modelVersion.value.str()), decl.model.range);
  int64_t tools = 0;
  for (const check::Surface *surface : system.surfaces)
    tools += static_cast<int64_t>(surface->tools.size());
  fact("Enforces", out_.text(prose::counted(static_cast<int64_t>(system.enforced.size()), "guardrail") + ", over " +
                             prose::counted(tools, "tool")));
  if (system.worstCost > 0)
    fact("Dearest decision", out_.text("at most " + prose::counted(system.worstCost, "step")));
}

void Teller::detector(const check::Detector &detector) {
  std::vector<std::string> inputs;
  for (const ir::Field &input : detector.inputs)
    inputs.push_back(input.name.str() + ": " + ir::print(input.type));
  std::string output = detector.output ? ": " + ir::print(detector.output) : "";
  fact("Asked as",
       out_.text(prose::code(detector.symbol->simpleName().str() + "(" + llvm::join(inputs, ", ") + ")" + output)));
  if (detector.owner)
    fact("Owner", named(detector.owner), detector.decl->owner.range);
  if (detector.vendor)
    fact("Vendor", named(detector.vendor), detector.decl->vendor.range);
  if (detector.decl->timeout)
    fact("Answers within", out_.text(prose::duration(detector.decl->timeout.value)), detector.decl->timeout.range);
}

void Teller::framework(const check::Framework &framework) {
  const syntax::FrameworkDecl &decl = *framework.decl;
  std::pair<llvm::StringRef, const syntax::Text *> facts[] = {
      {"Version", &decl.version}, {"Publisher", &decl.publisher}, {"Source", &decl.source}};
  for (const auto &[label, text] : facts)
    if (*text)
      fact(label, out_.text(text->value));
  if (decl.supersededBy)
    fact("Superseded by", out_.text(decl.supersededBy.value));
  fact("Controls", out_.text(std::to_string(framework.controls.size()) +
                             (decl.incomplete ? ", and others that the catalogue does not list" : "")));
}

void Teller::standard(const resolve::Symbol &symbol) {
  const auto *decl = llvm::cast<syntax::StandardDecl>(symbol.decl);
  for (const check::Standard &each : program().standards)
    if (each.symbol == &symbol)
      fact("Owner", named(each.owner), decl->owner.range);
  for (const syntax::StandardClause &clause : decl->clauses)
    out_.item(linked(prose::code(written(clause.range)), clause.range));
  std::vector<std::string> bound;
  for (const check::Party &party : program().parties)
    if (llvm::any_of(party.standards, [&](const check::Standard *each) { return each->symbol == &symbol; }))
      bound.push_back(named(&party));
  if (!bound.empty())
    fact("Binds the systems of", prose::enumerate(bound));
}

void Teller::control(const check::Framework &framework, const check::Control *control, llvm::StringRef written) {
  const syntax::FrameworkDecl &catalogue = *framework.decl;
  check::Citation citation = check::readCitation(framework, written);
  std::string id = citation.control == control && control ? citation.official()
                   : control                              ? control->decl->id.value.str()
                                                          : written.str();
  out_.paragraph(out_.strong(id + (control && control->decl->title ? ": " + control->decl->title.value.str() : "")));
  std::vector<std::string> above;
  for (const check::Control *each = control ? control->parent : nullptr; each; each = each->parent)
    above.push_back(each->decl->id.value.str() + (each->decl->title ? " " + each->decl->title.value.str() : ""));
  if (!above.empty())
    fact("In", out_.text(llvm::join(above, ", ")));
  if (citation.control == control && !citation.parts.empty())
    fact("Paragraph", out_.text(llvm::join(citation.parts, ", ")));
  if (control && control->decl->withdrawn)
    fact("Withdrawn", out_.text("nothing may be mapped to it"));
  fact("Framework", name(*framework.symbol) +
                        out_.text(" " + catalogue.title.value.str() + ", version " + catalogue.version.value.str()));
  if (catalogue.source)
    fact("Source", out_.text(catalogue.source.value));
}

void Teller::test(const syntax::TestDecl &decl) {
  out_.source(head(decl));
  documented(decl.doc);
  int64_t expectations =
      llvm::count_if(decl.steps, [](const syntax::Step *step) { return step->kind == syntax::Step::Kind::Expect; });
  out_.paragraph(out_.text(prose::counted(static_cast<int64_t>(decl.steps.size()), "step") + ", of which " +
                           prose::counted(expectations, "expectation")));
}

} // namespace onus::lsp
