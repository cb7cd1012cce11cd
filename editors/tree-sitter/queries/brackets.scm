; SPDX-License-Identifier: Apache-2.0

("(" @open ")" @close)
("[" @open "]" @close)
("{" @open "}" @close)
("\"" @open "\"" @close)
