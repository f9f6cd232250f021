/* A page at the earlier address of a system: goes on to the page at its present address, with the item, the run and the values. */
const there = new URL(document.querySelector("main a").href);
there.search = location.search;
there.hash = location.hash;
location.replace(there);
