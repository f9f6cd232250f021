"""Placeholders, and texts that only look like placeholders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.placeholders import COMMAND, IN_CAPITALS, PROSE, may_have_placeholders, placeholders_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("curl https://api.yourdomain.com/health", ("api.yourdomain.com",)),
        ("Write to ops@example.org or see example.com", ("ops@example.org", "example.com")),
        ("Call [Name] at [your phone number]", ("[Name]", "[your phone number]")),
        ("[Contact Information], or [Support Channel]", ("[Contact Information]", "[Support Channel]")),
        ("Approved by [DBA name] on [TODO]; [TODO: who else?]", ("[DBA name]", "[TODO]", "[TODO: who else?]")),
        ("The owner is TBD, and so is the date: TBD", ("TBD",)),
        ("TODO: who?", ("TODO",)),
        ("the picture desk (#TODO-link)", ("#TODO",)),
        ("Ask first (FIXME: who)", ("FIXME:",)),
        ("token $(...)", ("$(...)",)),
        ("password change-me", ("change-me",)),
        ("Lorem ipsum", ("Lorem ipsum",)),
        ('URL="https://your-frontend-url" PING="http://your_host:80/"', ("your-frontend-url", "your_host")),
        ("https://your-domain.com/", ("your-domain.com",)),
    ],
)
def test_placeholders_are_found(text: str, found: tuple[str, ...]) -> None:
    assert placeholders_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "<none>",
        "The size is XXX-large, and the xxx domain is blocked",
        "Python 3.11.x, and the network 10.0.0.0",
        "Open %APPDATA% and %USERPROFILE%, at 50%A or 100%",
        "INSERT INTO, press ENTER",
        "The cause is to be determined by the lead",
        "Every TODO comment is addressed or tracked",
        "echo $(date)",
        "the counter-example.comes next",
        "https://status.railway.app",
        "The name and the phone are known",
        "[Name](https://shop.test) is a page",
        "jq '.hosts[name]' hosts.json; echo ${port[number]} $rows[date]",
        "[Enter] is pressed, and [see the list of names]",
        "your-frontend-url is what the setting is called; see https://yourname.tld",
        "",
    ],
)
def test_texts_that_are_not_placeholders(text: str) -> None:
    assert placeholders_in(text) == ()


@pytest.mark.parametrize(
    "placeholder",
    [
        "@VERSION@", "@PREVIOUS_TAG@", "<previous-tag>", "<your name>", "<Name of the customer>", "YOUR_DSN", "YOUR-PROJECT", "your_bucket",
        "API_KEY_HERE", "+1-XXX-XXX-XXXX", "XXX-XXX-XXXX", "+880 (XX) XXXX XXXX", "XXX", "xxxx", "[bridge-url]", "[Region-1]", "[region 2]",
        "[Team A]", "[ticket number]", "[#incident-channel]", "[insert the name here]", "[your city]", "[environment]", "YYYY-MM-DD",
        "DD.MM.YYYY", "MM/DD/YY", "yyyy-mm-dd", "______", "___", "__VERSION__", "x.x.x.x", "vX.Y.Z",
        "replace_me", "{previous-tag}", "XX", "TICKET-NNNN".removeprefix("TICKET-"), "[...]", "<...>", "Your Name", "firstname.lastname",
        "name@company.com", "mydomain.org", "XX/XX/XXXX", "%VERSION%", "<<VERSION>>", "#VERSION#", "@@VERSION@@", "(your name here)",
        "ENTER YOUR TOKEN", "INSERT LINK", "[URL here]", "[First Last]", "TODO(anna)", "???", "t.b.d.", "555-555-5555", "(000) 000-0000",
        "YYYYMMDD", "TT.MM.JJJJ", "somebody@somewhere.com", "John Doe", "192.168.x.x", "10.0.0.X", "user@hostname",
        "{name}", "<link>", "JJ/MM/AAAA", "AAAA-MM-DD", "Max Mustermann",
    ],
)  # fmt: skip
def test_every_kind_of_placeholder_is_found_in_prose(placeholder: str) -> None:
    """A placeholder is found alone, in a sentence, at its end, and in strong text."""
    for text in (placeholder, f"Call {placeholder} first", f"It is {placeholder}.", f"The **value**: {placeholder}, then go on"):
        assert placeholders_in(text) == (placeholder,), text


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("doctl compute droplet get DROPLET_ID", "DROPLET_ID"),
        ("ssh root@SERVER_IP uptime", "SERVER_IP"),
        ("curl https://API_HOST/health", "API_HOST"),
        ("sentry-cli --dsn YOUR_DSN releases list", "YOUR_DSN"),
        ("docker pull shop:@VERSION@", "@VERSION@"),
        ("git checkout v@VERSION@", "@VERSION@"),
        ("heroku ps -a your-app", "your-app"),
        ("ssh <YOUR_HOST>", "<YOUR_HOST>"),
        ("docker stop <container id>", "<container id>"),
        ("restore.sh backup-YYYY-MM-DD.sql", "YYYY-MM-DD"),
        ("ping x.x.x.x", "x.x.x.x"),
        ("deploy [region-name]", "[region-name]"),
        ("curl https://.../health", "..."),
        ("curl https://{host}/x", "{host}"),
        ("restore.sh backup-YYYYMMDD.sql", "YYYYMMDD"),
        ("deploy @@VERSION@@", "@@VERSION@@"),
        ("docker tag shop:VERSION", "VERSION"),
        ("kubectl -n NAMESPACE get pods", "NAMESPACE"),
        ("ssh user@hostname uptime", "user@hostname"),
        ("curl -H 'Authorization: Bearer TOKEN' x", "TOKEN"),
    ],
)
def test_placeholders_in_commands_are_found(command: str, found: str) -> None:
    """A placeholder of a command is found in the command, and in a code span of a text."""
    assert placeholders_in(command, command=True) == (found,)
    assert placeholders_in(f"Run `{command}` now") == (found,)


@pytest.mark.parametrize(
    "command",
    [
        "git checkout <previous-commit>",
        "sort <in >out; diff <(a) <(b); cat <<EOF; psql <dump.sql",
        "echo $DROPLET_ID ${SERVER_IP} $(SERVER_NAME)",
        "export DATABASE_URL=postgres://db; heroku config:get CLIENT_ID",
        "docker run -e CLIENT_ID --build-arg GIT_SHA shop",
        "APP_URL=https://shop.test make test",
        "for POD_NAME in $(pods); do kubectl logs $POD_NAME; done",
        "kill -s SIGTERM 1; env HTTP_PROXY=x curl shop.test; unset HTTP_PROXY",
        "gh secret set API_TOKEN < token.txt",
        "psql -c 'SELECT USER_ID, USER_NAME FROM users WHERE ACCOUNT_ID = 1'",
        "date +%Y-%m-%d; date '+YYYY-MM-DD'",
        "to_char(now(), 'YYYY-MM-DD')",
        "echo ${hosts[0]} ${array[@]}; ls [a-z]*; [ -f name ] && [[ $a == b ]]; tr '[:upper:]' '[:lower:]'",
        "grep -n '\\[database\\]' my.cnf; cat [user]",
        "mktemp /tmp/dump.XXXXXX",
        "sed 's@FOO@BAR@' file",
        "python -c 'print(__name__, __file__)'; php -r 'echo __DIR__;'",
        "echo shop:VERSION=1; sed s/shop:TAG/x/",
        "echo %PATH% %VERSION%; cat <<EOF>> log; cat <<SQL>>log; ls ???; curl https://shop.test/{a,b}; ssh root@10.0.0.12; stash@{1}",
        "date +%Y%m%d; to_char(now(), 'YYYYMMDD'); psql -c 'INSERT INTO a VALUES (1)'; kubectl get -o custom-columns=A:.spec.tag",
        "chmod 0755 x; curl -w '%{http_code}' shop.test",
        "npm install @types/node @shop/ui",
        "ssh deploy@shop.test; git clone git@host.test:shop.git",
    ],
)
def test_commands_without_placeholders(command: str) -> None:
    """Variables, redirects, ranges, indexes and formats of a shell are not placeholders, and <name> is a blank to fill in."""
    assert placeholders_in(command, command=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Press <Enter> or <Ctrl-C>",
        "It answers in <5 s, and the error rate is < 1 % or > 2 %",
        "`FRONTEND_URL` and BACKEND_URL are set",
        "See [the list](https://shop.test/list) and <https://shop.test>",
        "Write to <ops@shop.test>",
        "The line begins with [INFO], or [ERROR] in `[Service]`",
        "Dates have the form YYYY-MM-DD, times are local",
        "When it started (YYYY-MM-DD)",
        "The path is /users/{user-id}, and `{a,b}` or ${x_y} are expanded",
        "Sizes XXL and 2XX answers, Anna and NN1",
        "5xx errors, and 10.0.x addresses of version 1.x",
        "n/a, or N/A where it does not apply",
        "Say `**` or **never**, not _often_",
        "Ask @anna or @ops",
        "The types are List<String> and Map<Key>",
        "a_b and __init__",
        "The size is XXL",
        "The alert has to be confirmed by the lead; who it is, is to be determined then",
        "The rollback has to be confirmed.",
        "Open %APPDATA% or %ACME_HOME%\\bin; it is 50% or 60% full, in #OPS and #DEV",
        "What??? The path is shop/{id}, the key shop:{name}:cart, the pattern '{name}'",
        "Press [N] to skip, and wait 5 minutes; [x] is done; see the <link> tag, [see here] and [click here]",
        "Call +1 555 010 0123, 555-0100 or 0123 456 7890; enter your token, and insert the link",
        "Dates have the format YYYYMMDD",
        "Press ENTER TWICE, then run the INSERT UPDATE statements (enter the code here)",
        "XXX-large size works",
        "The xxx domain is blocked, and so is the .xxx domain",
        "<none>",
        "It prints <unknown>, <no value> or <pending>",
        "Pages have <b>bold</b> tags and <details>",
    ],
)
def test_prose_without_placeholders(text: str) -> None:
    assert placeholders_in(text) == ()


@pytest.mark.parametrize("text", ["The owner (to be confirmed) knows", "Owner: to be determined", "to be announced", "Wait <n> minutes"])
def test_what_is_still_to_be_decided_is_a_placeholder_instead_of_a_value(text: str) -> None:
    assert len(placeholders_in(text)) == 1


@pytest.mark.parametrize("text", ["???", "..."])
def test_a_text_of_punctuation_alone_is_a_placeholder(text: str) -> None:
    assert placeholders_in(text) == (text,)


@given(st.one_of(*(st.from_regex(expression) for expression in (PROSE, COMMAND, IN_CAPITALS))))
def test_each_placeholder_has_a_sign(text: str) -> None:
    """No text that an expression finds is passed over because it has no sign."""
    assert may_have_placeholders(text)
