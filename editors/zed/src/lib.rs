// SPDX-License-Identifier: Apache-2.0
//! Starts `onus lsp`: the program of the settings (`lsp.onus.binary`), else the one of the PATH.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Onus;

impl zed::Extension for Onus {
    fn new() -> Self {
        Onus
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<zed::Command> {
        let chosen = LspSettings::for_worktree(server.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary);
        let (path, arguments) = chosen.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path
            .or_else(|| worktree.which("onus"))
            .ok_or("there is no `onus` on the PATH; `lsp.onus.binary.path` in the settings may name one")?;
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["lsp".into()]),
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Onus);
