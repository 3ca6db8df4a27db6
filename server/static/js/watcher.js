/** Keeps a picture of one branch right: socket, snapshots and the sequence of events (docs/realtime.md). */
import { apply, needsSnapshot } from "#shared/picture.js"
import { hearPush, isPushless, joinPushes, losePushes, seePicture, startPushes } from "#shared/pushes.js"
import { askForSnapshot, giveUpSnapshot, hearEvent, loadSnapshot, startSequence } from "#shared/sequence.js"

// Of the 15 s that a picture may be old without saying so, three are for the question and its answer.
const SILENCE_MILLISECONDS = 12_000
const FRESH_MILLISECONDS = 15_000
const RETRY_MILLISECONDS = 3_000
const REFRESH_MILLISECONDS = 5_000
const STALE_MILLISECONDS = 5_000
const GAP_MILLISECONDS = 300
const TICK_MILLISECONDS = 1_000
const ASLEEP_MILLISECONDS = 5_000
export const RECONNECTION = { reconnectionDelay: 300, reconnectionDelayMax: 2000, randomizationFactor: 0.3, timeout: 5000 }
const REFUSED = ["unauthorised", "forbidden"]

export class Watcher {
  sequence = startSequence()
  picture = null
  connection = 0
  joined = false
  loading = false
  loadAgain = false
  failed = false
  toldStale = null
  pushes = startPushes(performance.now())
  toldPushless = false
  times = { heard: performance.now(), tried: 0, refresh: Infinity, tick: performance.now(), wall: Date.now() }

  /**
   * socket: of socket.io, connecting already. told: the functions of the screen, as watch() in live.js names them.
   * polls: there is no socket; the snapshot is asked for each RETRY_MILLISECONDS, which its ETag makes cheap.
   */
  constructor({ branchId, api, socket, told, polls = false }) {
    Object.assign(this, { branchId, api, socket, told, joined: polls, polls })
    this.socket.on("connect", () => this.join())
    this.socket.on("disconnect", (reason) => this.leave(reason))
    this.socket.on("event", (event) => this.hear(event))
    document.addEventListener("visibilitychange", this.wake)
    window.addEventListener("online", this.wake)
    this.ticking = setInterval(() => this.tick(), TICK_MILLISECONDS)
    if (polls) this.load()
  }

  stop() {
    clearInterval(this.ticking)
    document.removeEventListener("visibilitychange", this.wake)
    window.removeEventListener("online", this.wake)
    this.socket.disconnect()
  }

  wake = () => {
    if (!document.hidden) this.load()
  }

  join() {
    this.connection += 1
    this.sequence = startSequence()
    this.socket.timeout(RECONNECTION.timeout).emit("join", { branch_id: this.branchId }, (error, answer) => {
      this.joined = !error && answer.ok
      if (this.joined) this.pushes = joinPushes(this.pushes, answer.seq)
      if (error && this.socket.connected) this.socket.disconnect().connect()
      this.load()
    })
  }

  leave(reason) {
    // A closed socket says so at once, so until now the picture was right; a time-out comes late.
    if (this.alive && reason !== "ping timeout") this.times.heard = performance.now()
    this.joined = false
    this.pushes = losePushes(this.pushes, performance.now())
    this.report()
  }

  hear(event) {
    this.times.heard = performance.now()
    this.pushes = hearPush(this.pushes, event.seq)
    const { sequence, apply: events, gap } = hearEvent(this.sequence, event)
    this.sequence = sequence
    this.follow(events)
    if (gap || needsSnapshot(event)) this.load()
    else if (events.length) this.refreshWithin(REFRESH_MILLISECONDS)
  }

  async load() {
    this.loadAgain = this.loading
    if (this.loading) return
    const connection = this.connection
    this.startLoading()
    try {
      const snapshot = await this.api.get(`/branches/${this.branchId}/snapshot`)
      if (connection === this.connection) this.take(snapshot)
    } catch (error) {
      this.fail(error)
    } finally {
      this.loading = false
    }
    this.report()
    if (this.loadAgain) this.load()
  }

  startLoading() {
    this.loading = true
    this.sequence = askForSnapshot(this.sequence)
    Object.assign(this.times, { tried: performance.now(), refresh: Infinity })
  }

  take(snapshot) {
    const shown = this.picture?.seq ?? snapshot.seq
    const { sequence, apply: events, gap } = loadSnapshot(this.sequence, snapshot.seq)
    Object.assign(this, { sequence, failed: false })
    this.times.heard = performance.now()
    this.pushes = seePicture(this.pushes, snapshot.seq, this.times.heard)
    const seen = events.filter((event) => event.seq <= shown)
    this.show(seen.reduce(apply, snapshot))
    this.follow(events.slice(seen.length))
    if (gap) this.refreshWithin(GAP_MILLISECONDS)
  }

  fail(error) {
    if (!error.code) console.error(error)
    this.failed = true
    this.sequence = giveUpSnapshot(this.sequence)
    if (REFUSED.includes(error.code)) this.tell("onRefused")
  }

  follow(events) {
    for (const event of events) {
      this.show(apply(this.picture, event))
      this.tell("onEvent", event, this.picture)
    }
  }

  show(picture) {
    this.picture = picture
    document.documentElement.dataset.seq = picture.seq
    this.tell("onPicture", picture)
  }

  /** A screen that cannot draw must not keep its own picture from coming. */
  tell(name, ...given) {
    try {
      this.told[name](...given)
    } catch (error) {
      console.error(error)
    }
  }

  /** Within that time and a little more, so that 500 screens do not ask in the same moment. */
  refreshWithin(milliseconds) {
    const moment = performance.now() + milliseconds * (1 + Math.random() / 5)
    this.times.refresh = Math.min(this.times.refresh, moment)
  }

  tick() {
    const now = performance.now()
    if (this.sleptUntil(now)) this.load()
    // A socket that was refused or thrown out does not come back by itself.
    if (!this.socket.active) this.socket.connect()
    const wait = this.alive && !this.polls ? SILENCE_MILLISECONDS : RETRY_MILLISECONDS
    const silent = now - Math.max(this.times.heard, this.times.tried) >= wait
    if (!this.loading && (silent || now >= this.times.refresh)) this.load()
    this.report()
  }

  /**
   * A machine that slept, or whose clock was set: its browser's steady clock may have stood still meanwhile, so the picture is
   * older than it says.
   */
  sleptUntil(now) {
    const wall = Date.now()
    const [ticked, passed] = [now - this.times.tick, wall - this.times.wall]
    Object.assign(this.times, { tick: now, wall })
    if (passed - ticked > ASLEEP_MILLISECONDS) this.times.heard -= passed - ticked
    return ticked > ASLEEP_MILLISECONDS || Math.abs(passed - ticked) > ASLEEP_MILLISECONDS
  }

  /** Of the picture, in seconds; null before the first. */
  get age() {
    return this.picture && (performance.now() - this.times.heard) / 1000
  }

  get alive() {
    return this.joined && !this.failed && this.picture !== null
  }

  report() {
    document.documentElement.dataset.live = this.alive ? "yes" : "no"
    const age = performance.now() - this.times.heard
    const stale = age >= (this.alive ? FRESH_MILLISECONDS : STALE_MILLISECONDS) ? Math.floor(age / 1000) : null
    this.tellOnce("toldStale", "onStale", stale)
    this.tellOnce("toldPushless", "onPushless", !this.polls && isPushless(this.pushes, performance.now()))
  }

  tellOnce(kept, name, value) {
    if (value === this[kept]) return
    this[kept] = value
    this.tell(name, value)
  }
}
