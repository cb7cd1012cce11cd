// SPDX-License-Identifier: Apache-2.0
#include "scaffold/suggest.h"

#include "scaffold/bindings.h"
#include "scaffold/words.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace onus::scaffold {

using check::surfaces::ManifestTool;
using llvm::StringRef;

namespace {

/// What a tool does, as a set.
enum Action : unsigned {
  Read = 1u << 0,
  Check = 1u << 1,
  Compute = 1u << 2,
  Reach = 1u << 3,
  Write = 1u << 4,
  Delete = 1u << 5,
  Send = 1u << 6,
  Publish = 1u << 7,
  Run = 1u << 8,
  Pay = 1u << 9,
  Order = 1u << 10,
  Grant = 1u << 11,
  Operate = 1u << 12,
  Delegate = 1u << 13,
  Remember = 1u << 14,
  Generate = 1u << 15,
  Unknown = 1u << 16, ///< no verb says it
  anything = ~0u,
};
constexpr unsigned changing =
    Write | Delete | Send | Publish | Run | Pay | Order | Grant | Operate | Delegate | Remember;

struct Verbs {
  unsigned action;
  StringRef words;
};
constexpr Verbs verbs[] = {
#define ONUS_VERBS(ACTION, WORDS) {ACTION, WORDS},
#include "scaffold/suggestions.def"
};

enum class Where { Name, Text };
struct Row {
  StringRef effect;
  unsigned actions;
  Where where;
  StringRef objects, unless;
};
constexpr Row rows[] = {
#define ONUS_EFFECT(EFFECT, ACTIONS, WHERE, OBJECTS, UNLESS) {#EFFECT, ACTIONS, Where::WHERE, OBJECTS, UNLESS},
#include "scaffold/suggestions.def"
};

struct ArgumentRow {
  StringRef effect;
  unsigned actions;
  size_t depth;
  StringRef unless, arguments;
};
constexpr ArgumentRow argumentRows[] = {
#define ONUS_ARGUMENT(EFFECT, ACTIONS, DEPTH, UNLESS, ARGUMENTS) {#EFFECT, ACTIONS, DEPTH, UNLESS, ARGUMENTS},
#include "scaffold/suggestions.def"
};

constexpr StringRef lastVerbs =
#define ONUS_LAST_VERBS(VERBS) VERBS;
#include "scaffold/suggestions.def"

    constexpr StringRef fileToolArguments =
#define ONUS_FILE_TOOL_ARGUMENT(ARGUMENTS) ARGUMENTS;
#include "scaffold/suggestions.def"

        constexpr StringRef prepositions = "from by with for in to as of using";

/// Effects that leave everything as it was.
bool reads(StringRef effect) { return effect.startswith("reads_") || effect == "spends"; }

std::string quoted(StringRef word) { return "`" + word.str() + "`"; }

/// The first of the words of a row that stands in joined words, or nothing.
StringRef firstIn(StringRef row, StringRef words) {
  for (StringRef word : listed(row))
    if (holds(words, word))
      return word;
  return {};
}

class Suggester {
public:
  explicit Suggester(const ManifestTool &tool)
      : tool_(tool), arguments_(argumentsOf(tool)), name_(joined(wordsOf(tool.name))),
        text_(name_ + joined(wordsOf(firstSentence(tool.description)))) {}

  std::vector<Suggestion> run() {
    readVerbs();
    readRows();
    readArguments();
    readPaths();
    readHints();
    fillGaps();
    for (Suggestion &made : made_)
      if (made.bindings.empty())
        made.bindings = bindingsFor(made.effect, fillers(arguments_, made.effect));
    return std::move(made_);
  }

private:
  void add(StringRef effect, std::string why, std::vector<SuggestedBinding> bindings = {}) {
    if (!has(effect))
      made_.push_back({effect.str(), std::move(why), std::move(bindings)});
  }
  bool has(StringRef effect) const {
    return llvm::any_of(made_, [&](const Suggestion &made) { return made.effect == effect; });
  }
  bool hasChange() const {
    return llvm::any_of(made_, [](const Suggestion &made) { return !reads(made.effect); });
  }
  bool hasRead() const {
    return llvm::any_of(made_, [](const Suggestion &made) { return reads(made.effect); });
  }

  /// `first` where the word begins a name or a sentence.
  static unsigned actionsOf(StringRef word, bool first) {
    unsigned actions = 0;
    for (const Verbs &row : verbs)
      for (StringRef verb : listed(row.words))
        if (verb.consume_front("^") ? first && verb == word : verb == word)
          actions |= row.action;
    return actions;
  }

  void addVerb(StringRef word, unsigned actions, StringRef source) {
    if (actions & ~actions_)
      verb_ += (verb_.empty() ? "" : " and ") + quoted(word);
    actions_ |= actions;
    verbFrom_ = source;
  }

  /// The first verb of a phrase, and those that `or` and `and` add to it. What follows a preposition is no verb of the
  /// tool's (`create_filter_from_template`).
  void readPhrase(const std::vector<std::string> &words, bool isName) {
    StringRef source = isName ? "its name says " : "its description says ";
    bool joining = false;
    size_t at = words.size();
    for (size_t i = 0; i < words.size(); ++i) {
      std::string word = plain(words[i]);
      if (word == "or" || word == "and") {
        joining = true;
        continue;
      }
      if (actions_ && !firstIn(prepositions, joined({word})).empty())
        return;
      // `maps_…` is a name, and `Maps a site` a verb.
      bool first = i == 0 && (!isName || word == words[i]);
      if (unsigned actions = actionsOf(word, first); actions && (!actions_ || joining)) {
        addVerb(word, actions, source);
        at = std::min(at, i);
      }
      // `API-post-search` names the HTTP method before the verb.
      joining = i > 0 && words[i - 1] == "api";
    }
    // Where nouns stand first, the last word may be the verb that counts (`mailing_list_create`).
    bool surely = !words.empty() && llvm::is_contained(listed(lastVerbs), StringRef(words.back()));
    if (isName && (at > 0 || surely) && at + 1 < words.size())
      if (unsigned actions = actionsOf(words.back(), false))
        addVerb(words.back(), actions, source);
  }

  void readVerbs() {
    readPhrase(wordsOf(tool_.name), true);
    std::vector<std::string> sentence = wordsOf(firstSentence(tool_.description));
    // In a sentence the verb stands at the front; further on the same words are nouns.
    sentence.resize(std::min<size_t>(sentence.size(), 4));
    if (!actions_)
      readPhrase(sentence, false);
    if (!actions_)
      actions_ = Unknown;
    const json::Value *method = tool_.identity.get("method");
    if (!method || !method->asString() || (actions_ & changing))
      return;
    StringRef word = *method->asString();
    bool changes = word == "delete" || word == "put" || word == "patch" || word == "post";
    if (!changes)
      return;
    actions_ = (actions_ & ~unsigned(Unknown)) | (word == "delete" ? Delete : Write);
    verb_ += (verb_.empty() ? "" : " and ") + quoted(word.upper());
    verbFrom_ = "it is ";
  }

  void readRows() {
    for (const Row &row : rows) {
      if (!(row.actions & actions_) || !firstIn(row.unless, name_).empty())
        continue;
      StringRef object = firstIn(row.objects, row.where == Where::Name ? name_ : text_);
      if (!row.objects.empty() && object.empty())
        continue;
      bool inName = holds(name_, object);
      std::string why = verbFrom_ + verb_;
      if (!object.empty() && StringRef(verb_).find(quoted(object)) == StringRef::npos)
        why += (inName ? std::string(verb_.empty() ? "its name says " : " and ")
                       : std::string(verb_.empty() ? "" : ", ") + "its description says ") +
               quoted(StringRef(object));
      add(row.effect, why);
    }
  }

  void readArguments() {
    for (const ArgumentRow &row : argumentRows) {
      bool excluded = !firstIn(row.unless, name_).empty() ||
                      llvm::any_of(listed(row.unless), [&](StringRef effect) { return has(effect); });
      if (!(row.actions & actions_) || excluded)
        continue;
      for (const Argument &argument : arguments_)
        if (argument.within.size() <= row.depth && fits(row, argument)) {
          add(row.effect, "it takes " + quoted(argument.name));
          break;
        }
    }
  }

  static bool fits(const ArgumentRow &row, const Argument &argument) {
    ir::TypeKind kind = kindOf(argument.type);
    if (kind == ir::TypeKind::Bool || kind == ir::TypeKind::Record)
      return false;
    if (row.effect == "reaches_network" && argument.address)
      return true;
    // `script`: the name of one is no code.
    std::string said = joined(wordsOf(argument.description));
    bool onlyNamed =
        row.effect == "executes_code" && holds(said, "name") && !holds(said, "code") && !holds(said, "content");
    return isNamed(argument.name, row.arguments) && !onlyNamed;
  }

  static ir::TypeKind kindOf(const ir::Type *type) { return type->isOptional() ? type->element->kind : type->kind; }

  /// Files are read or written as the argument's description says, else as the tool does with what it names.
  void readPaths() {
    bool aboutFiles = !firstIn("file directory folder path", name_).empty();
    std::vector<const Argument *> read, written;
    std::vector<Argument const *> named = fillers(arguments_, "reads_files");
    for (const Argument &argument : arguments_)
      if (argument.within.empty() && namesFiles(argument) && !llvm::is_contained(named, &argument))
        named.push_back(&argument);
    for (const Argument *argument : named) {
      // A name in a list of things is what one of them is called; only a path says where.
      bool label = inList(*argument) && !isNamed(argument->name, "path file_path");
      if (label || (!aboutFiles && isNamed(argument->name, fileToolArguments)))
        continue;
      PathUse use = pathUse(*argument);
      bool changes = (actions_ & (changing | Unknown)) != 0;
      if (aboutFiles && actions_ != Unknown)
        use = changes && !(actions_ & Publish) ? PathUse::Written : use == PathUse::Written ? use : PathUse::Read;
      if (use == PathUse::Unclear)
        use = changes && aboutFiles ? PathUse::Written : PathUse::Read;
      (use == PathUse::Written ? written : read).push_back(argument);
    }
    if (!read.empty())
      add("reads_files", "it takes " + quoted(read.front()->name), bindingsFor("reads_files", read));
    if (!written.empty())
      add("writes_files", "it takes " + quoted(written.front()->name), bindingsFor("writes_files", written));
  }

  static bool inList(const Argument &argument) {
    return llvm::any_of(argument.within, [](const auto &part) { return kindOf(part.second) == ir::TypeKind::List; });
  }

  /// Its description begins with it, whatever it is called.
  static bool namesFiles(const Argument &argument) {
    std::vector<std::string> words = wordsOf(argument.description);
    words.resize(std::min<size_t>(words.size(), 5));
    std::string said = joined(words);
    const ir::Type *type = argument.type->isOptional() ? argument.type->element : argument.type;
    bool texts = type->kind == ir::TypeKind::String ||
                 (type->kind == ir::TypeKind::List && type->element->kind == ir::TypeKind::String);
    return texts && (holds(said, "file_path") || holds(said, "path_to_file"));
  }

  /// Hints tighten only: a server that is wrong or lies must not talk anybody out of a guardrail.
  void readHints() {
    const check::surfaces::Annotations &hints = tool_.annotations;
    if (hints.destructive == true && hints.readOnly != true && !hasChange())
      add("writes_data", "its own annotation says `destructiveHint: true`");
    if (hints.readOnly == false && !hasChange())
      add("writes_data", "its own annotation says `readOnlyHint: false`");
    bool outside = has("reads_untrusted") || has("sends_messages") || has("publishes") || has("executes_code");
    if (hints.openWorld == true && !outside)
      add("reads_untrusted", "its own annotation says `openWorldHint: true`");
  }

  void fillGaps() {
    constexpr const char *strict = "; nothing says more, so the stricter class";
    if (actions_ == Unknown) {
      constexpr const char *nothing = "neither its name nor its description says what it does";
      if (!hasChange())
        add("writes_data", nothing);
      if (!hasRead())
        add("reads_untrusted", nothing);
      return;
    }
    // These say where a record goes or what it means; that a record changes is said too.
    bool more = has("publishes") || has("changes_access") || has("commits_business") || has("sends_messages");
    if ((actions_ & (Write | Order)) && !(actions_ & Send) && (!hasChange() || more))
      add("writes_data", verbFrom_ + verb_);
    bool costs = has("spends");
    if ((actions_ & changing) && !hasChange() && !costs)
      add("writes_data", verbFrom_ + verb_ + strict);
    if ((actions_ & (Read | Check | Reach)) && !hasRead())
      add("reads_untrusted", verbFrom_ + verb_ + strict);
    if (made_.empty())
      add("writes_data", verbFrom_ + verb_ + strict);
  }

  const ManifestTool &tool_;
  std::vector<Argument> arguments_;
  std::string name_, text_; ///< as `joined` gives them
  unsigned actions_ = 0;
  std::string verb_, verbFrom_;
  std::vector<Suggestion> made_;
};

} // namespace

std::vector<Suggestion> suggest(const ManifestTool &tool) { return Suggester(tool).run(); }

} // namespace onus::scaffold
