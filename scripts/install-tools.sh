#!/usr/bin/env bash
# Installs the programs that the tests talk to, where they are missing. Debian and its relatives only; does nothing elsewhere.
# Running Sila needs none of them. No service is started: each test starts a private copy and ends it.
set -u

missing=()
need() { # program, package, reason
  if command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; then return; fi
  echo "missing: $1 ($3)"
  missing+=("$2")
}

need redis-server redis-server "the tests run on both queue stores, PostgreSQL and Redis"
need chromium chromium "the browser tests look at the console, the widget and the simulator"
need dovecot dovecot-imapd "the mail tests read from a real IMAP server"
if [ -x /usr/sbin/dovecot ] && [ ! -x /usr/lib/dovecot/lmtp ]; then
  echo "missing: lmtp of dovecot (mail is put into its mailbox that way)"
  missing+=(dovecot-lmtpd)
elif [ ! -x /usr/sbin/dovecot ]; then
  missing+=(dovecot-lmtpd)
fi

if [ ${#missing[@]} -eq 0 ]; then
  echo "The tests find redis-server, chromium and dovecot."
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "This is no Debian system; please install by hand: ${missing[*]}"
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "This needs root. Please run: sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
  as_root=(sudo)
fi

# Debian starts the services of a new package; a policy file that answers 101 forbids that while we install.
policy=/usr/sbin/policy-rc.d
own_policy=no
if [ ! -e "$policy" ]; then
  own_policy=yes
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
fi
remove_policy() { if [ "$own_policy" = yes ]; then "${as_root[@]}" rm -f "$policy"; fi; }
trap remove_policy EXIT

echo "installing with apt-get: ${missing[*]}"
"${as_root[@]}" apt-get update -qq || echo "The package lists could not be renewed; trying with the old ones."
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
