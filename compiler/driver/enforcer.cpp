// SPDX-License-Identifier: Apache-2.0
#include "driver/enforcer.h"

#include "evaluate/engine.h"
#include "ir/json_reader.h"
#include "runtime/format/layout.h"

#include <onus/onus.h>

namespace onus::driver {

namespace {

using About = EnforcerProblem::About;
using Made = std::variant<std::unique_ptr<Enforcer>, EnforcerProblem>;

// ---- The plain evaluator

class PlainEnforcer : public Enforcer {
public:
  PlainEnforcer(ir::Module module, evaluate::EngineOptions options)
      : module_(std::move(module)), engine_(module_, std::move(options)) {}
  std::string decide(llvm::StringRef event) override { return engine_.decide(event); }
  std::optional<std::string> loadState(llvm::StringRef state) override { return engine_.loadState(state); }
  std::string saveState() override { return engine_.saveState(); }
  const evaluate::Engine &engine() const { return engine_; }

private:
  ir::Module module_;
  evaluate::Engine engine_;
};

Made makePlain(llvm::StringRef artifact, EnforcerSettings settings) {
  auto module = ir::readModule(artifact);
  if (auto *error = std::get_if<ir::ReadError>(&module))
    return EnforcerProblem{About::Artifact, error->message + " (at " + error->path + ")", {}};
  evaluate::EngineOptions options;
  options.system = settings.system;
  options.key = std::move(settings.key);
  if (!settings.stop.empty()) {
    auto stop = evaluate::StopList::parse(settings.stop);
    if (auto *problem = std::get_if<std::string>(&stop))
      return EnforcerProblem{About::Stop, *problem, {}};
    options.stop = std::move(std::get<evaluate::StopList>(stop));
  }
  auto made = std::make_unique<PlainEnforcer>(std::move(std::get<ir::Module>(module)), std::move(options));
  if (settings.system.empty() || made->engine().findSystem(settings.system))
    return made;
  EnforcerProblem problem{About::System, "the artifact holds no system `" + settings.system + "`", {}};
  for (const ir::System &system : made->engine().module().systems)
    problem.systems.push_back(system.name);
  return problem;
}

// ---- The runtime

onus_text text(llvm::StringRef from) { return {from.data(), from.size()}; }
llvm::StringRef from(onus_text text) { return {text.data, text.size}; }

class BytecodeEnforcer : public Enforcer {
public:
  /// The runtime reads the artifact where it lies.
  explicit BytecodeEnforcer(std::string artifact) : artifact_(std::move(artifact)) {}
  ~BytecodeEnforcer() override {
    onus_worker_free(worker_);
    onus_engine_free(engine_);
    onus_bundle_close(bundle_);
  }

  std::optional<EnforcerProblem> open(const EnforcerSettings &settings) {
    onus_problem problem = {};
    if (onus_bundle_open(artifact_.data(), artifact_.size(), &bundle_, &problem) != ONUS_OK)
      return EnforcerProblem{
          About::Artifact, std::string(problem.message) + " (at byte " + std::to_string(problem.offset) + ")", {}};
    onus_settings wanted = {};
    wanted.struct_size = sizeof wanted;
    wanted.system = text(settings.system);
    wanted.key_id = text(settings.key.id);
    wanted.key = text(settings.key.secret);
    if (onus_engine_new(bundle_, &wanted, &engine_, &problem) != ONUS_OK)
      return EnforcerProblem{About::System, problem.message, systems()};
    if (!settings.stop.empty() && onus_engine_stop(engine_, text(settings.stop), &problem) != ONUS_OK)
      return EnforcerProblem{About::Stop, problem.message, {}};
    if (onus_worker_new(&worker_) != ONUS_OK)
      return EnforcerProblem{About::Artifact, "there is no memory to decide with", {}};
    return std::nullopt;
  }

  std::string decide(llvm::StringRef event) override {
    onus_decision decision = {};
    onus_decide(engine_, worker_, text(event), ONUS_WITH_RECORD, &decision);
    return from(decision.record).str();
  }

  std::optional<std::string> loadState(llvm::StringRef state) override {
    onus_problem problem = {};
    if (onus_engine_load(engine_, text(state), &problem) == ONUS_OK)
      return std::nullopt;
    return std::string(problem.message);
  }

  std::string saveState() override {
    std::string saved;
    auto append = [](void *into, const void *bytes, size_t size) {
      static_cast<std::string *>(into)->append(static_cast<const char *>(bytes), size);
      return 0;
    };
    onus_engine_save(engine_, append, &saved);
    return saved;
  }

private:
  std::vector<std::string> systems() const {
    std::vector<std::string> names;
    for (size_t place = 0; onus_bundle_system(bundle_, place).size > 0; ++place)
      names.push_back(from(onus_bundle_system(bundle_, place)).str());
    return names;
  }

  std::string artifact_;
  onus_bundle *bundle_ = nullptr;
  onus_engine *engine_ = nullptr;
  onus_worker *worker_ = nullptr;
};

Made makeBytecode(std::string artifact, const EnforcerSettings &settings) {
  auto made = std::make_unique<BytecodeEnforcer>(std::move(artifact));
  if (auto problem = made->open(settings))
    return *problem;
  return made;
}

} // namespace

bool isBytecode(llvm::StringRef artifact) {
  return artifact.startswith(llvm::StringRef(rt::formatMagic, sizeof rt::formatMagic));
}

Made makeEnforcer(std::string artifact, EnforcerSettings settings) {
  return isBytecode(artifact) ? makeBytecode(std::move(artifact), settings) : makePlain(artifact, std::move(settings));
}

} // namespace onus::driver
