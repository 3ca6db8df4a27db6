import assert from "node:assert/strict"
import { test } from "node:test"
import { shownInGroups, typed, whyWrong } from "../../kiosk/static/js/identity.js"

test("digits of any script are typed, nothing else, and no more than there are", () => {
  assert.deepEqual(["۱", "٢", "3", "x"].map((key) => typed("national_id", "00", key)), ["001", "002", "003", "00"])
  assert.equal(typed("national_id", "0012345678", "9"), "0012345678")
  assert.equal(typed("phone", "0912345678", "9"), "09123456789")
})

test("a national ID has ten digits, a right last one, and not ten times the same", () => {
  const numbers = ["0012345679", "0012345678", "001234567", "1111111111", "0499370899"]
  assert.deepEqual(numbers.map((number) => whyWrong("national_id", number)), [null, "checksum", "digits", "repeated", null])
})

test("a mobile number has eleven digits and begins with 09", () => {
  const numbers = ["09123456789", "02123456789", "0912345678", "09999999999"]
  assert.deepEqual(numbers.map((number) => whyWrong("phone", number)), [null, "digits", "digits", "repeated"])
})

test("what is typed is shown in groups that are easily read back", () => {
  assert.equal(shownInGroups("national_id", "00123"), "001 23_ ____")
  assert.equal(shownInGroups("phone", "09123456789"), "0912 345 6789")
})
