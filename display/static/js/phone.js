// The visitor's page. Written for old phones: no modules, no newer words of the language than they know.
(function () {
  "use strict"
  var POLL = 5000
  var POLL_LIVE = 30000
  var PATIENCE = 8000
  var token = document.body.getAttribute("data-token")
  var visit = document.getElementById("visit")
  var unheard = document.getElementById("unheard")
  var every = POLL
  var timer = null
  var asking = null
  var context = null
  var alerts = false
  var lost = false
  var told = ""
  var rung = callShown()

  function page() {
    return visit.querySelector(".phone")
  }

  function callShown() {
    return callOf(page())
  }

  function callOf(shown) {
    return shown.getAttribute("data-state") === "called" ? shown.getAttribute("data-call") : ""
  }

  function ask(method, path, body, done) {
    var request = new XMLHttpRequest()
    request.open(method, path, true)
    request.timeout = PATIENCE
    request.onload = function () { done(request) }
    request.onerror = request.ontimeout = function () { done(null) }
    request.setRequestHeader("Accept-Language", document.documentElement.lang)
    if (body) request.setRequestHeader("Content-Type", "application/json")
    request.send(body ? JSON.stringify(body) : null)
    return request
  }

  // A page asked for before a wish was sent would show what stood before it.
  function load() {
    clearTimeout(timer)
    if (asking) asking.abort()
    asking = ask("GET", "/t/" + token + "/visit", null, function (answer) {
      asking = null
      if (answer && answer.status === 200) show(answer.responseText)
      lost = !answer || answer.status >= 500
      draw()
      again()
    })
  }

  function again() {
    clearTimeout(timer)
    if (page().getAttribute("data-alive") === "yes" || lost) timer = setTimeout(load, every)
  }

  function show(html) {
    if (html === visit.kept) return
    if (isAsking() && !isNews(html)) return
    visit.kept = html
    visit.innerHTML = html
    var shown = page()
    document.documentElement.lang = shown.getAttribute("lang") || document.documentElement.lang
    document.documentElement.dir = shown.getAttribute("dir") || document.documentElement.dir
    drawAlert()
    if (callShown() && callShown() !== rung) ring()
    rung = callShown() || rung
  }

  function isAsking() {
    var question = document.getElementById("leave")
    return question !== null && !question.hidden
  }

  // A question is not taken away from under a finger, unless the ticket was called or something else became of it.
  function isNews(html) {
    var fresh = document.createElement("div")
    fresh.innerHTML = html
    var next = fresh.querySelector(".phone")
    var isSame = next.getAttribute("data-state") === page().getAttribute("data-state")
    return !isSame || callOf(next) !== callShown()
  }

  // A lost link first; what was said to a wish stays until the visitor touches something else.
  function draw() {
    unheard.textContent = lost ? document.body.getAttribute("data-unheard") : told
    unheard.hidden = !unheard.textContent
  }

  function ring() {
    if (!alerts) return
    if (navigator.vibrate) navigator.vibrate([400, 200, 400, 200, 400])
    if (context) [0, 0.7].forEach(tone)
  }

  function tone(delay) {
    var start = context.currentTime + delay
    var sound = context.createOscillator()
    var loudness = context.createGain()
    sound.frequency.value = delay ? 523.25 : 659.26
    loudness.gain.setValueAtTime(0.5, start)
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.6)
    sound.connect(loudness)
    loudness.connect(context.destination)
    sound.start(start)
    sound.stop(start + 0.65)
  }

  // A browser lets a page sound and shake only after a finger has asked for it.
  function switchAlert() {
    var Context = window.AudioContext || window.webkitAudioContext
    alerts = !alerts
    if (alerts && !context && Context) context = new Context()
    if (alerts && context && context.resume) context.resume()
    if (alerts && navigator.vibrate) navigator.vibrate(80)
    drawAlert()
  }

  function drawAlert() {
    var button = document.getElementById("alert")
    if (!button) return
    button.hidden = false
    button.setAttribute("aria-pressed", String(alerts))
    button.textContent = button.getAttribute(alerts ? "data-on" : "data-off")
  }

  function wish(button) {
    var what = button.getAttribute("data-wish")
    var body = { request_id: button.requestId || (button.requestId = newId()) }
    if (what === "languages") body.language = button.getAttribute("data-language")
    button.disabled = true
    ask("POST", "/api/v1/visits/" + token + "/" + what, body, function (answer) {
      button.disabled = false
      lost = !answer || answer.status >= 500
      told = lost ? "" : refusal(answer)
      draw()
      if (lost) return again()
      visit.kept = null
      closeQuestion()
      load()
    })
  }

  function closeQuestion() {
    if (isAsking()) document.getElementById("leave").hidden = true
  }

  function refusal(answer) {
    if (answer.status < 400) return ""
    try {
      return JSON.parse(answer.responseText).message || ""
    } catch (error) {
      return ""
    }
  }

  function newId() {
    return "phone-" + Date.now().toString(36) + "-" + Math.random().toString(36).slice(2, 12)
  }

  function touched(event) {
    var button = event.target
    while (button && button.tagName !== "BUTTON") button = button.parentElement
    if (!button) return
    told = ""
    draw()
    if (button.id === "alert") return switchAlert()
    if (button.getAttribute("data-wish")) return wish(button)
    var asked = document.getElementById(button.getAttribute("data-asks"))
    if (asked) asked.hidden = !asked.hidden
    if (asked && asked.hidden) load()
  }

  document.addEventListener("click", touched)
  document.addEventListener("visibilitychange", function () { if (!document.hidden) load() })
  window.addEventListener("online", load)
  window.nobatVisit = {
    token: token,
    changed: load,
    live: function (isLive) { every = isLive ? POLL_LIVE : POLL; again() },
  }
  drawAlert()
  again()
})()
