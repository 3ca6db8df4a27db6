/* The keys on the glass: they write into the field of the pairing code, where there is no keyboard. */
const GROUP_LENGTH = 4
const CODE_LENGTH = 8

function typed(code, key) {
  const letters = code.replace(/[^0-9A-Za-z]/g, "")
  const after = (key ? letters + key : letters.slice(0, -1)).slice(0, CODE_LENGTH)
  return [after.slice(0, GROUP_LENGTH), after.slice(GROUP_LENGTH)].filter(Boolean).join("-")
}

const field = document.getElementById("code")
for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => {
    field.value = typed(field.value, button.dataset.key)
  })
}
