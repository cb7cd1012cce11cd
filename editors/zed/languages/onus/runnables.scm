; SPDX-License-Identifier: Apache-2.0

((test_declaration "test" @run title: (string))
  (#set! tag "onus-test"))
