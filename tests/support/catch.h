// SPDX-License-Identifier: Apache-2.0
#pragma once

// Catch2 under one name: Debian 12 has 2.13, newer systems 3.x, and their headers differ.
#ifdef ONUS_CATCH2_V3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
