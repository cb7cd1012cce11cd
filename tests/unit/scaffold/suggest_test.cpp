// SPDX-License-Identifier: Apache-2.0
#include "scaffold/suggest.h"
#include "scaffold/words.h"
#include "stdlib/stdlib.h"
#include "support/catch.h"
#include "syntax/parse/parse.h"

#include "llvm/Support/Casting.h"

using namespace onus;
using namespace onus::scaffold;

namespace {

using Words = std::vector<std::string>;

struct Fixture {
  ir::TypeTable types;

  std::vector<Suggestion> of(const std::string &tool) {
    auto manifest = check::surfaces::readMcp(types, "{\"tools\":[" + tool + "]}");
    REQUIRE(std::holds_alternative<std::vector<check::surfaces::ManifestTool>>(manifest));
    return suggest(std::get<std::vector<check::surfaces::ManifestTool>>(manifest).front());
  }
  static std::string written(const Suggestion &made) {
    std::string out = made.effect;
    for (const SuggestedBinding &binding : made.bindings)
      out += "(" + binding.parameter + ": " + (binding.value.empty() ? "none" : binding.value) + ")";
    return out;
  }
  /// `properties` is the inside of the schema's `properties`; the arguments named in `required` are due.
  std::string effects(const std::string &name, const std::string &properties = "", const std::string &required = "",
                      const std::string &more = "") {
    std::string out;
    for (const Suggestion &made :
         of("{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{" + properties +
            "},\"required\":[" + required + "]}" + more + "}")) {
      CHECK(!made.why.empty());
      out += (out.empty() ? "" : " ") + written(made);
    }
    return out;
  }
  std::string described(const std::string &name, const std::string &description) {
    return effects(name, "", "", ",\"description\":\"" + description + "\"");
  }
  std::string hinted(const std::string &name, const std::string &hints) {
    return effects(name, "", "", ",\"annotations\":{" + hints + "}");
  }
};

const std::string text = R"({"type":"string"})";
const std::string texts = R"({"type":"array","items":{"type":"string"}})";

} // namespace

TEST_CASE("words of names, however they are joined") {
  CHECK(wordsOf("create_or_update_file") == Words{"create", "or", "update", "file"});
  CHECK(wordsOf("createOrUpdateFile") == Words{"create", "or", "update", "file"});
  CHECK(wordsOf("API-post-search") == Words{"api", "post", "search"});
  CHECK(wordsOf("getHTTPStatus") == Words{"get", "http", "status"});
  CHECK(wordsOf("get /pets/{petId}") == Words{"get", "pets", "pet", "id"});
  CHECK(wordsOf("gitRemoteURL") == Words{"git", "remote", "url"});
  CHECK(wordsOf("imageURLs") == Words{"image", "urls"});
  CHECK(wordsOf("").empty());
}

TEST_CASE("plain words") {
  CHECK(plain("entities") == "entity");
  CHECK(plain("retrieves") == "retrieve");
  CHECK(plain("boxes") == "box");
  CHECK(plain("status") == "status");
  CHECK(plain("address") == "address");
  CHECK(plain("access") == "access");
  CHECK(plain("urls") == "url");
  CHECK(firstSentence("Reads a file. Then more.") == "Reads a file");
  CHECK(firstSentence("\n  Uses v1.2 of it\nmore") == "Uses v1.2 of it");
  CHECK(holds("_get_pull_request_", "pull_request"));
  CHECK(!holds("_get_pull_requests_", "pull_request"));
}

TEST_CASE_METHOD(Fixture, "reads, by what they bring back") {
  CHECK(effects("get_invoice_template") == "reads_untrusted");
  CHECK(effects("list_customers") == "reads_personal_data");
  CHECK(effects("read_inbox") == "reads_personal_data reads_untrusted");
  CHECK(effects("get_api_key") == "reads_secrets");
  CHECK(effects("getWeather") == "reads_public");
  CHECK(effects("search_tickets") == "reads_untrusted");
  CHECK(effects("calculate") == "reads_public");
  CHECK(effects("read_note", "\"path\":" + text, "\"path\"") == "reads_untrusted reads_files(paths: path)");
}

TEST_CASE_METHOD(Fixture, "changes, by what they change") {
  CHECK(effects("update_ticket") == "writes_data");
  CHECK(effects("delete_rows") == "deletes_data");
  CHECK(effects("write_file", "\"path\":" + text, "\"path\"") == "writes_files(paths: path)");
  CHECK(effects("move_file", "\"source\":" + text + ",\"destination\":" + text, "\"source\"") ==
        "writes_files(paths: [source, destination])");
  CHECK(effects("deploy_service") == "changes_infrastructure");
  CHECK(effects("list_delete") == "deletes_data reads_untrusted");
  CHECK(effects("mailing_list_create") == "writes_data reads_untrusted");
  CHECK(effects("get_updates") == "reads_untrusted");
  CHECK(effects("invite_guest", "\"email\":" + text, "\"email\"") ==
        "sends_messages(to: email) changes_access(of: email)");
  CHECK(effects("reset_password", "\"user\":" + text, "\"user\"") == "changes_access(of: user) writes_data");
  CHECK(effects("publish_article", "\"site\":" + text, "\"site\"") == "publishes(where: site)");
  CHECK(effects("book_flight") == "commits_business writes_data");
  CHECK(effects("ask_agent_to_help").find("delegates") == std::string::npos);
  CHECK(effects("delegate_task", "\"agent\":" + text, "\"agent\"") == "delegates(to: agent)");
  CHECK(described("add_facts", "Adds facts to the knowledge graph.") == "remembers");
}

TEST_CASE_METHOD(Fixture, "messages and their recipients") {
  CHECK(effects("send_fax", "\"to\":" + texts + ",\"cc\":" + texts + ",\"subject\":" + text, "\"to\"") ==
        "sends_messages(to: [to, cc])");
  CHECK(effects("post_message", "\"channel_id\":" + text + ",\"text\":" + text, "\"channel_id\"") ==
        "sends_messages(to: channel_id)");
  CHECK(effects("send_alert") == "sends_messages(to: none)");
  CHECK(effects("draft_mail", "\"to\":" + texts, "\"to\"") == "writes_data");
  CHECK(effects("create_rule", R"("action":{"type":"object","properties":{"forward_to":{"type":"string"}}})") ==
        "sends_messages(to: if has(action) then if has(action.forward_to) then [action.forward_to] else [] else []) "
        "writes_data");
}

TEST_CASE_METHOD(Fixture, "amounts that may be absent count as large") {
  CHECK(effects("refund", "\"amount\":{\"type\":\"number\"}", "\"amount\"") == "moves_money(amount: amount)");
  CHECK(effects("refund", "\"amount\":{\"type\":\"number\"}") == "moves_money(amount: amount ?? 1000000000.00)");
  CHECK(effects("pay", "\"amount\":{\"type\":\"integer\"}", "\"amount\"") == "moves_money(amount: decimal(amount))");
  CHECK(effects("pay", "\"amount\":" + text, "\"amount\"") == "moves_money(amount: decimal(amount))");
  CHECK(effects("pay") == "moves_money(amount: none)");
}

TEST_CASE_METHOD(Fixture, "code and addresses, by the arguments that hold them") {
  CHECK(effects("run_snippet", "\"code\":" + text, "\"code\"") == "executes_code(code: code)");
  CHECK(effects("exec", "\"command\":" + texts, "\"command\"") == "executes_code(code: text(command))");
  CHECK(effects("exec", "\"cmd\":" + text) == "executes_code(code: cmd ?? \"\")");
  CHECK(effects("validate_snippet", "\"code\":" + text, "\"code\"") == "reads_untrusted");
  CHECK(effects("fetch_page", "\"url\":" + text, "\"url\"") == "reads_untrusted reaches_network(urls: url)");
  CHECK(effects("crawl", "\"urls\":" + texts, "\"urls\"") == "reaches_network(urls: urls) reads_untrusted");
}

TEST_CASE_METHOD(Fixture, "arguments whose names are words of the language") {
  CHECK(effects("send_note", "\"to\":" + text + ",\"in\":" + text, "\"to\"") == "sends_messages(to: to)");
  CHECK(effects("publish", "\"blog-id\":" + text, "\"blog-id\"") == "publishes(where: none)");
}

TEST_CASE_METHOD(Fixture, "what says nothing gets the stricter class, and never none") {
  CHECK(effects("frobnicate") == "writes_data reads_untrusted");
  CHECK(effects("x") == "writes_data reads_untrusted");
  CHECK(effects("get_thing") == "reads_untrusted");
  CHECK(effects("trigger_thing") == "writes_data");
}

TEST_CASE_METHOD(Fixture, "hints of the server tighten only") {
  CHECK(hinted("get_thing", "\"destructiveHint\":true") == "writes_data reads_untrusted");
  CHECK(hinted("get_thing", "\"readOnlyHint\":true,\"destructiveHint\":true") == "reads_untrusted");
  CHECK(hinted("get_thing", "\"readOnlyHint\":false") == "writes_data reads_untrusted");
  CHECK(hinted("calculate", "\"openWorldHint\":true") == "reads_public reads_untrusted");
  CHECK(hinted("delete_rows", "\"readOnlyHint\":true") == "deletes_data");
  CHECK(hinted("frobnicate", "\"readOnlyHint\":true") == "writes_data reads_untrusted");
}

TEST_CASE("every effect and parameter of the tables is the standard library's") {
  std::map<std::string, Words> effects;
  source::SourceManager sources;
  diagnostics::Reporter reporter;
  Arena arena;
  for (const stdlib::File &file : stdlib::files())
    for (const syntax::Decl *decl :
         syntax::parse(sources, sources.add(std::string(file.path), std::string(file.text)), arena, reporter)->decls)
      if (auto *effect = llvm::dyn_cast<syntax::EffectDecl>(decl)) {
        Words &parameters = effects[effect->name.text.str()];
        for (const syntax::FieldDecl &parameter : effect->parameters)
          parameters.push_back(parameter.name.text.str());
      }
  std::map<std::string, Words> used;
#define ONUS_EFFECT(EFFECT, ACTIONS, WHERE, OBJECTS, UNLESS) used[#EFFECT];
#include "scaffold/suggestions.def"
#define ONUS_ARGUMENT(EFFECT, ACTIONS, DEPTH, UNLESS, ARGUMENTS) used[#EFFECT];
#include "scaffold/suggestions.def"
#define ONUS_ROLE(EFFECT, PARAMETER, KIND, ARGUMENTS, NONE) used[#EFFECT].push_back(#PARAMETER);
#include "scaffold/suggestions.def"
  for (const auto &[effect, parameters] : used) {
    INFO(effect);
    REQUIRE(effects.count(effect) == 1);
    CHECK(effects[effect] == parameters);
  }
}
