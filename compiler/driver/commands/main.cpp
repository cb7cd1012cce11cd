// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/run.h"

int main(int argc, char **argv) { return onus::driver::run(argc, argv); }
