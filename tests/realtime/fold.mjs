// Reads {snapshot, events} from stdin, folds the events in as a screen does, and writes the picture.
import { apply } from "#shared/picture.js"

let text = ""
for await (const chunk of process.stdin) text += chunk
const { snapshot, events } = JSON.parse(text)
process.stdout.write(JSON.stringify(events.reduce(apply, snapshot)))
