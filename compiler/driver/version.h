// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace onus::driver {

/// The version of the program and of the language, from CMake.
inline constexpr const char *version = ONUS_VERSION;

} // namespace onus::driver
