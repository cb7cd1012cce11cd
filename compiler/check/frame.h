// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/elaborator.h"

namespace onus::check {

/// Puts the frame, the visible locals and the place of reports back when it goes out of scope.
class FrameGuard {
public:
  explicit FrameGuard(Elaborator &elaborator)
      : elaborator_(elaborator), frame_(elaborator.frame_), locals_(elaborator.locals_.size()),
        entered_(elaborator.entered_.size()), useSite_(elaborator.useSite_) {}
  FrameGuard(const FrameGuard &) = delete;
  ~FrameGuard() {
    elaborator_.frame_ = frame_;
    elaborator_.locals_.resize(locals_);
    elaborator_.entered_.resize(entered_);
    elaborator_.useSite_ = useSite_;
  }

private:
  Elaborator &elaborator_;
  Elaborator::Frame frame_;
  size_t locals_;
  size_t entered_;
  Range useSite_;
};

/// Forgets what flow typing learnt inside a branch.
class FactsGuard {
public:
  explicit FactsGuard(Elaborator &elaborator) : elaborator_(elaborator), facts_(elaborator.facts_) {}
  FactsGuard(const FactsGuard &) = delete;
  ~FactsGuard() { elaborator_.facts_ = std::move(facts_); }

private:
  Elaborator &elaborator_;
  std::set<std::string> facts_;
};

} // namespace onus::check
