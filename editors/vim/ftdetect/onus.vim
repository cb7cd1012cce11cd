" SPDX-License-Identifier: Apache-2.0
autocmd BufRead,BufNewFile *.onus setfiletype onus
