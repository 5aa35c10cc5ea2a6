#!/usr/bin/env bash
# Run the README's two commands, as they stand there, each in a new copy of the committed files.
set -euo pipefail
root=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t commands < <(sed -n '/^```sh$/,/^```$/p' "$root/README.md" | grep -v '^```' | grep -v '^#' | head -2)
[ "${#commands[@]}" = 2 ] || { echo "README.md should hold two commands"; exit 1; }
for number in 0 1; do
    git clone -q "$root" "$work/$number"
    echo "README command $((number + 1)): ${commands[$number]}"
    (cd "$work/$number" && bash -euo pipefail -c "${commands[$number]}")
done
test -s "$work/0/output/sociale-innovatie/sociale-innovatie-nl.pptx" || { echo "no deck was made"; exit 1; }
