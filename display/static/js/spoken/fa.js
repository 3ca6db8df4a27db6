/** Persian: «شمارهٔ A، صد و بیست و سه، به باجهٔ چهار». */
export { joinedKeys as numberKeys } from "./joined.js"

export const counterKeys = (number) => ["to_counter", ...number]
