/** The package brings no types. Lists of lower-case words, by ISO 639-3 code. */
declare module 'stopword' {
  type Words = readonly string[]
  export const ara: Words, ben: Words, bul: Words, cat: Words, ces: Words, dan: Words, deu: Words, ell: Words, eng: Words, est: Words
  export const fas: Words, fin: Words, fra: Words, gle: Words, heb: Words, hin: Words, hrv: Words, hun: Words, hye: Words, ind: Words
  export const ita: Words, jpn: Words, kor: Words, lav: Words, lit: Words, mar: Words, nld: Words, nob: Words, pol: Words, por: Words
  export const porBr: Words, ron: Words, rus: Words, slk: Words, slv: Words, spa: Words, swe: Words, tha: Words, tur: Words, ukr: Words
  export const urd: Words, vie: Words, zho: Words
}
