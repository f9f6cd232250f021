"""Expressions of templates that nothing fills in are found; output formats of tools in commands are not."""

from __future__ import annotations

import pytest

from generator.text.template_marks import unfilled_in


@pytest.mark.parametrize(
    "command",
    [
        "docker ps --format '{{.Names}}'",
        "docker inspect -f '{{json .State}}' x",
        "docker ps --format 'table {{.ID}}\\t{{ .Status }}'",
        "kubectl get pods -o go-template='{{range .items}}{{.metadata.name}}{{\"\\n\"}}{{end}}'",
        "gh pr list --template '{{range .}}{{if .draft}}x{{else}}y{{end}}{{end}}'",
        "helm template . --set 'x={{ include \"a\" . }}'",
        "ansible all -m debug -a 'msg={{ inventory_hostname }}'",
        "salt '*' cmd.run 'echo {{ grains.id }}' template=jinja",
        "helm template . | grep '{{ .Values.x }}'",
        "ansible-playbook a.yml -e 'x={{ y }}'",
        "sed -i 's/{{ tag }}/v2/' a.yaml",
        "python3 - <<'E'\nprint('{{x}}')\nE",
        "cat <<E > a.j\n{% if x %}y{% endif %}\nE",
        "curl {{ params.api }}/health",
        "curl -w '%{http_code}'",
        "awk '{print $1}'",
        "echo ${HOME} {a,b}",
    ],
)
def test_legal_commands_are_left_alone(command: str) -> None:
    assert unfilled_in(command, is_command=True) == ()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("deploy {{ shop }}", ("{{ shop }}",)),
        ("deploy {{shop}} and {{shop}}", ("{{shop}}",)),
        ("deploy {{ shop.name | upper }}", ("{{ shop.name | upper }}",)),
        ("deploy ${{ github.sha }}", ("${{ github.sha }}",)),
        ("deploy {{ .Values.tag }}", ("{{ .Values.tag }}",)),
        ("deploy {% if x %}y{% endif %}", ("{% if x %}", "{% endif %}")),
        ("deploy <%= tag %>", ("<%= tag %>",)),
    ],
)
def test_foreign_expressions_are_found_in_commands_and_texts(text: str, marks: tuple[str, ...]) -> None:
    assert unfilled_in(text, is_command=True) == marks
    assert unfilled_in(text, is_command=False) == marks


def test_a_text_has_no_output_formats() -> None:
    assert unfilled_in("It shows {{.Names}}", is_command=False) == ("{{.Names}}",)
