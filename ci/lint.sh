#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: lint.sh [--sarif FILE] [--gitlab FILE] [--junit FILE] [-- ARGUMENT...]
# What the GitHub action and the GitLab template run: `onus lint` with the findings as lines that a person and a problem
# matcher read, and as the reports that are asked for. ONUS names the program (onus). The exit status is that of
# `onus lint`, once every report is written.
set -euo pipefail

reports=()
while (($#)); do
  case $1 in
    --sarif | --gitlab | --junit)
      [[ -z ${2-} ]] || reports+=(--output "${1#--}=$2")
      shift 2
      ;;
    --) shift; break ;;
    *) echo "lint.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
exec "${ONUS:-onus}" lint --output gnu=- ${reports[@]+"${reports[@]}"} "$@"
