/* Says of a run that is a drill that it is one: beside its name, in the bar, and wherever else it is named. */
const { make, run, strings } = runbook;
const marks = new Set();
const show = (mark) => (mark.hidden = !run.current()?.drill);
/* Returns a mark that is there while a drill is open. */
const mark = () => {
  const made = make("strong", { class: "rb-drill" }, strings("drill"));
  marks.add(made);
  show(made);
  return made;
};
/** @type {(run: {name: string, drill?: boolean}) => string} */
const named = ({ name, drill }) => (drill ? strings("drill.named", { name }) : name);

run.onChange(() => marks.forEach(show));
runbook.drill = { mark, named };
