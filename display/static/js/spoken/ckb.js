/** Central Kurdish, joined as Persian is: «ژمارەی A، سەد و بیست و سێ، بۆ باجەی چوار». */
export { joinedKeys as numberKeys } from "./joined.js"

export const counterKeys = (number) => ["to_counter", ...number]
