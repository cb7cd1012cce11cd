// SPDX-License-Identifier: Apache-2.0
#include "driver/stored_findings.h"

#include "lint/rule.h"
#include "stdlib/stdlib.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

namespace onus::driver {

using diagnostics::Diagnostic;

namespace {

class Writer {
public:
  std::string bytes;

  void operator()(uint32_t value) {
    char raw[4];
    llvm::support::endian::write32le(raw, value);
    bytes.append(raw, sizeof raw);
  }
  void operator()(const std::string &text) {
    (*this)(static_cast<uint32_t>(text.size()));
    bytes += text;
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum value) { (*this)(static_cast<uint32_t>(value)); }
  template <typename Item>
  void operator()(const std::vector<Item> &items) {
    (*this)(static_cast<uint32_t>(items.size()));
    for (const Item &item : items)
      write(item);
  }
  template <typename Item>
  void write(const Item &item) {
    if constexpr (requires(Item copy) { fields(copy, *this); })
      fields(const_cast<Item &>(item), *this); // the same list of members serves for reading
    else
      (*this)(item);
  }
};

/// Reads what Writer wrote. After the first thing that does not fit, `broken` is set and everything reads as empty.
class Reader {
public:
  explicit Reader(llvm::StringRef bytes) : rest_(bytes) {}
  bool broken = false;
  bool atEnd() const { return rest_.empty(); }

  void operator()(uint32_t &value) {
    value = 0;
    if (rest_.size() < 4)
      return fail();
    value = llvm::support::endian::read32le(rest_.data());
    rest_ = rest_.drop_front(4);
  }
  void operator()(std::string &text) {
    uint32_t size = 0;
    (*this)(size);
    if (size > rest_.size())
      return fail();
    text = rest_.take_front(size).str();
    rest_ = rest_.drop_front(size);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum &value) {
    uint32_t number = 0;
    (*this)(number);
    value = static_cast<Enum>(number);
  }
  template <typename Item>
  void operator()(std::vector<Item> &items) {
    uint32_t count = 0;
    (*this)(count);
    for (uint32_t i = 0; i < count && !broken; ++i)
      read(items.emplace_back());
  }
  template <typename Item>
  void read(Item &item) {
    if constexpr (requires { fields(item, *this); })
      fields(item, *this);
    else
      (*this)(item);
  }

private:
  void fail() {
    broken = true;
    rest_ = {};
  }
  llvm::StringRef rest_;
};

// The members of each thing that is stored, in the order in which they are written and read.

template <typename Io>
void fields(source::Range &range, Io &io) {
  io(range.file.index);
  io(range.begin);
  io(range.end);
}
template <typename Io>
void fields(diagnostics::Related &related, Io &io) {
  fields(related.range, io);
  io(related.message);
}
template <typename Io>
void fields(diagnostics::Edit &edit, Io &io) {
  fields(edit.range, io);
  io(edit.text);
}
template <typename Io>
void fields(diagnostics::Fix &fix, Io &io) {
  io(fix.title);
  io(fix.applicability);
  io(fix.edits);
}
template <typename Io>
void fields(diagnostics::Taxon &taxon, Io &io) {
  io(taxon.framework);
  io(taxon.version);
  io(taxon.id);
  io(taxon.title);
}
template <typename Io>
void fields(diagnostics::Suppression &suppression, Io &io) {
  io(suppression.where);
  io(suppression.reason);
  fields(suppression.range, io);
}

/// A diagnostic with the rule by its name: its row lies elsewhere in each run.
struct Stored {
  std::string rule;
  Diagnostic diagnostic;
  std::vector<diagnostics::Suppression> suppression; ///< one or none
};
template <typename Io>
void fields(Stored &stored, Io &io) {
  Diagnostic &diagnostic = stored.diagnostic;
  io(stored.rule);
  io(diagnostic.kind);
  io(diagnostic.severity);
  io(diagnostic.message);
  fields(diagnostic.range, io);
  io(diagnostic.label);
  io(diagnostic.related);
  io(diagnostic.notes);
  io(diagnostic.help);
  io(diagnostic.fixes);
  io(diagnostic.flow);
  io(diagnostic.controls);
  io(stored.suppression);
}

constexpr llvm::StringRef libraryPrefix = "<std>/";

bool isLibrary(const source::SourceManager &sources, source::FileId file) {
  return sources.path(file).startswith(libraryPrefix);
}

/// Adds the files of the standard library that the stored run had; false where this build has no such file.
bool addLibrary(const std::vector<std::string> &paths, Compilation &compilation) {
  std::vector<const stdlib::File *> files;
  for (const std::string &path : paths) {
    auto found = llvm::find_if(stdlib::files(), [&](const stdlib::File &file) {
      return llvm::StringRef(path).drop_front(std::min(path.size(), libraryPrefix.size())) ==
             llvm::StringRef(file.path.data(), file.path.size());
    });
    if (found == stdlib::files().end())
      return false;
    files.push_back(&*found);
  }
  for (const stdlib::File *file : files)
    compilation.sources.add(libraryPrefix.str() + std::string(file->path), std::string(file->text));
  return true;
}

/// Every place lies in a text of `texts`, and every rule is known; sets the rule's row.
bool settle(Stored &stored, size_t texts) {
  auto fits = [&](const source::Range &range) { return !range.valid() || range.file.index < texts; };
  auto allFit = [&](const auto &items) {
    return llvm::all_of(items, [&](const auto &each) { return fits(each.range); });
  };
  Diagnostic &diagnostic = stored.diagnostic;
  if (diagnostic.kind == diagnostics::Kind::Lint) {
    const lint::Rule *rule = lint::findRule(stored.rule);
    if (!rule)
      return false;
    diagnostic.rule = &lint::kindInfo(*rule);
  }
  return fits(diagnostic.range) && allFit(diagnostic.related) && allFit(diagnostic.flow) &&
         allFit(stored.suppression) &&
         llvm::all_of(diagnostic.fixes, [&](const diagnostics::Fix &fix) { return allFit(fix.edits); });
}

/// A reporter makes its diagnostics itself. Each of these first gets a place by a diagnostic that nothing else looks
/// like, which then becomes what was stored.
void give(std::vector<Stored> &all, diagnostics::Reporter &reporter) {
  static const diagnostics::KindInfo place{diagnostics::Kind::Lint, "stored", "stored", diagnostics::Severity::Note,
                                           ""};
  for (size_t i = 0; i < all.size(); ++i)
    reporter.report(place, diagnostics::Severity::Note, {}, std::to_string(i));
  size_t next = 0;
  reporter.revise([&](Diagnostic &diagnostic) {
    diagnostic = std::move(all[next++].diagnostic);
    return true;
  });
  next = 0;
  reporter.suppress([&](const Diagnostic &) -> std::optional<diagnostics::Suppression> {
    const Stored &stored = all[next++];
    return stored.suppression.empty() ? std::nullopt : std::optional(stored.suppression.front());
  });
}

} // namespace

std::string storeFindings(const Compilation &compilation) {
  std::vector<std::string> library;
  for (uint32_t index = 0; index < compilation.sources.size(); ++index)
    if (isLibrary(compilation.sources, {index}))
      library.push_back(compilation.sources.path({index}).str());
  std::vector<Stored> all;
  for (const auto *list : {&compilation.reporter.all(), &compilation.reporter.suppressed()})
    for (const auto &each : *list) {
      Stored &stored = all.emplace_back();
      stored.diagnostic = *each;
      if (each->rule)
        stored.rule = std::string(each->rule->name);
      if (each->suppression)
        stored.suppression.push_back(*each->suppression);
    }
  Writer writer;
  writer(library);
  writer(all);
  return std::move(writer.bytes);
}

bool restoreFindings(llvm::StringRef bytes, Compilation &compilation) {
  Reader reader(bytes);
  std::vector<std::string> library;
  std::vector<Stored> all;
  reader(library);
  reader(all);
  size_t texts = compilation.sources.size() + library.size();
  if (reader.broken || !reader.atEnd() || !llvm::all_of(all, [&](Stored &stored) { return settle(stored, texts); }) ||
      !addLibrary(library, compilation))
    return false;
  give(all, compilation.reporter);
  compilation.reporter.sort();
  return true;
}

} // namespace onus::driver
