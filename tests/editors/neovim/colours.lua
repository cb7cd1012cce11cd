-- SPDX-License-Identifier: Apache-2.0
-- The file type, what the plugin sets, and what a word is captured as.
vim.cmd.edit('refunds/refunds.onus')
vim.fn.assert_equal('onus', vim.bo.filetype)
vim.fn.assert_equal('// %s', vim.bo.commentstring)
vim.treesitter.get_parser():parse()

--- Nothing is left over of an unknown node: the file parses.
vim.fn.assert_false(vim.treesitter.get_parser():trees()[1]:root():has_error())

local function check(line, word, capture)
  local row = vim.fn.search(line, 'w') - 1
  vim.fn.assert_true(row >= 0, line)
  local column = vim.fn.getline(row + 1):find(word, 1, true)
  local found = vim.tbl_map(function(one) return one.capture end, vim.treesitter.get_captures_at_pos(0, row, column - 1))
  vim.fn.assert_true(vim.tbl_contains(found, capture), ('%s: %s is %s'):format(word, capture, table.concat(found, ' ')))
end

check('^package ', 'package', 'keyword.import')
check('^guardrail large_refund ', 'guardrail', 'keyword')
check('^guardrail large_refund ', 'large_refund', 'function')
check('^guardrail large_refund ', '"Refunds', 'string')
check('over_limit: ', 'over_limit', 'label')
check('over_limit: ', 'ask', 'keyword.return')
check('over_limit: ', 'args', 'variable.builtin')
check('^let refund_limit', '500.00', 'number.float')
check('^/// ', '///', 'comment.documentation')

-- Folds are those of the queries.
vim.wo.foldmethod = 'expr'
vim.cmd('normal! zx')
vim.fn.assert_true(vim.fn.foldlevel(vim.fn.search('^guardrail large_refund ', 'w')) > 0)

-- Every query that Neovim reads is one.
for _, query in ipairs({ 'highlights', 'locals', 'injections', 'folds', 'indents', 'textobjects' }) do
  vim.fn.assert_true(vim.treesitter.query.get('onus', query) ~= nil, query)
end
