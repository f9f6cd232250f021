#!/bin/sh
# Install the programs for the tests that pip cannot install: a browser, a PDF text reader, a web server, Java for the HTML checker, and
# curl and jq for CI jobs. If that is not allowed, list them.
set -eu
PATH="$PATH:/usr/sbin:/sbin"

has_any() {
    for name in "$@"; do
        command -v "$name" > /dev/null 2>&1 && return 0
    done
    return 1
}

wanted=""
has_any chromium chromium-browser google-chrome google-chrome-stable || wanted="$wanted chromium"
has_any pdftotext || wanted="$wanted poppler-utils"
has_any nginx || wanted="$wanted nginx-light"
has_any curl || wanted="$wanted curl"
has_any jq || wanted="$wanted jq"
has_any java || wanted="$wanted default-jre-headless"
[ -n "$wanted" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    has_any sudo && sudo -n true 2> /dev/null && as_root="sudo"
fi
if has_any apt-get && { [ "$(id -u)" -eq 0 ] || [ -n "$as_root" ]; }; then
    echo "Installing from the system's packages:$wanted"
    # Do not start installed services: the tests start what they need, on 127.0.0.1.
    no_services=/usr/sbin/policy-rc.d
    if [ ! -e "$no_services" ]; then
        printf '#!/bin/sh\nexit 101\n' | $as_root tee "$no_services" > /dev/null
        $as_root chmod 755 "$no_services"
        trap '$as_root rm -f "$no_services"' EXIT
    fi
    $as_root apt-get update -qq
    # The browser without a window opens pages in half of the time; not every system has it as a package.
    case "$wanted" in
        *chromium*) apt-cache show chromium-headless-shell > /dev/null 2>&1 && wanted="$wanted chromium-headless-shell" ;;
    esac
    # shellcheck disable=SC2086 # names of packages, one word each
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $wanted > /dev/null
else
    echo "The tests need these programs; install them with your system's packages, then run make again:$wanted" >&2
    exit 1
fi
