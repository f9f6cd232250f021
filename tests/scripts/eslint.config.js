/* What no script may do. Names that are not defined are found by the types. */
const RULES = [
  "array-callback-return", "consistent-return", "default-param-last", "no-constant-condition", "no-duplicate-imports",
  "no-empty", "no-eval", "no-fallthrough", "no-implied-eval", "no-new-func", "no-redeclare", "no-script-url", "no-self-assign",
  "no-shadow", "no-unreachable", "no-unsafe-finally", "no-unused-expressions", "no-useless-escape", "no-var",
  "object-shorthand", "prefer-const", "prefer-template",
];
module.exports = [
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "commonjs" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...Object.fromEntries(RULES.map((rule) => [rule, "error"])),
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-len": ["error", { code: 180 }],
      "max-lines": ["error", { max: 250 }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }],
    },
  },
  { files: ["overrides/**", "generator/**"], rules: { "max-len": ["error", { code: 140 }] } },
];
