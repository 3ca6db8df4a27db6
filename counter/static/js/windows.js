// Several windows of one browser share one log-in: whoever comes or goes in one is told in the others at once.

const CHANNEL = "nobat.counter"

/** Return a function to call with each new state. clerk: of clerk.js. */
export function joinWindows(clerk, { channel = new BroadcastChannel(CHANNEL), reload = () => location.reload() } = {}) {
  let told = idOf(clerk.state())
  channel.onmessage = ({ data }) => {
    if (data.user === idOf(clerk.state())) return
    if (clerk.state().user) clerk.load()
    else if (data.user !== null) reload()
  }
  return (state) => {
    const id = idOf(state)
    if (id === told) return
    told = id
    channel.postMessage({ user: id })
  }
}

function idOf({ user }) {
  return user?.id ?? null
}
