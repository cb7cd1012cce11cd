// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/type.h"

namespace onus::check::surfaces {

/// What a written type makes of the type that a schema gives: the written one, with the sizes and the null of the
/// schema where nothing is written about them. Null where the written type would let through what the schema does not.
const ir::Type *narrow(ir::TypeTable &types, const ir::Type *written, const ir::Type *schema);

} // namespace onus::check::surfaces
