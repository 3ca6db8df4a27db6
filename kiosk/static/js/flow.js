/** What the kiosk shows and does, as plain data: its pages, the taking of a number, a visitor's stay. */
export { serviceOf } from "./hall.js"
export * from "./pages.js"
export * from "./stay.js"
export * from "./taking.js"
