#!/bin/sh
# Makes the configuration of the options, and becomes the daemon. All that is kept lies in /data, which Home Assistant backs up.
set -eu
DATA=${DATA:-/data}
CONFIG=$(mktemp)

# JSON is YAML, too. What stands in "more" is YAML of its own, and comes last.
jq '{
    ship: ({interfaces: (.interfaces // [])} + (if .pin then {pin} else {} end)),
    admin: (if .admin_bind then {bind: .admin_bind} else {} end),
    log: {level: (.log_level // "info")}
  } | to_entries[] | "\(.key): \(.value | tojson)"' -r "$DATA/options.json" >"$CONFIG"
jq -r '.more // ""' "$DATA/options.json" >>"$CONFIG"

# Off loopback only a token opens; the first start makes one and shows it in the log, once.
if [ -n "$(jq -r '.admin_bind // ""' "$DATA/options.json")" ] && [ ! -e "$DATA/state/admin-tokens" ]; then
  mkdir -p -m 700 "$DATA/state"
  shiphub token create --state "$DATA/state" --name home-assistant
fi
exec shiphub run -c "$CONFIG" --state "$DATA/state"
