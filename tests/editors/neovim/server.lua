-- SPDX-License-Identifier: Apache-2.0
-- The server starts, says what is wrong with a file as it is typed, and takes it back.
local server = vim.api.nvim_get_runtime_file('lsp/onus.lua', false)[1]
if vim.lsp.enable then
  vim.lsp.enable('onus')
else
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'onus',
    callback = function()
      local table = dofile(server)
      vim.lsp.start({ name = 'onus', cmd = table.cmd, root_dir = vim.fs.root(0, table.root_markers) })
    end,
  })
end

local function codes()
  return vim.tbl_map(function(one) return tostring(one.code) end, vim.diagnostic.get(0))
end

vim.cmd.edit('refunds/refunds.onus')
local started = vim.wait(20000, function() return #vim.lsp.get_clients({ bufnr = 0, name = 'onus' }) == 1 end, 20)
vim.fn.assert_true(started, 'the server is attached')
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
vim.fn.assert_equal('refunds', vim.fs.basename(client.config.root_dir))

local line = vim.fn.search('^guardrail large_refund ', 'w')
local text = vim.fn.getline(line)
vim.fn.setline(line, (text:gsub('guardrail', 'guardrial')))
local broken = vim.wait(20000, function() return vim.tbl_contains(codes(), 'E0103') end, 20)
vim.fn.assert_true(broken, 'a misspelt declaration is found: ' .. table.concat(codes(), ' '))
vim.fn.assert_equal(line - 1, vim.diagnostic.get(0)[1].lnum)

vim.fn.setline(line, text)
local mended = vim.wait(20000, function() return not vim.tbl_contains(codes(), 'E0103') end, 20)
vim.fn.assert_true(mended, 'once it is mended it is gone: ' .. table.concat(codes(), ' '))

-- What the linter finds comes later than errors do.
local use = vim.fn.search('^use std.effects.{', 'w')
vim.fn.setline(use, (vim.fn.getline(use):gsub('{', '{publishes, ')))
local linted = vim.wait(20000, function() return vim.tbl_contains(codes(), 'unused-import') end, 20)
vim.fn.assert_true(linted, 'an import that nothing uses is found: ' .. table.concat(codes(), ' '))

--- Who owns a guardrail that does not say it stands behind its title.
local function hints()
  return vim.tbl_map(function(one)
    local label = one.inlay_hint.label
    local parts = type(label) == 'table' and vim.tbl_map(function(part) return part.value end, label) or { label }
    return one.inlay_hint.position.line .. ': ' .. vim.trim(table.concat(parts))
  end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
end
local owned = (line - 1) .. ': owner payments_platform'
vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
local hinted = vim.wait(20000, function() return vim.tbl_contains(hints(), owned) end, 20)
vim.fn.assert_true(hinted, owned .. ' is shown: ' .. table.concat(hints(), ', '))

-- The server lays out what is written otherwise.
local clause = vim.fn.getline(line + 1)
vim.fn.setline(line + 1, '     ' .. clause)
vim.lsp.buf.format({ timeout_ms = 20000 })
vim.fn.assert_equal(clause, vim.fn.getline(line + 1))
