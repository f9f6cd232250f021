"""How complete each runbook is, in print: Markdown for people, JSON for programs, CSV for a spreadsheet."""
