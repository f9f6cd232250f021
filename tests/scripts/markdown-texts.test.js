/* What people wrote, as Markdown. */
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { escaped, codeSpan } = require("./page_scripts.js")("markdown-texts").markdownTexts;

test("texts of people stay texts", () => {
  assert.equal(escaped("*a* _b_ `c` <b>\n# #12 [x](y) |~~! @wei a @ b $1$ &amp; \\ {{ }} [^1]"),
    "\\*a\\* \\_b\\_ \\`c\\` \\<b\\> \\# \\#<!-- -->12 \\[x\\](y) \\|\\~\\~\\! @<!-- -->wei a @ b \\$1\\$ \\&amp; \\\\ \\{\\{ \\}\\} \\[\\^1\\]");
  assert.equal(escaped("see https://x.example/a_b?c=1&d=*2*, (http://y.example)."), "see <https://x.example/a_b?c=1&d=*2>\\*, (<http://y.example>).");
  assert.equal(escaped("www.a_b.example HTTP://x.example/_ http://\u00e9_x"), "www\\.a\\_b.example HTTP\\://x.example/\\_ http\\://\u00e9\\_x");
  assert.equal(escaped("\u202eright to left\u2066"), "right to left");
  assert.deepEqual(["a", "a`b", "`a``", " \n "].map(codeSpan), ["`a`", "``a`b``", "``` `a`` ```", ""]);
});
