// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/growing.h"
#include "runtime/base/sort.h"
#include "runtime/decide/json_out.h"
#include "runtime/decide/record.h"
#include "runtime/decide/words.h"
#include "runtime/json/canonical.h"

namespace onus::rt {

namespace {

class LogWriter {
public:
  LogWriter(const Bundle &bundle, const Key &key, Arena &arena, Buffer &scratch, Buffer &out)
      : bundle_(bundle), pool_(bundle.pool()), key_(key), arena_(arena), scratch_(scratch), out_(out) {}

  void write(const GuardrailResult &result) {
    uint32_t sink = bundle_.row<Section::GuardrailsCold>(result.guardrail).sink;
    ObjectOut entry(out_);
    entry.text("guardrail", bundle_.text(bundle_.row<Section::Guardrails>(result.guardrail).name));
    entry.text("sink", sink == none ? Text() : bundle_.text(bundle_.row<Section::Sinks>(sink).name));
    if (sink != none)
      entry.text("owner", bundle_.text(bundle_.row<Section::Sinks>(sink).owner));
    entry.member("values");
    writeValues(result.log);
    if (!result.notes.terms.empty()) {
      entry.member("terms");
      writeTerms(result.notes.terms);
    }
    if (!result.notes.tests.empty()) {
      entry.member("tests");
      writeTests(result.notes.tests);
    }
    entry.close();
  }

private:
  const TypeRow *type(uint32_t row) const { return row == none ? nullptr : &bundle_.row<Section::Types>(row); }

  // ---- Masks

  /// No key, no value.
  void maskInto(ObjectOut &entry, const Cell &value) {
    if (!key_.isSet()) {
      entry.member("withheld").append(Text("true"));
      return;
    }
    scratch_.clear();
    writeCanonical(pool_, value, arena_, scratch_);
    Buffer &out = entry.member("digest");
    out.append('"');
    writeDigest(scratch_.text(), key_, out);
    out.append('"');
    if (scratch_.failed())
      out.fail();
  }
  void mask(const Cell &value) {
    ObjectOut entry(out_);
    maskInto(entry, value);
    entry.close();
  }

  /// The value with each sensitive part masked.
  void show(const Cell &value, const TypeRow *of) {
    if (!of || !(of->flags & typeHoldsSensitive))
      return writeJson(pool_, value, out_);
    if (of->flags & typeSensitive)
      return mask(value);
    switch (of->kind) {
    case TypeKind::Optional:
      return show(value, type(of->element));
    case TypeKind::List:
    case TypeKind::Set:
      return showItems(value, *of);
    case TypeKind::Map:
    case TypeKind::Record:
      return showMembers(value, *of);
    default: // a type of no parts that still holds something sensitive
      return mask(value);
    }
  }

  void showItems(const Cell &value, const TypeRow &of) {
    ArrayOut items(out_);
    const Cell *parts = pool_.parts(value);
    for (size_t at = 0; value.kind == Kind::List && at < value.size; ++at) {
      items.item();
      show(parts[at], type(of.element));
    }
    items.close();
  }

  const TypeRow *memberType(const TypeRow &of, Text name) const {
    if (of.kind == TypeKind::Map)
      return type(of.element);
    for (const FieldRow &field : bundle_.rows<Section::Fields>(of.parts))
      if (bundle_.text(field.name) == name)
        return type(field.type);
    return nullptr;
  }

  void showMembers(const Cell &value, const TypeRow &of) {
    out_.append('{');
    bool first = true;
    const Cell *parts = pool_.parts(value);
    for (size_t at = 0; value.kind == Kind::Record && at < value.size; ++at) {
      const Cell &member = parts[2 * at + 1];
      if (member.isAbsent())
        continue;
      if (!first)
        out_.append(',');
      first = false;
      Text name = pool_.text(parts[2 * at]);
      writeJsonString(name, out_);
      out_.append(':');
      show(member, memberType(of, name));
    }
    out_.append('}');
  }

  // ---- Values

  void writeValues(const Chain<LoggedItem> &log) {
    struct Item {
      const LoggedItem *item;
      size_t place;
    };
    Growing<Item> items(arena_);
    for (const LoggedItem &logged : log)
      items.add({&logged, items.size()});
    auto textOf = [this](const Item &item) { return bundle_.text(bundle_.row<Section::Log>(item.item->item).text); };
    sort(const_cast<Item *>(items.data()), items.size(), [&](const Item &left, const Item &right) {
      Text a = textOf(left), b = textOf(right);
      return a == b ? left.place < right.place : a < b;
    });
    ArrayOut values(out_);
    for (const Item &item : items.span()) {
      values.item();
      writeItem(*item.item);
    }
    values.close();
  }

  void writeItem(const LoggedItem &logged) {
    const LogRow &row = bundle_.row<Section::Log>(logged.item);
    const Code &code = bundle_.code(row.value);
    const TypeRow *of = type(code.type);
    ObjectOut entry(out_);
    entry.text("path", bundle_.text(row.text));
    const Cell &value = logged.value.value;
    bool isSensitive = of && (of->flags & typeSensitive);
    bool isPartly = of && (of->flags & typeHoldsSensitive) && !isSensitive;
    if (logged.value.failed)
      entry.text("failed", logged.value.why);
    else if (value.isAbsent())
      entry.member("absent").append(Text("true"));
    else if (row.flags & logRedacted)
      maskInto(entry, value);
    else if (code.op == Opcode::EffectParameter)
      writeParameter(entry, logged);
    else if (isSensitive || ((row.flags & logSensitive) && !isPartly))
      maskInto(entry, value);
    else
      showInto(entry, value, of);
    entry.close();
  }
  void showInto(ObjectOut &entry, const Cell &value, const TypeRow *of) {
    entry.member("value");
    show(value, of);
  }

  /// An effect's parameter: each element by the argument that it came from.
  void writeParameter(ObjectOut &entry, const LoggedItem &logged) {
    const Cell &value = logged.value.value;
    auto isMasked = [&](size_t place) { return place >= logged.masked.size || logged.masked[place]; };
    if (value.kind != Kind::List) {
      if (isMasked(0))
        return maskInto(entry, value);
      entry.member("value");
      return writeJson(pool_, value, out_);
    }
    ArrayOut items(entry.member("value"));
    const Cell *parts = pool_.parts(value);
    for (size_t place = 0; place < value.size; ++place) {
      items.item();
      if (isMasked(place))
        mask(parts[place]);
      else
        writeJson(pool_, parts[place], out_);
    }
    items.close();
  }

  // ---- Notes

  void writeAnswer(const Note &note) {
    if (!note.outcome.failed)
      return show(note.outcome.value, type(bundle_.code(note.code).type));
    ObjectOut failed(out_);
    failed.text("failed", wordOf(note.outcome.cause));
    failed.close();
  }

  Text printOf(const Note &note) const { return bundle_.text(bundle_.row<Section::Prints>(note.code)); }

  /// The answers of each term; inside a quantifier there may be several.
  void writeTerms(const Chain<Note> &notes) {
    struct Item {
      const Note *note;
      size_t place;
    };
    Growing<Item> items(arena_);
    for (const Note &note : notes)
      items.add({&note, items.size()});
    sort(const_cast<Item *>(items.data()), items.size(), [&](const Item &left, const Item &right) {
      Text a = printOf(*left.note), b = printOf(*right.note);
      return a == b ? left.place < right.place : a < b;
    });
    ArrayOut terms(out_);
    for (size_t at = 0; at < items.size();) {
      Text term = printOf(*items.data()[at].note);
      size_t end = at + 1;
      while (end < items.size() && printOf(*items.data()[end].note) == term)
        ++end;
      ObjectOut entry(terms.item());
      entry.text("term", term);
      if (end == at + 1) {
        entry.member("answer");
        writeAnswer(*items.data()[at].note);
      } else {
        ArrayOut answers(entry.member("answers"));
        for (size_t each = at; each < end; ++each) {
          answers.item();
          writeAnswer(*items.data()[each].note);
        }
        answers.close();
      }
      entry.close();
      at = end;
    }
    terms.close();
  }

  void writeTests(const Chain<Note> &notes) {
    ArrayOut tests(out_);
    for (const Note &note : notes) {
      ObjectOut entry(tests.item());
      entry.text("test", printOf(note));
      const Outcome &outcome = note.outcome;
      entry.member("outcome").append(outcome.failed     ? Text("\"failed\"")
                                     : outcome.isTrue() ? Text("true")
                                                        : Text("false"));
      entry.close();
    }
    tests.close();
  }

  const Bundle &bundle_;
  Pool pool_;
  const Key &key_;
  Arena &arena_;
  Buffer &scratch_, &out_;
};

} // namespace

void writeLogEntry(const GuardrailResult &result, const Bundle &bundle, const Key &key, Arena &arena, Buffer &scratch,
                   Buffer &out) {
  LogWriter(bundle, key, arena, scratch, out).write(result);
}

} // namespace onus::rt
