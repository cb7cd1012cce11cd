#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: npm.sh textmate|vscode ONUS REPOSITORY FOLDER
# Tests that need packages from npm: the grammar's, and those of the extension for Visual Studio Code. Both work on a
# copy in FOLDER, where the packages are installed once. Exit status 77 where Node is older than 20 or npm's registry
# cannot be reached: the test is then skipped.
set -euo pipefail
what=$1 onus=$(realpath "$2") repository=$(realpath "$3") folder=$(realpath -m "$4")

. "$repository/tests/support/npm.sh"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || skip "there is no Node 20"
installPackages "$repository/editors/vscode" "$folder"
# Node looks for packages in the folders above a file, so the copies need none of their own.
cd "$folder"
rm -rf "$what"
mkdir "$what"
tool=$folder/node_modules/.bin

case $what in
textmate)
  cd "$what"
  grammars=(--config "$repository/editors/vscode/package.json")
  cp "$repository"/tests/editors/textmate/* .
  "$tool/vscode-tmgrammar-test" "${grammars[@]}" '*.onus'
  "$tool/vscode-tmgrammar-test" "${grammars[@]}" -g markdown.json '*.md'
  cp "$repository/tests/editors/scopes.mjs" .
  node scopes.mjs "$onus" "$repository" "$repository"/{examples,stdlib,tests/programs,tests/editors/textmate} \
    "$repository"/tests/files/{accountability,frameworks,syntax,tests,types}
  mkdir snapshot
  mv refunds.onus.snap snapshot
  cp "$repository/examples/refunds/refunds.onus" snapshot
  "$tool/vscode-tmgrammar-snap" "${grammars[@]}" ${UPDATE:+--updateSnapshot} 'snapshot/*.onus'
  [[ -z ${UPDATE-} ]] || cp snapshot/refunds.onus.snap "$repository/tests/editors/textmate"
  ;;
vscode)
  for part in src test snippets syntaxes package.json tsconfig.json bundle.mjs language-configuration.json icon.png \
    README.md CHANGELOG.md .vscodeignore; do
    cp -r "$repository/editors/vscode/$part" "$what"
  done
  cd "$what"
  export ONUS=$onus ONUS_REPOSITORY=$repository
  "$tool/tsc" --noEmit
  node bundle.mjs
  node bundle.mjs --test
  node --test dist/test/*.js
  "$tool/vsce" package --no-dependencies --allow-missing-repository --out dist/onus.vsix
  held=$(python3 -m zipfile --list dist/onus.vsix)
  for part in package.json LICENSE.txt icon.png dist/extension.js syntaxes/onus.tmLanguage.json \
    syntaxes/markdown-injection.json snippets/onus.json schemas/onus-toml.schema.json language-configuration.json; do
    grep -q " *extension/$part " <<<"$held " || { echo "the package lacks $part"; exit 1; }
  done
  ! grep -E 'node_modules|/(src|test)/|\.map' <<<"$held" || { echo "the package holds what nobody needs"; exit 1; }
  ;;
esac
