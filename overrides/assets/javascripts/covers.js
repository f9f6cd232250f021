/* Tells the styles how much of the window its covers take: header, line of the release and way back at the top; bar, messages and notices
   at the foot. The styles keep the focus, and what links lead to, between them, and stack the covers at the foot. */
const COVERS = ".md-header, .rb-release, .rb-back--top, .rb-bar, .rb-status, .rb-notice, [data-rb-refusal]";
const root = document.documentElement;
let [top, foot, room] = [0, 0, 0];
let shown = [];
const set = (name, height) => root.style.setProperty(`--rb-${name}`, `${height}px`);
const covers = (position) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(COVERS)])
  .filter((cover) => cover.offsetHeight && getComputedStyle(cover).position === position);
/* A cover may appear over what has the focus; and browsers leave it in part outside of a region that scrolls. */
const uncover = () => {
  const focused = document.activeElement;
  if (!focused.matches(":focus-visible") || focused.closest("dialog") || shown.some((cover) => cover.contains(focused))) return;
  const place = focused.getBoundingClientRect();
  const region = focused.closest(".rb-scroll, .md-sidebar__scrollwrap")?.getBoundingClientRect();
  const isBeside = region && (place.left < region.left || place.right > region.right);
  if (place.top < top || place.bottom > innerHeight - foot || isBeside) focused.scrollIntoView({ block: "nearest", inline: "nearest" });
};
const measure = () => {
  const [low, high] = [covers("fixed"), covers("sticky")];
  shown = [...low, ...high];
  for (const name of ["bar", "status"]) set(name, low.find((cover) => cover.matches(`.rb-${name}`))?.offsetHeight || 0);
  const heights = high.map((cover) => Math.max(cover.offsetHeight, /** @type {HTMLElement} */ (cover.firstElementChild).offsetHeight));
  top = heights.reduce((sum, height) => sum + height, 0);
  foot = Math.max(0, ...low.map((cover) => innerHeight - cover.getBoundingClientRect().top));
  room = Math.max(room, foot);
  set("top", top);
  set("low", foot);
  set("room", room);
  uncover();
};
const sizes = new ResizeObserver(measure);
const watch = () => {
  for (const cover of document.querySelectorAll(`${COVERS}, .rb-release__inner`)) sizes.observe(cover);
};
/* Later scripts add covers to the body. The line of the release stays in view from the moment that it has a warning. */
new MutationObserver(watch).observe(document.body, { childList: true });
const release = document.querySelector(".rb-release");
if (release) new MutationObserver(measure).observe(release, { attributeFilter: ["data-rb-told"] });
addEventListener("resize", measure);
document.addEventListener("focusin", uncover);
runbook.watchCovers = watch;
watch();
