// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

namespace {

Decl::Kind partyKind(TokenKind kind) {
  switch (kind) {
  case TokenKind::Organization:
    return Decl::Kind::Organization;
  case TokenKind::Person:
    return Decl::Kind::Person;
  case TokenKind::Team:
    return Decl::Kind::Team;
  default:
    return Decl::Kind::Vendor;
  }
}

} // namespace

Decl *TreeBuilder::party(OnusParser::PartyDeclContext *context) {
  auto *decl = arena_.make<PartyDecl>(partyKind(asWord(context->start).kind()), range(context));
  decl->keyword = range(context->start);
  decl->doc = docAbove(context->start);
  decl->name = name(context->title);
  if (context->caption != nullptr)
    decl->title = string(context->caption);
  for (OnusParser::PartyClauseContext *clause : context->clauses)
    partyClause(clause, *decl);
  return decl;
}

void TreeBuilder::partyClause(OnusParser::PartyClauseContext *context, PartyDecl &decl) {
  Range whole = range(context);
  auto list = [&](llvm::ArrayRef<Path> &slot, const std::vector<OnusParser::PathContext *> &items) {
    if (!slot.empty())
      saidTwice(slot.front().range, whole);
    else
      slot = paths(items);
  };
  if (auto *email = alternative<OnusParser::PartyEmailContext>(context)) {
    once(decl.email, string(email->address), whole);
  } else if (auto *lead = alternative<OnusParser::PartyLeadContext>(context)) {
    once(decl.lead, path(lead->lead), whole);
  } else if (auto *members = alternative<OnusParser::PartyMembersContext>(context)) {
    list(decl.members, members->members);
  } else if (auto *standards = alternative<OnusParser::PartyStandardsContext>(context)) {
    list(decl.standards, standards->standards);
  } else if (auto *provides = alternative<OnusParser::PartyProvidesContext>(context)) {
    once(decl.provides, string(provides->what), whole);
  } else if (auto *answers = alternative<OnusParser::PartyAnswersToContext>(context)) {
    once(decl.answersTo, path(answers->team), whole);
  } else if (auto *active = alternative<OnusParser::PartyActiveContext>(context)) {
    if (active->since != nullptr)
      once(decl.activeFrom, date(active->since), whole);
    if (active->until != nullptr)
      once(decl.activeUntil, date(active->until), whole);
  } else if (auto *contact = alternative<OnusParser::PartyContactContext>(context)) {
    std::vector<Contact> contacts;
    for (OnusParser::ContactContext *item : contact->contacts)
      contacts.push_back({name(item->channel), string(item->address)});
    if (!decl.contacts.empty())
      saidTwice(decl.contacts.front().channel.range, whole);
    else
      decl.contacts = keep(contacts);
  }
}

Decl *TreeBuilder::sink(OnusParser::SinkDeclContext *context) {
  auto *decl = open<SinkDecl>(context, context->title, context->caption);
  for (OnusParser::SinkClauseContext *clause : context->clauses) {
    if (auto *owner = alternative<OnusParser::SinkOwnerContext>(clause))
      once(decl->owner, path(owner->owner), range(clause));
    else
      once(decl->keep, duration(static_cast<OnusParser::SinkKeepContext *>(clause)->time), range(clause));
  }
  return decl;
}

Decl *TreeBuilder::standard(OnusParser::StandardDeclContext *context) {
  auto *decl = open<StandardDecl>(context, context->title, context->caption);
  std::vector<StandardClause> clauses;
  for (OnusParser::StandardClauseContext *clause : context->clauses) {
    if (auto *owner = alternative<OnusParser::StandardOwnerContext>(clause)) {
      once(decl->owner, path(owner->owner), range(clause));
      continue;
    }
    auto *every = static_cast<OnusParser::StandardEveryContext *>(clause);
    StandardClause item;
    item.range = range(every);
    item.subject = name(every->kind);
    if (every->condition != nullptr)
      item.where = expr(every->condition);
    item.requires_ = expr(every->demand);
    if (every->reason != nullptr)
      item.because = string(every->reason);
    clauses.push_back(item);
  }
  decl->clauses = keep(clauses);
  return decl;
}

Decl *TreeBuilder::framework(OnusParser::FrameworkDeclContext *context) {
  auto *decl = open<FrameworkDecl>(context, context->title, context->caption);
  std::vector<ControlDecl *> controls;
  for (OnusParser::FrameworkClauseContext *clause : context->clauses) {
    if (auto *fact = alternative<OnusParser::FrameworkFactContext>(clause))
      frameworkFact(fact, *decl);
    else if (auto *entry = alternative<OnusParser::FrameworkControlContext>(clause))
      controls.push_back(control(entry->entry));
    else
      decl->incomplete = true;
  }
  decl->controls = keep(controls);
  return decl;
}

void TreeBuilder::frameworkFact(OnusParser::FrameworkFactContext *context, FrameworkDecl &decl) {
  Text value = string(context->value);
  switch (asWord(context->start).kind()) {
  case TokenKind::Version:
    return once(decl.version, value, range(context));
  case TokenKind::Source:
    return once(decl.source, value, range(context));
  case TokenKind::Publisher:
    return once(decl.publisher, value, range(context));
  case TokenKind::License:
    return once(decl.license, value, range(context));
  default:
    return once(decl.supersededBy, value, range(context));
  }
}

void TreeBuilder::controlParagraphs(OnusParser::ControlParagraphsContext *context, ControlDecl &control) {
  once(control.paragraphs, integer(context->most), range(context));
  if (!context->ids.empty())
    control.inserted = strings(context->ids);
}

ControlDecl *TreeBuilder::control(OnusParser::ControlContext *context) {
  auto *control = arena_.make<ControlDecl>();
  control->id = string(context->id);
  control->range = range(context);
  if (context->caption != nullptr)
    control->title = string(context->caption);
  for (OnusParser::ControlFactContext *fact : context->facts) {
    if (auto *replaced = alternative<OnusParser::ControlReplacedContext>(fact))
      control->replacedBy = strings(replaced->ids);
    else if (auto *level = alternative<OnusParser::ControlLevelContext>(fact))
      once(control->level, name(level->level), range(fact));
    else if (auto *paragraphs = alternative<OnusParser::ControlParagraphsContext>(fact))
      controlParagraphs(paragraphs, *control);
    else if (auto *withdrawn = alternative<OnusParser::ControlWithdrawnContext>(fact);
             withdrawn && !withdrawn->ids.empty())
      control->withdrawnParts = strings(withdrawn->ids);
    else if (withdrawn)
      control->withdrawn = true;
    else
      control->incomplete = true;
  }
  std::vector<ControlDecl *> children;
  for (OnusParser::ControlContext *entry : context->entries)
    children.push_back(this->control(entry));
  control->children = keep(children);
  return control;
}

} // namespace onus::syntax
