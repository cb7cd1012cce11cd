; SPDX-License-Identifier: Apache-2.0

(_ "{" "}" @end) @indent
(_ "[" "]" @end) @indent
(_ "(" ")" @end) @indent
