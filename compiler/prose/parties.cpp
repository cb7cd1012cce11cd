// SPDX-License-Identifier: Apache-2.0
#include "prose/parties.h"

#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

namespace onus::prose {

namespace {

class Ledger {
public:
  explicit Ledger(const check::Program &program) : program_(program) {}
  std::vector<PartyBurdens> take();

private:
  void add(const check::Party *party, const char *role, std::string what, std::string note = {},
           std::optional<Day> until = {});
  void waiver(const check::Waiver &waiver, const std::string &kind, const std::string &what,
              const check::Party *requester);
  void guardrail(const check::Guardrail &guardrail);
  void rules(const check::Guardrail &guardrail);
  void exception(const check::Exception &exception);
  void surface(const check::Surface &surface);
  void system(const check::System &system);
  void people(const check::Party &party);

  const check::Program &program_;
  std::map<const check::Party *, std::vector<Burden>> burdens_;
  std::deque<std::string> roles_; ///< texts that are put together
};

void Ledger::add(const check::Party *party, const char *role, std::string what, std::string note,
                 std::optional<Day> until) {
  if (!party)
    return;
  std::vector<Burden> &all = burdens_[party];
  auto same = [&](const Burden &each) { return each.role == role && each.what == what && each.note == note; };
  if (llvm::none_of(all, same))
    all.push_back({role, std::move(what), std::move(note), until});
}

void Ledger::waiver(const check::Waiver &waiver, const std::string &kind, const std::string &what,
                    const check::Party *requester) {
  const syntax::Waiver &written = *waiver.syntax;
  Day until = written.until.value;
  auto role = [&](const char *verb) { return roles_.emplace_back(std::string(verb) + " " + kind).c_str(); };
  const check::Party *asked = waiver.requestedBy ? waiver.requestedBy : requester;
  add(asked, role("asked for"), what, "", until);
  add(waiver.approvedBy, role("approved"), what, "on " + formatDay(written.approved.on.value), until);
  add(waiver.alsoApprovedBy, role("approved"), what, "on " + formatDay(written.alsoApproved.on.value), until);
  if (written.reviewed)
    add(waiver.reviewedBy, role("reviews"), what,
        "every " + duration(written.reviewed->every.value) + ", last on " + formatDay(written.reviewed->on.value),
        until);
}

void Ledger::rules(const check::Guardrail &guardrail) {
  auto look = [&](const std::deque<check::System> &systems) {
    for (const check::System &system : systems)
      for (const check::TypedGuardrail &typed : system.guardrails)
        if (typed.guardrail == &guardrail)
          for (const check::TypedRule &rule : typed.rules)
            add(rule.ask, "is asked by the rule",
                guardrail.name() + (rule.syntax->label ? "." + rule.syntax->label.text.str() : ""));
  };
  look(program_.systems);
  look(program_.standIns);
}

void Ledger::guardrail(const check::Guardrail &guardrail) {
  const std::string &name = guardrail.name();
  add(guardrail.owner, "owns the guardrail", name);
  for (const check::EscalateStep &step : guardrail.escalateSteps)
    add(step.to, "is called after the guardrail", name, "within " + duration(step.within));
  if (guardrail.rollback)
    add(guardrail.rollbackBy, "rolls back the guardrail", name,
        "within " + duration(guardrail.rollback.clause->within.value));
  add(guardrail.failsAsk, "is asked when it cannot decide, by the guardrail", name);
  rules(guardrail);
  if (guardrail.failsWaiver)
    waiver(*guardrail.failsWaiver, "the open failure of the guardrail", name, guardrail.owner);
  if (guardrail.shadow)
    waiver(*guardrail.shadow, "the trial (shadow) of the guardrail", name, guardrail.owner);
  for (const check::Exception &each : guardrail.exceptions)
    exception(each);
}

void Ledger::exception(const check::Exception &exception) {
  waiver(exception.waiver, "the exception", exception.name, nullptr);
  if (exception.decl->monitor)
    add(exception.alert, "watches the exception", exception.name,
        "told when it is used more than " + counted(exception.decl->monitor->threshold.moreThan.value, "time") +
            " in " + duration(exception.decl->monitor->threshold.in.value),
        exception.decl->waiver.until.value);
}

void Ledger::surface(const check::Surface &surface) {
  add(surface.owner, "owns the surface", surface.symbol->name);
  for (const check::Tool &tool : surface.tools) {
    bool own = tool.approvedBy && tool.approvedBy != surface.approvedBy;
    if (own)
      add(tool.approvedBy, "approved what is said of the tool", surface.symbol->name + "." + tool.name);
    else
      add(tool.approvedBy, "approved what is said of the tools of the surface", surface.symbol->name);
    for (const check::ToolUnguarded &each : tool.unguarded)
      waiver(each.waiver, "the missing guard (unguarded) of the tool", surface.symbol->name + "." + tool.name,
             surface.owner);
  }
}

void Ledger::system(const check::System &system) {
  const std::string &name = system.symbol->name;
  add(system.operatorParty, "operates the system", name);
  add(system.business, "approved the use of the system", name);
  add(system.engineering, "integrated the system", name);
  add(system.security, "defined the policy of the system", name);
  add(system.model, "supplies the model of the system", name, system.decl->modelVersion.value.str());
}

void Ledger::people(const check::Party &party) {
  add(party.lead, "leads the team", party.name());
  for (const check::Party *member : party.members)
    add(member, "is a member of the team", party.name());
  add(party.answersTo, "answers for the vendor", party.name());
}

std::vector<PartyBurdens> Ledger::take() {
  for (const check::Party &party : program_.parties)
    if (!party.symbol->testOnly)
      people(party);
  for (const check::Guardrail &each : program_.guardrails)
    if (!each.symbol->testOnly)
      guardrail(each);
  for (const check::System &each : program_.systems)
    if (each.symbol && !each.symbol->testOnly)
      system(each);
  for (const check::Surface &each : program_.surfaces)
    if (!each.symbol->testOnly)
      surface(each);
  for (const check::Sink &sink : program_.sinks)
    if (!sink.symbol->testOnly)
      add(sink.owner, "owns the log", sink.symbol->name, "records are kept for " + duration(sink.decl->keep.value));
  for (const check::Detector &detector : program_.detectors)
    if (!detector.symbol->testOnly) {
      add(detector.owner, "owns the detector", detector.symbol->name);
      add(detector.vendor, "supplies the detector", detector.symbol->name);
    }
  for (const check::Standard &standard : program_.standards)
    if (!standard.symbol->testOnly)
      add(standard.owner, "owns the standard", standard.symbol->name);
  std::vector<PartyBurdens> out;
  for (const check::Party &party : program_.parties) {
    if (party.symbol->testOnly)
      continue;
    std::vector<Burden> &all = burdens_[&party];
    llvm::stable_sort(all, [](const Burden &left, const Burden &right) {
      return std::tie(left.role, left.what) < std::tie(right.role, right.what);
    });
    out.push_back({&party, std::move(all)});
  }
  llvm::sort(out, [](const PartyBurdens &left, const PartyBurdens &right) {
    return left.party->name() < right.party->name();
  });
  return out;
}

std::string description(const check::Party &party) {
  std::string kind = syntax::word(party.kind).str();
  std::vector<std::string> parts;
  if (party.lead)
    parts.push_back("led by " + named(party.lead));
  if (!party.members.empty()) {
    std::vector<std::string> members;
    for (const check::Party *member : party.members)
      members.push_back(named(member));
    parts.push_back("with " + enumerate(members));
  }
  if (party.decl->email)
    parts.push_back(party.decl->email.value.str());
  for (const syntax::Contact &contact : party.decl->contacts)
    parts.push_back(contact.channel.text.str() + " " + contact.address.value.str());
  if (party.decl->provides)
    parts.push_back("provides " + party.decl->provides.value.str());
  if (party.answersTo)
    parts.push_back("answers to " + named(party.answersTo));
  if (party.decl->activeUntil)
    parts.push_back("active until " + formatDay(party.decl->activeUntil.value));
  return sentence(kind) + (parts.empty() ? "" : ": " + llvm::join(parts, "; ")) + ".";
}

std::string entry(const Burden &burden, Day asOf) {
  std::vector<std::string> notes;
  if (!burden.note.empty())
    notes.push_back(burden.note);
  if (burden.until)
    notes.push_back("until " + formatDay(*burden.until) + ", " + daysLeft(*burden.until, asOf));
  return code(burden.what) + (notes.empty() ? "" : " (" + llvm::join(notes, "; ") + ")");
}

} // namespace

std::vector<PartyBurdens> burdensOf(const check::Program &program) { return Ledger(program).take(); }

Document partiesText(const std::vector<PartyBurdens> &parties, Day asOf) {
  Document document;
  for (const PartyBurdens &each : parties) {
    llvm::StringRef title = each.party->decl->title.value;
    document.heading(2, (title.empty() ? "" : title.str() + " ") + "(" + code(each.party->name()) + ")");
    document.paragraph(description(*each.party));
    if (each.burdens.empty()) {
      document.paragraph("Nothing rests on it.");
      continue;
    }
    std::vector<Item> items;
    for (size_t begin = 0, end = 0; begin < each.burdens.size(); begin = end) {
      std::vector<std::string> entries;
      for (; end < each.burdens.size() && each.burdens[end].role == each.burdens[begin].role; ++end)
        entries.push_back(entry(each.burdens[end], asOf));
      items.push_back({each.burdens[begin].role + ": " + llvm::join(entries, ", "), {}});
    }
    document.list(std::move(items));
  }
  return document;
}

json::Value partiesJson(const std::vector<PartyBurdens> &parties) {
  json::Array out;
  for (const PartyBurdens &each : parties) {
    const check::Party &party = *each.party;
    json::Array burdens, members;
    for (const Burden &burden : each.burdens) {
      json::Object item{{"role", burden.role}, {"what", burden.what}, {"note", burden.note}};
      item.emplace_back("until", burden.until ? json::Value(formatDay(*burden.until)) : json::Value());
      burdens.push_back(std::move(item));
    }
    for (const check::Party *member : party.members)
      members.push_back(member->name());
    auto nameOrNull = [](const check::Party *other) { return other ? json::Value(other->name()) : json::Value(); };
    json::Array contacts;
    for (const syntax::Contact &contact : party.decl->contacts)
      contacts.push_back(
          json::Object{{"channel", contact.channel.text.str()}, {"address", contact.address.value.str()}});
    out.push_back(json::Object{{"name", party.name()},
                               {"kind", syntax::word(party.kind).str()},
                               {"title", party.decl->title.value.str()},
                               {"email", party.decl->email.value.str()},
                               {"lead", nameOrNull(party.lead)},
                               {"members", std::move(members)},
                               {"contacts", std::move(contacts)},
                               {"answers_to", nameOrNull(party.answersTo)},
                               {"burdens", std::move(burdens)}});
  }
  return out;
}

} // namespace onus::prose
