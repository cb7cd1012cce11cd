// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime/both_engines.h"

#include "ir/json_reader.h"
#include "ir/json_writer.h"

namespace onus::tests {

BundleText::BundleText(llvm::StringRef text) : checked_(checkText(text)) {
  REQUIRE(checked_->errors() == "");
  auto lowerable = lower::LowerableProgram::from(*checked_->program, checked_->reporter);
  REQUIRE(lowerable.has_value());
  module_ = lower::lower(*lowerable, {"0.0.0", ""});
  backends::Artifact artifact = backends::emitBytecode(module_, &checked_->sources);
  REQUIRE(artifact.problem == "");
  size_ = artifact.bytes.size();
  words_.resize((size_ + 7) / 8);
  memcpy(words_.data(), artifact.bytes.data(), size_);
  rt::BundleProblem problem;
  bool good = rt::verify(words_.data(), size_, bundle_, problem);
  CAPTURE(problem.message, problem.offset);
  REQUIRE(good);
}

rt::EngineSettings runtimeSettings(const BothSettings &settings) {
  rt::EngineSettings made;
  made.key = {rt::borrowed(settings.keyId), rt::borrowed(settings.key)};
  made.stop = rt::borrowed(settings.stop);
  made.store = settings.store;
  made.limits.maxEventBytes = settings.limits.maxEventBytes;
  made.limits.maxDepth = settings.limits.maxDepth;
  made.limits.rememberedIds = settings.limits.rememberedIds;
  made.limits.openAsks = settings.limits.openAsks;
  made.limits.sessions = settings.limits.sessions;
  return made;
}

std::string savedState(rt::Engine &engine) {
  std::string state;
  auto write = [](void *into, const void *bytes, size_t size) {
    static_cast<std::string *>(into)->append(static_cast<const char *>(bytes), size);
    return 0;
  };
  REQUIRE(engine.save(write, &state) == ONUS_OK);
  return state;
}

BothEngines::BothEngines(const BundleText &text, const BothSettings &settings) : text_(&text), settings_(settings) {
  begin();
}

void BothEngines::begin() {
  evaluate::EngineOptions options;
  options.key = {settings_.keyId, settings_.key};
  options.limits = settings_.limits;
  if (!settings_.stop.empty())
    options.stop = std::get<evaluate::StopList>(evaluate::StopList::parse(settings_.stop));
  plain_.reset();
  module_ = std::get<ir::Module>(ir::readModule(ir::writeModule(text_->module())));
  plain_ = std::make_unique<evaluate::Engine>(module_, options);
  runtime_ = std::make_unique<rt::Engine>(text_->bundle());
  onus_problem problem;
  rt::Problem why(&problem);
  onus_status status = runtime_->open(runtimeSettings(settings_), why);
  CAPTURE(problem.message);
  REQUIRE(status == ONUS_OK);
}

std::string BothEngines::decide(llvm::StringRef event) {
  rt::Exact exact(event);
  std::string plain = plain_->decide(event);
  rt::Wanted wanted;
  wanted.record = true;
  std::string runtime = rt::copied(runtime_->decide(worker_, exact.text(), wanted).record);
  CHECK(runtime == plain);
  return runtime;
}

std::string BothEngines::saved() { return savedState(*runtime_); }

void BothEngines::restart(const BundleText *text) {
  std::string plain = plain_->saveState(), runtime = saved();
  text_ = text ? text : text_;
  begin();
  REQUIRE_FALSE(plain_->loadState(plain).has_value());
  onus_problem problem;
  rt::Problem why(&problem);
  onus_status status = runtime_->load(rt::borrowed(runtime), why);
  CAPTURE(problem.message);
  REQUIRE(status == ONUS_OK);
  if (!text)
    CHECK(saved() == runtime);
}

} // namespace onus::tests
