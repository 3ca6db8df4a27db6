// Joins the keys with the clerk's acts: which element has the focus, which sheet is open.
import { actOfLetter, keyOf } from "./acts.js"
import { moment } from "./desk.js"
import { digitOfKey, isHeldPress, isText, stepOfKey, wishOfKey } from "./keys.js"
import { fieldsOf, hasDigits, isQuick } from "./questions.js"

/** clerk: of clerk.js; bell: of bell.js; isNarrow(): is the window too small for the lists? */
export function listenToKeys({ clerk, bell, isNarrow }) {
  let heldDown = null

  function onKey(event) {
    const focus = focused()
    if (isHeldPress(event, focus) || (event.repeat && event.code === heldDown)) return event.preventDefault()
    const isTaken = clerk.state().sheet ? atSheet(event, focus) : atDesk(event, focus)
    if (!isTaken) return
    heldDown = event.code
    event.preventDefault()
  }

  function atDesk(event, focus) {
    const state = clerk.state()
    if (moment(state) === "choose") return chooseCounter(state, digitOfKey(event, focus))
    if (!state.desk?.counter) return false
    if (event.code === "Escape") return leaveRows()
    if (stepOfKey(event) && walkRows(stepOfKey(event))) return true
    const wish = wishOfKey(event, focus)
    return wish !== null && fulfil(wish)
  }

  function chooseCounter(state, digit) {
    const counter = state.desk.counters.find((one) => one.number === digit && one.clerk === null)
    if (counter) clerk.press("open", counter.id)
    return Boolean(counter)
  }

  function fulfil(wish) {
    if (wish.letter) return pressLetter(wish.letter)
    if (wish.tab) openTab(wish.tab)
    if (wish.show) clerk.openSheet("keys")
    if (wish.go) focusOn("[data-paper]")
    if (wish.toggle === "auto") clerk.toggleAuto()
    if (wish.toggle === "bell") bell.toggle()
    return true
  }

  function pressLetter(letter) {
    const state = clerk.state()
    const act = actOfLetter(letter, moment(state), Boolean(state.desk.help))
    if (act) clerk.press(act, act === "reprint" ? ticketInFocus() : undefined)
    return Boolean(act)
  }

  function openTab(tab) {
    clerk.openTab(tab)
    if (isNarrow()) clerk.openSheet("list")
    else requestAnimationFrame(() => focusOn("[data-rows] button"))
  }

  function atSheet(event, focus) {
    const { sheet } = clerk.state()
    if (event.code === "Escape") return done(clerk.closeSheet)
    const step = stepOfKey(event)
    if (step && sheet.kind === "find" && isText(focus)) return done(() => clerk.step(step))
    if (step && walkRows(step)) return true
    if (sheet.kind === "keys") return pressFromKeys(event, focus)
    if (sheet.kind === "list" && wishOfKey(event, focus)?.letter === keyOf("reprint")) return pressLetter(keyOf("reprint"))
    if (event.code.endsWith("Enter") && !event.repeat) return sendSheet(focus)
    const digit = digitOfKey(event, focus)
    return digit !== null && answerByDigit(digit)
  }

  function done(work) {
    work()
    return true
  }

  /** A button keeps Enter for itself; anywhere else in a sheet it sends. */
  function sendSheet(focus) {
    return focus.tag !== "BUTTON" && done(clerk.submit)
  }

  function answerByDigit(digit) {
    const { desk, targets, sheet } = clerk.state()
    const choices = fieldsOf({ desk, targets, sheet }).filter((field) => field.kind === "choice")
    const group = document.activeElement?.closest("[data-field]")?.dataset.field
    const field = choices.find((one) => one.name === group) ?? choices[0]
    const option = field?.options[digit - 1]
    if (!option || !hasDigits(field)) return false
    clerk.type(field.name, option.value)
    if (isQuick(sheet.kind)) clerk.submit()
    else focusOn(`dialog [data-field="${field.name}"] input[value="${CSS.escape(option.value)}"]`)
    return true
  }

  function pressFromKeys(event, focus) {
    const wish = wishOfKey(event, focus)
    if (wish === null || wish.show) return false
    clerk.closeSheet()
    return fulfil(wish)
  }

  window.addEventListener("keydown", onKey)
  window.addEventListener("keyup", (event) => { if (event.code === heldDown) heldDown = null })
}

function focused() {
  const { tagName: tag, type = "", isContentEditable: editable } = document.activeElement ?? document.body
  return { tag, type, editable }
}

function focusOn(selector) {
  document.querySelector(selector)?.focus()
}

/** Give the focus back to the desk, so that Space and Enter are its own again. */
export function leaveRows() {
  const isAway = document.activeElement !== document.body
  document.activeElement?.blur()
  return isAway
}

/** Return the ticket of the row that has the focus, or undefined outside of the lists. */
function ticketInFocus() {
  const row = document.activeElement?.closest("[data-ticket]")
  return row ? Number(row.dataset.ticket) : undefined
}

/** Move the focus among rows (lists, documents, keys); false when it is in none. */
function walkRows(by) {
  const list = document.activeElement?.closest("[data-rows]")
  if (!list) return false
  const rows = [...list.querySelectorAll("button:not([tabindex='-1']), input")]
  rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(document.activeElement) + by))]?.focus()
  return true
}
