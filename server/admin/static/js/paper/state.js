// What the paper room knows: the hall's templates, the one that is edited, and how it looks. No DOM here.

export const KINDS = ["ticket", "reprint", "test", "day_slip", "follow_up"]
const ANYWHERE = { width: null, service_id: null, language: null }

/**
 * look: what the preview shows, where the fit leaves it open.
 * preview: picture: an address; broken: {line, column, message}; of: the wish that was drawn last.
 */
export function start() {
  return {
    loaded: null,
    printers: [],
    readAt: null,
    fit: { name: KINDS[0], ...ANYWHERE },
    source: "",
    kept: "",
    look: { width: 576, language: null, long: false },
    preview: { picture: null, broken: null, of: null },
    saving: false,
    refusal: null,
    said: null,
  }
}

export function loaded(state, answer) {
  const next = { ...state, loaded: answer, look: { ...state.look, language: state.look.language ?? answer.languages[0] } }
  return isDirty(state) ? next : opened(next, state.fit)
}

/** Edit the template of a fit; where there is none yet, begin with what is printed there now. */
export function opened(state, fit) {
  const source = sourceFor(state.loaded, fit)
  return { ...state, fit, source, kept: source, refusal: null, said: null }
}

/** Change what the text is for, and keep the text. */
export function aimed(state, change) {
  const fit = { ...state.fit, ...change }
  return isDirty(state) ? { ...state, fit, kept: sourceFor(state.loaded, fit), said: null } : opened(state, fit)
}

export function typed(state, source) {
  return { ...state, source, said: null }
}

export function looked(state, change) {
  return { ...state, look: { ...state.look, ...change } }
}

export function isDirty(state) {
  return state.source !== state.kept
}

/** Whether the hall has a template of its own for exactly this fit. */
export function isOwn(state) {
  return ownOf(state.loaded, state.fit) !== null
}

/** Return what the preview has to be asked: the fit, and the look where the fit leaves it open. */
export function wishOf({ fit, look, source }) {
  return {
    name: fit.name,
    service_id: fit.service_id,
    width: fit.width ?? look.width,
    language: fit.language ?? look.language,
    long: look.long,
    source,
  }
}

/** Return fresh, stale (the newest text is broken) or drawing (the newest text is not drawn yet). */
export function pictureState(state) {
  const { of, broken } = state.preview
  if (JSON.stringify(of) !== JSON.stringify(wishOf(state))) return "drawing"
  return broken ? "stale" : "fresh"
}

/** Return the list of what can be edited: each built-in kind, and below it what the hall has of its own. */
export function entriesOf({ loaded: answer }) {
  return KINDS.map((name) => ({
    name,
    own: answer.templates.filter((one) => one.name === name).map(fitOf),
  }))
}

export function sameFit(one, other) {
  return ["name", "width", "service_id", "language"].every((key) => one[key] === other[key])
}

export function fitOf({ name, width, service_id, language }) {
  return { name, width, service_id, language }
}

export function broadest(name) {
  return { name, ...ANYWHERE }
}

function ownOf(answer, fit) {
  return answer?.templates.find((one) => sameFit(one, fit)) ?? null
}

/** The source that counts for a fit now (rule P5): its own, the next less specific one, at last the built-in one. */
function sourceFor(answer, fit) {
  const covering = answer.templates.filter((one) => covers(one, fit)).sort((a, b) => rank(b) - rank(a))
  return (covering[0] ?? answer.built_in.find((one) => one.name === fit.name)).source
}

function covers(one, fit) {
  return one.name === fit.name && ["width", "service_id", "language"].every((key) => one[key] === null || one[key] === fit[key])
}

function rank({ service_id, language, width }) {
  return (service_id !== null) * 4 + (language !== null) * 2 + (width !== null)
}
