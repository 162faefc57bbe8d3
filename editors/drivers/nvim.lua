-- Run by `editors/test` in Neovim, behind the set-up of docs/editors.md: opens the file of $MPFIX_JOB, waits for the
-- findings, lets the editor apply one action, saves, and leaves what it saw in the job's report.
local function read(path) return table.concat(vim.fn.readfile(path), "\n") end
local job = vim.fn.json_decode(read(vim.env.MPFIX_JOB))
local report = { findings = {}, offered = {} }

local function finish(problem)
  report.problem = problem
  vim.fn.writefile({ vim.fn.json_encode(report) }, job.report)
  vim.cmd("qall!")
end

local function wait(what, holds)
  if not vim.wait(job.seconds * 1000, holds, 20) then error("waited in vain for " .. what, 0) end
end

vim.ui.select = function(items, _, choose)
  for index, item in ipairs(items) do
    local action = item.action or item[2]
    table.insert(report.offered, action.title)
    if action.title:find(job.title, 1, true) then
      report.chosen = action.title
      return choose(item, index)
    end
  end
  report.problem = "the action is not offered"
end

local function main()
  vim.cmd("edit " .. vim.fn.fnameescape(job.file))
  vim.bo.filetype = "python"
  wait("the findings", function() return #vim.diagnostic.get(0) >= job.findings end)
  for _, finding in ipairs(vim.diagnostic.get(0)) do
    table.insert(report.findings, { row = finding.lnum + 1, message = finding.message })
  end
  vim.api.nvim_win_set_cursor(0, { job.row, vim.fn.byteidx(vim.fn.getline(job.row), job.column - 1) })
  local tick = vim.api.nvim_buf_get_changedtick(0)
  if not job.fix_all then
    vim.lsp.buf.code_action()
  elseif vim.fn.has("nvim-0.8") == 1 then
    vim.cmd("normal \\m") -- the key of the documentation
  else
    vim.lsp.buf.code_action({ only = { "source.fixAll.mpfix" } })
  end
  wait("the edit", function() return report.problem or vim.api.nvim_buf_get_changedtick(0) > tick end)
  vim.wait(200)
  vim.cmd("silent wall")
  for _, client in ipairs(vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()) do
    client.stop(client)
  end
  vim.wait(2000, function() return #(vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()) == 0 end)
end

local _, problem = pcall(main)
finish(report.problem or problem)
