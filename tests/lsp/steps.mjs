// SPDX-License-Identifier: Apache-2.0
// Steps of a test that share one editor: subtests would not do, since servers end with the test that is the innermost.

/// Does something; its failure says which step it was.
export async function step(what, run) {
  try {
    await run();
  } catch (error) {
    error.message = `${what}: ${error.message}`;
    throw error;
  }
}
