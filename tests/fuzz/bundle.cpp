// SPDX-License-Identifier: Apache-2.0
#include "onus/onus.h"
#include "runtime/json/read.h"
#include "runtime/verify/verify.h"
#include "support/bundle_mutator.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

/// Bundles of which some numbers are wrong. One that is accepted decides the events of the program that it was once:
/// each gives a record, takes no more steps than the bundle states, and leaves a state that can be taken up again. The
/// folder ONUS_BUNDLES has the bundles to begin with, NAME.onusb, and their events, NAME.jsonl.

namespace {

using namespace onus;
namespace fs = std::filesystem;

/// A decision may be stated to take so many steps that it is no use to wait for it here.
constexpr int64_t patience = 2'000'000;
constexpr unsigned tries = 16;
constexpr size_t most = 24; ///< events; the first ones, since later ones mean little without them

[[noreturn]] void fail(const char *what, std::string_view detail) {
  std::fprintf(stderr, "%s: %.*s\n", what, static_cast<int>(detail.size()), detail.data());
  std::abort();
}

std::string_view view(onus_text text) { return {text.data, text.size}; }
onus_text borrowed(std::string_view text) { return {text.data(), text.size()}; }

std::string readText(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

using Events = std::vector<std::string>;

struct Seeds {
  std::vector<std::string> bundles;
  std::vector<Events> events;              ///< beside the bundles
  std::map<std::string, size_t> byProgram; ///< the digest of the policy, which bundles name
  Seeds();
};

bool isAccepted(std::string_view bytes) {
  tests::AlignedBytes aligned(bytes);
  rt::Bundle bundle;
  rt::BundleProblem problem;
  return rt::verify(aligned.data(), aligned.size(), bundle, problem);
}

Seeds::Seeds() {
  const char *folder = std::getenv("ONUS_BUNDLES");
  std::vector<fs::path> paths;
  for (const auto &entry : fs::directory_iterator(folder ? folder : "."))
    if (entry.path().extension() == ".onusb")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path &path : paths) {
    std::string bytes = readText(path);
    tests::AlignedBytes aligned(bytes);
    onus_bundle *bundle = nullptr;
    onus_problem problem;
    if (onus_bundle_open(aligned.data(), aligned.size(), &bundle, &problem) != ONUS_OK)
      fail("the compiler's bundle is refused", path.string() + ": " + problem.message);
    byProgram[std::string(view(onus_bundle_digest(bundle)))] = bundles.size();
    onus_bundle_close(bundle);
    bundles.push_back(bytes);
    std::istringstream lines(readText(fs::path(path).replace_extension(".jsonl")));
    Events &into = events.emplace_back();
    for (std::string line; std::getline(lines, line);)
      if (!line.empty() && line.rfind("//", 0) != 0)
        into.push_back(line);
  }
  if (bundles.empty())
    fail("there are no bundles in ONUS_BUNDLES", folder ? folder : "");
}

const Seeds &seeds() {
  static const Seeds made;
  return made;
}

bool isObject(std::string_view text, rt::Arena &arena) {
  rt::Cell value;
  rt::JsonError error;
  bool holds = rt::readJson({text.data(), text.size()}, arena, value, error, 1024);
  return holds && value.kind == rt::Kind::JsonObject && text.find('\n') == std::string_view::npos;
}

void checkDecision(const onus_decision &decision, int64_t worst, const std::string &event) {
  rt::Arena arena;
  if (decision.verdict > ONUS_DENY)
    fail("no verdict", event);
  if (decision.steps < 0 || decision.steps > worst)
    fail("more steps than the bundle states",
         std::to_string(decision.steps) + " > " + std::to_string(worst) + ": " + event);
  if (!isObject(view(decision.record), arena))
    fail("no record", event + "\n" + std::string(view(decision.record)));
  if (decision.redacted.size && !isObject(view(decision.redacted), arena))
    fail("no event to go on", event + "\n" + std::string(view(decision.redacted)));
  bool goesAhead = decision.verdict <= ONUS_REDACT;
  if (goesAhead && decision.reason.size)
    fail("an event goes ahead though there is a reason why not", event);
}

int append(void *to, const void *bytes, size_t size) {
  static_cast<std::string *>(to)->append(static_cast<const char *>(bytes), size);
  return 0;
}

std::string saved(onus_engine *engine) {
  std::string state;
  if (onus_engine_save(engine, append, &state) != ONUS_OK)
    fail("the state is not saved", "");
  return state;
}

/// Two slots of one definition: saved state finds the first for both.
bool hasTwins(const tests::AlignedBytes &bytes) {
  rt::Bundle bundle;
  rt::BundleProblem problem;
  rt::verify(bytes.data(), bytes.size(), bundle, problem);
  std::set<std::pair<size_t, std::string>> seen;
  rt::Span<rt::SystemRow> systems = bundle.rows<rt::Section::Systems>();
  for (size_t place = 0; place < systems.size; ++place)
    for (const rt::SlotRow &slot : bundle.rows<rt::Section::Slots>(systems[place].slots)) {
      rt::Text definition = bundle.text(slot.definition);
      if (!seen.emplace(place, std::string(definition.data, definition.size)).second)
        return true;
    }
  return false;
}

/// State is taken up by an engine of the same bundle, and stays what it was.
void checkState(onus_engine *engine, const onus_bundle *bundle, const onus_settings &settings) {
  std::string state = saved(engine);
  onus_engine *next = nullptr;
  onus_problem problem{};
  if (onus_engine_new(bundle, &settings, &next, &problem) != ONUS_OK ||
      onus_engine_load(next, borrowed(state), &problem) != ONUS_OK)
    fail("the state is not taken up", problem.message);
  if (saved(next) != state)
    fail("the state changes when it is taken up", state);
  onus_engine_free(next);
}

const Events &eventsOf(const onus_bundle *bundle, size_t size) {
  auto found = seeds().byProgram.find(std::string(view(onus_bundle_digest(bundle))));
  return seeds().events[found == seeds().byProgram.end() ? size / 8 % seeds().events.size() : found->second];
}

void decideAll(const onus_bundle *bundle, const tests::AlignedBytes &bytes) {
  size_t size = bytes.size();
  int64_t worst = 0;
  for (size_t place = 0; onus_bundle_system(bundle, place).size; ++place)
    worst = std::max(worst, onus_bundle_worst_cost(bundle, place));
  onus_settings settings{};
  settings.struct_size = sizeof settings;
  settings.system = onus_bundle_system(bundle, 0);
  if (size / 8 % 4 != 0) { // without a key other digests are taken
    settings.key_id = borrowed("k1");
    settings.key = borrowed("0123456789abcdef");
  }
  onus_engine *engine = nullptr;
  onus_problem problem{};
  if (worst > patience || onus_engine_new(bundle, &settings, &engine, &problem) != ONUS_OK)
    return;
  onus_worker *worker = nullptr;
  if (onus_worker_new(&worker) != ONUS_OK)
    fail("no worker", "");
  const Events &events = eventsOf(bundle, size);
  for (size_t place = 0; place < std::min(events.size(), most); ++place) {
    const std::string &event = events[place];
    onus_decision decision{};
    onus_decide(engine, worker, borrowed(event), ONUS_WITH_RECORD | ONUS_WITH_REDACTED, &decision);
    checkDecision(decision, worst, event);
  }
  if (!hasTwins(bytes))
    checkState(engine, bundle, settings);
  onus_worker_free(worker);
  onus_engine_free(engine);
}

} // namespace

/// Most of what is tried is a bundle that is accepted: what lies behind the verifier is to be reached, too.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
  tests::BundleMutator mutator(seed);
  std::string_view given(reinterpret_cast<const char *>(data), size);
  const std::vector<std::string> &known = seeds().bundles;
  std::string base(seed % 4 != 0 && isAccepted(given) ? given : known[seed / 4 % known.size()]);
  std::string out;
  for (unsigned attempt = 0; attempt < (seed % 8 == 1 ? 1 : tries); ++attempt) {
    out = mutator.mutate(base);
    if (out.size() <= room && isAccepted(out))
      break;
  }
  if (out.size() > room)
    return size;
  std::memcpy(data, out.data(), out.size());
  return out.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  tests::AlignedBytes bytes({reinterpret_cast<const char *>(data), size});
  onus_bundle *bundle = nullptr;
  onus_problem problem{};
  onus_status status = onus_bundle_open(bytes.data(), bytes.size(), &bundle, &problem);
  if ((status == ONUS_OK) != (problem.message[0] == 0))
    fail("refused without a reason, or accepted with one", problem.message);
  if (status == ONUS_OK)
    decideAll(bundle, bytes);
  onus_bundle_close(bundle);
  return 0;
}
